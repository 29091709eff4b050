import { quote } from "../lint/rule.ts";

/** Larger files are not read, as in `src/gitlab/repository.ts`: 5 MiB, which no page of a handbook comes near. */
export const fileBytesMax = 5 * 1024 * 1024;

/** Says of a changed file that it was left out for its size. */
export function tooLargeNotice(path: string): string {
  return `The page ${quote(path, 200)} is too large to be read.`;
}

/** Says of a changed file that the newest commit did not give it. */
export function missingNotice(path: string): string {
  return `The page ${quote(path, 200)} could not be read at the head of this merge request.`;
}

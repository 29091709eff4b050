import type { ReadChange } from "../../change/change.ts";
import { allPages } from "./work.ts";

/**
 * Takes files out of a change as if it had left them alone. Where it adds one, links may lead to it all the
 * same: it counts as a file that exists and is no page.
 */
export function leaveOut(read: ReadChange, paths: readonly string[]): ReadChange {
  if (paths.length === 0) return read;
  const isLeftOut = new Set(paths);
  if (isLeftOut.has(allPages)) return { ...read, files: [] };
  const left = read.files.filter(
    ({ path, oldPath }) => isLeftOut.has(path) || isLeftOut.has(oldPath),
  );
  return {
    ...read,
    files: read.files.filter((file) => !left.includes(file)),
    added: [
      ...read.added,
      ...left
        .filter(({ status }) => status === "added" || status === "renamed")
        .map(({ path }) => path),
    ],
  };
}

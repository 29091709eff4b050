import type { ChangedFile, ReadChange } from "./change.ts";
import type { Engine } from "../config/engine.ts";

/** A changed file as git lists it, before it is read. */
export type ListedFile = Pick<ChangedFile, "status" | "oldPath" | "path" | "diff">;

/** What of a change has to be read, and what is known by its name alone. */
export interface SelectedFiles extends Pick<ReadChange, "added" | "removed"> {
  readonly wanted: readonly ListedFile[];
}

/**
 * Selects the files of a change that a review reads: pages, and files with data. A page that leaves or
 * enters the handbook by a rename counts as deleted or added.
 */
export function selectFiles(
  listed: readonly ListedFile[],
  { isPage, isData }: Pick<Engine, "isPage" | "isData">,
): SelectedFiles {
  const wanted: ListedFile[] = [];
  const added: string[] = [];
  const removed: string[] = [];
  for (const file of listed.flatMap((each) => splitRename(each, isPage))) {
    const { status, path } = file;
    if (isPage(path) || isData(path)) wanted.push(file);
    else if (status === "added") added.push(path);
    else if (status === "deleted") removed.push(path);
  }
  return { wanted, added, removed };
}

function splitRename(file: ListedFile, isPage: (path: string) => boolean): readonly ListedFile[] {
  const { status, oldPath, path } = file;
  if (status !== "renamed" || (isPage(oldPath) && isPage(path))) return [file];
  return [
    { status: "deleted", oldPath, path: oldPath, diff: undefined },
    { status: "added", oldPath: path, path, diff: undefined },
  ];
}

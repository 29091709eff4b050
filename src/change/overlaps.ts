import { createHandbook } from "../handbook/create-handbook.ts";
import type { Linter } from "../lint/linter.ts";
import { compareText } from "../text/compare-text.ts";
import type { DiffedFile, OtherMergeRequest } from "./change.ts";

/** Two merge requests that work on one text. */
export interface Overlap {
  readonly iid: number;
  /** The page of this merge request. */
  readonly path: string;
  /** Both change or delete the same lines, or both bring the same passage, there or on another page. */
  readonly kind: "changes" | "introduces";
}

/** Lines of fewer words stand on many pages: `| --- | --- |`, `## Scope`. */
const lineWordsMin = 4;

/** A passage that both bring counts from this length and similarity on. */
const passage = { minWords: 20, minSimilarity: 0.8 };

/**
 * Finds the merge requests that change the lines which this one changes, or bring the passages which this one
 * brings. One entry for each of them and page, sorted by number and path.
 */
export function findOverlaps(
  own: readonly DiffedFile[],
  others: readonly OtherMergeRequest[],
  linter: Pick<Linter, "parse">,
): readonly Overlap[] {
  const found = new Map<string, Overlap>();
  const note = (overlap: Overlap): void => {
    const key = `${overlap.iid} ${overlap.path}`;
    if (!found.has(key)) found.set(key, overlap);
  };
  for (const { iid, files } of others) {
    for (const theirs of files) {
      const mine = own.find(({ oldPath }) => oldPath === theirs.oldPath);
      if (mine === undefined) continue;
      const removed = new Set(removedLines(theirs.diff));
      if (removedLines(mine.diff).some((line) => removed.has(line))) {
        note({ iid, path: mine.path, kind: "changes" });
      }
    }
  }
  const pages = others.flatMap(({ iid, files }) =>
    files.map(({ path, diff }) => linter.parse(`${iid}/${path}`, addedText(diff))),
  );
  const brought = createHandbook(pages);
  for (const { path, diff } of own) {
    for (const { nearCopies } of brought.nearCopies(linter.parse(path, addedText(diff)), passage)) {
      for (const copy of nearCopies) {
        const iid = Number(copy.path.slice(0, copy.path.indexOf("/")));
        note({ iid, path, kind: "introduces" });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.iid - b.iid || compareText(a.path, b.path));
}

function removedLines(diff: string | undefined): readonly string[] {
  return (diff ?? "")
    .split("\n")
    .filter((line) => line.startsWith("-"))
    .map((line) => line.slice(1).replace(/\s+/g, " ").trim())
    .filter((line) => line.split(" ").length >= lineWordsMin);
}

/** The lines that a diff adds; what stands between two hunks or around other lines is a blank line. */
function addedText(diff: string | undefined): string {
  return (diff ?? "")
    .split("\n")
    .map((line) => (line.startsWith("+") ? line.slice(1) : ""))
    .join("\n");
}

import type { Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import type { Anchor, DiffLine, PlacedFinding } from "./change-set.ts";
import { replaceLines } from "./line-replacement.ts";
import { type Lines, touchedLines } from "./touched-lines.ts";

/** A page in the diff of a merge request. */
export interface DiffPage {
  readonly path: string;
  readonly oldPath: string;
  /** For each line of the new text. */
  readonly lines: readonly DiffLine[];
  /** A page that was deleted or only moved shows no lines on which GitLab would take a comment. */
  readonly hasLines: boolean;
}

/**
 * Gives a finding its place in the diff: the last added line it touches, else the last line it touches,
 * else none. `page` is the page its span refers to.
 */
export function placeFinding(finding: Finding, page: Page, diff: DiffPage): PlacedFinding {
  const lines = touchedLines(finding, page);
  const anchor = anchorOf(diff, lines);
  const through = anchor.kind === "outside" ? undefined : anchor.newLine;
  const replacements = finding.suggestions.flatMap(
    (suggestion) => replaceLines(page, suggestion, through) ?? [],
  );
  return { finding, anchor, lines, replacements };
}

function anchorOf({ path, oldPath, lines, hasLines }: DiffPage, { first, last }: Lines): Anchor {
  if (!hasLines) return { kind: "outside" };
  const touched = lines.slice(first - 1, last);
  const line = touched.findLast(({ kind }) => kind === "added") ?? lines[last - 1];
  return line === undefined ? { kind: "outside" } : { ...line, path, oldPath };
}

import type { Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import type { Anchor, ChangedPage, DiffLine, PlacedFinding } from "./change-set.ts";
import { replaceLines } from "./line-replacement.ts";
import { type Lines, touchedLines } from "./touched-lines.ts";

/**
 * Gives a finding its place in the diff: the last added line it touches, else the last line it touches,
 * else none. `page` is the page its span refers to, `lines` the diff of the page.
 */
export function placeFinding(
  finding: Finding,
  page: Page,
  change: ChangedPage,
  lines: readonly DiffLine[],
): PlacedFinding {
  const touched = touchedLines(finding, page);
  const anchor = anchorOf(change, lines, touched);
  const through = anchor.kind === "outside" ? undefined : anchor.newLine;
  const replacements = finding.suggestions.flatMap(
    (suggestion) => replaceLines(page, suggestion, through) ?? [],
  );
  return { finding, anchor, lines: touched, replacements };
}

function anchorOf(
  { before, after, path, oldPath }: ChangedPage,
  lines: readonly DiffLine[],
  { first, last }: Lines,
): Anchor {
  // A page that only moved has no lines in the diff, and GitLab refuses comments on it.
  if (after === undefined || before === after) return { kind: "outside" };
  const line =
    lines.slice(first - 1, last).findLast(({ kind }) => kind === "added") ?? lines[last - 1];
  return line === undefined ? { kind: "outside" } : { ...line, path, oldPath };
}

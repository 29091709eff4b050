import type { Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import type { Anchor, ChangedPage, DiffLine, PlacedFinding } from "./change-set.ts";
import { replaceLines } from "./line-replacement.ts";

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

/** The lines under a finding's span, without blank ones and terminators at its end. */
export function touchedLines(
  { span }: Pick<Finding, "span">,
  { source, lines }: Pick<Page, "source" | "lines">,
): { readonly first: number; readonly last: number } {
  let end = span.end;
  while (end > span.start + 1 && isSpace(source.charCodeAt(end - 1))) end -= 1;
  const first = Math.min(lines.locate(span.start).line, lines.count);
  const last = Math.min(lines.locate(Math.max(span.start, end - 1)).line, lines.count);
  return { first, last };
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

function anchorOf(
  { before, after, path, oldPath }: ChangedPage,
  lines: readonly DiffLine[],
  { first, last }: { readonly first: number; readonly last: number },
): Anchor {
  // A page that only moved has no lines in the diff, and GitLab refuses comments on it.
  if (after === undefined || before === after) return { kind: "outside" };
  const line =
    lines.slice(first - 1, last).findLast(({ kind }) => kind === "added") ?? lines[last - 1];
  return line === undefined ? { kind: "outside" } : { ...line, path, oldPath };
}

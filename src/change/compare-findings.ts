import type { Fault, Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";
import type { DiffLine } from "./change-set.ts";
import { touchedLines } from "./place.ts";

/** One side of a page: what was found, and what went wrong while looking. */
export interface Side {
  readonly page: Page | undefined;
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
}

/**
 * Takes the findings of one side from those of the other, as multisets of identities. Among equal ones
 * those on added lines are the new ones, then those on lines that had none before.
 *
 * A rule that failed on the old text says nothing about what is new: of its findings only those on
 * added lines appear. One that failed on the new text says nothing about what is gone.
 */
export function compareFindings(
  before: Side,
  after: Side,
  lines: readonly DiffLine[],
): { readonly appeared: readonly Finding[]; readonly gone: readonly Finding[] } {
  const newness = rankAfter(before, lines);
  const oldness = rankBefore(lines);
  const unsure = unfinishedRules(before.faults);
  const unread = unfinishedRules(after.faults);
  return {
    appeared: surplus(after, before, newness).filter(
      (finding) => !unsure(finding) || newness(finding, after.page) === 0,
    ),
    gone: surplus(before, after, oldness).filter((finding) => !unread(finding)),
  };
}

/** Low ranks are the first to count as surplus. */
type Rank = (finding: Finding, page: Page | undefined) => number;

function surplus(many: Side, few: Side, rank: Rank): Finding[] {
  const spare = new Map<string, number>();
  for (const { identity } of few.findings) spare.set(identity, (spare.get(identity) ?? 0) - 1);
  for (const { identity } of many.findings) spare.set(identity, (spare.get(identity) ?? 0) + 1);
  const ranked = many.findings
    .filter(({ identity }) => (spare.get(identity) ?? 0) > 0)
    .map((finding) => ({ finding, rank: rank(finding, many.page) }))
    .sort((a, b) => a.rank - b.rank);
  const taken = new Set<Finding>();
  for (const { finding } of ranked) {
    const left = spare.get(finding.identity) ?? 0;
    if (left > 0) taken.add(finding);
    spare.set(finding.identity, left - 1);
  }
  return many.findings.filter((finding) => taken.has(finding));
}

function rankAfter(before: Side, lines: readonly DiffLine[]): Rank {
  const known = new Set<string>();
  for (const finding of before.findings) {
    if (before.page !== undefined) {
      known.add(`${touchedLines(finding, before.page).last} ${finding.identity}`);
    }
  }
  return (finding, page) => {
    if (page === undefined) return 0;
    const { first, last } = touchedLines(finding, page);
    if (lines.slice(first - 1, last).some(({ kind }) => kind === "added")) return 0;
    const line = lines[last - 1];
    return line?.kind === "context" && known.has(`${line.oldLine} ${finding.identity}`) ? 2 : 1;
  };
}

function rankBefore(lines: readonly DiffLine[]): Rank {
  const kept = new Set<number>();
  for (const line of lines) if (line.kind === "context") kept.add(line.oldLine);
  return (finding, page) =>
    page !== undefined && kept.has(touchedLines(finding, page).last) ? 1 : 0;
}

function unfinishedRules(faults: readonly Fault[]): (finding: Finding) => boolean {
  const rules = new Set(faults.map(({ rule }) => rule));
  // A fault without a rule belongs to a group of rules or to the whole page.
  return ({ rule }) => rules.has(rule) || rules.has(undefined);
}

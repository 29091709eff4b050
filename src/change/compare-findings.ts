import type { Fault, Finding } from "../lint/finding.ts";
import type { DiffLine, SourceText } from "./placed-finding.ts";
import { textOfLines, touchedLines } from "./touched-lines.ts";

/** One side of a page: what was found, and what went wrong while looking. */
export interface Side {
  readonly page: SourceText | undefined;
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
}

/**
 * Takes the findings of one side from those of the other, as multisets of identities. Which of several
 * equal ones are new is decided by their lines: first those in a line whose text was not there, and among
 * these the ones on lines that the diff adds.
 *
 * A rule that failed on the old text says nothing about what is new: of its findings only those on
 * added lines appear. One that failed on the new text says nothing about what was removed.
 */
export function compareFindings(
  before: Side,
  after: Side,
  lines: readonly DiffLine[],
): { readonly appeared: readonly Finding[]; readonly removed: readonly Finding[] } {
  const isAdded = addedLines(after, lines);
  const isRemoved = removedLines(before, lines);
  const unsure = unfinishedRules(before.faults);
  const unread = unfinishedRules(after.faults);
  return {
    appeared: surplus(after, before, isAdded).filter(
      (finding) => !unsure(finding) || isAdded(finding),
    ),
    removed: surplus(before, after, isRemoved).filter((finding) => !unread(finding)),
  };
}

type Test = (finding: Finding) => boolean;

/** The findings of `many` that are left over when each of `few` has taken an equal one away. */
function surplus(many: Side, few: Side, isOnOwnLine: Test): Finding[] {
  const left = countSurplus(many.findings, few.findings, ({ identity }) => identity);
  const candidates = many.findings.filter(({ identity }) => (left.get(identity) ?? 0) > 0);
  if (candidates.length === 0) return [];
  const ownFirst = [...candidates].sort((a, b) => Number(isOnOwnLine(b)) - Number(isOnOwnLine(a)));
  const identities = new Set(candidates.map(({ identity }) => identity));
  const counterparts = few.findings.filter(({ identity }) => identities.has(identity));
  const texts = new Map<Finding, string>();
  for (const finding of candidates) texts.set(finding, lineText(finding, many.page));
  for (const finding of counterparts) texts.set(finding, lineText(finding, few.page));
  const inLine = countSurplus(
    candidates,
    counterparts,
    (finding) => `${finding.identity}\n${texts.get(finding) ?? ""}`,
  );
  const isOfNewLine = taker(
    inLine,
    (finding) => `${finding.identity}\n${texts.get(finding) ?? ""}`,
  );
  // As many as are left over, or more: where a line is gone, others have come for it.
  const isTaken = taker(left, ({ identity }) => identity);
  const taken = new Set(ownFirst.filter(isOfNewLine).filter(isTaken));
  return many.findings.filter((finding) => taken.has(finding));
}

function countSurplus(
  many: readonly Finding[],
  few: readonly Finding[],
  nameOf: (finding: Finding) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of many) counts.set(nameOf(finding), (counts.get(nameOf(finding)) ?? 0) + 1);
  for (const finding of few) counts.set(nameOf(finding), (counts.get(nameOf(finding)) ?? 0) - 1);
  return counts;
}

/** Holds for the first findings of each name, as many as the counts say. */
function taker(counts: ReadonlyMap<string, number>, nameOf: (finding: Finding) => string): Test {
  const left = new Map(counts);
  return (finding) => {
    const name = nameOf(finding);
    const count = left.get(name) ?? 0;
    left.set(name, count - 1);
    return count > 0;
  };
}

function lineText(finding: Finding, page: SourceText | undefined): string {
  return page === undefined ? "" : textOfLines(page, touchedLines(finding, page));
}

function addedLines({ page }: Side, lines: readonly DiffLine[]): Test {
  return (finding) => {
    if (page === undefined) return false;
    const { first, last } = touchedLines(finding, page);
    return lines.slice(first - 1, last).some(({ kind }) => kind === "added");
  };
}

function removedLines({ page }: Side, lines: readonly DiffLine[]): Test {
  const kept = new Set<number>();
  for (const line of lines) if (line.kind === "context") kept.add(line.oldLine);
  return (finding) => page !== undefined && !kept.has(touchedLines(finding, page).last);
}

function unfinishedRules(faults: readonly Fault[]): (finding: Finding) => boolean {
  const rules = new Set(faults.map(({ rule }) => rule));
  // A fault without a rule belongs to a group of rules or to the whole page.
  return ({ rule }) => rules.has(rule) || rules.has(undefined);
}

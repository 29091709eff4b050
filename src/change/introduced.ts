import { acceptFindings } from "../lint/baseline/accept-findings.ts";
import { type Candidate, candidatesOf } from "../lint/baseline/candidate.ts";
import type { Fault, Finding, LintResult, RuleId } from "../lint/finding.ts";
import { groupFindings, onePerCause, onePerPair } from "../lint/group-findings.ts";
import type { LintedPage, Linter } from "../lint/linter.ts";
import type { Page } from "../page/page.ts";
import { compareText } from "../text/compare-text.ts";
import { compareSpans } from "../text/span.ts";
import type { Steps } from "../text/steps.ts";
import type { Change, ChangedPage } from "./change.ts";
import { compareFindings } from "./compare-findings.ts";
import { type Compared, withoutMoved } from "./moved-findings.ts";
import { nameFindings } from "./name-findings.ts";
import { placeFinding } from "./place.ts";
import type { PlacedFinding } from "./placed-finding.ts";

/** What a change itself brings into a handbook. */
export interface Introduced {
  /** Sorted by path, start, end and rule. */
  readonly placed: readonly PlacedFinding[];
  /** Findings that the change takes away from pages that it keeps. */
  readonly fixed: number;
  readonly faults: readonly Fault[];
  /** Limits that were reached, one sentence each. */
  readonly notices: readonly string[];
}

/**
 * Finds what a change introduces: findings after it less findings before it, each page compared with
 * itself under its old path, and what change rules say. In steps of a page each: a change of hundreds of
 * pages takes seconds.
 */
export function* findIntroduced(change: Change): Steps<Introduced> {
  const { pages, after } = change;
  const { linter } = after.engine;
  const faults: Fault[] = [];
  const compared: ComparedPage[] = [];
  for (const page of pages) {
    yield page.path;
    const result = comparePage(page, change, linter);
    faults.push(...result.faults);
    compared.push(result);
  }
  const handbooks = { before: change.before.handbook, after: after.handbook };
  const { appeared, fixed } = withoutMoved(compared);
  const accepted = acceptedOf(compared, appeared, change);
  const placed: PlacedFinding[] = [];
  const notices: string[] = [];
  for (const [index, page] of pages.entries()) {
    yield page.path;
    const ofChange = linter.lintChange(page, handbooks);
    faults.push(...ofChange.faults);
    const ofPage = (appeared[index] ?? []).filter((finding) => !accepted.has(finding));
    const findings = [...ofPage, ...ofChange.findings].sort(bySpan);
    const proof = compared[index]?.linted?.prove(findings);
    notices.push(...(proof?.notices ?? []));
    placed.push(...placeAll(page, proof?.findings ?? withoutSuggestions(findings)));
  }
  const written = new Set(
    placed.filter(({ anchor }) => anchor.kind === "added").map(({ finding }) => finding),
  );
  // A copy is talked about where it was written, not on the page that had the text all along.
  const paired = onePerPair(
    placed.map(({ finding }) => finding),
    (finding) => written.has(finding),
  );
  const reported = new Set(onePerCause(paired));
  return {
    placed: placed.filter(({ finding }) => reported.has(finding)),
    fixed,
    faults: distinctFaults(faults),
    notices,
  };
}

/** What the baseline accepts on the pages of a change; of equal findings the old ones. */
function acceptedOf(
  compared: readonly ComparedPage[],
  appeared: readonly (readonly Finding[])[],
  { before, after: { handbook } }: Change,
): ReadonlySet<Finding> {
  if (before.baseline.pages.size === 0) return new Set();
  const isNew = new Set(appeared.flat());
  const candidates = compared.flatMap(({ after, linted }): readonly Candidate[] =>
    after && linted ? candidatesOf(linted.findings, after) : [],
  );
  const oldFirst = candidates.toSorted(
    (a, b) => Number(isNew.has(a.finding)) - Number(isNew.has(b.finding)),
  );
  const unseen = new Set(handbook.paths());
  for (const { after } of compared) if (after !== undefined) unseen.delete(after.path);
  return acceptFindings(before.baseline, oldFirst, (path) => unseen.has(path)).accepted;
}

interface ComparedPage extends Compared {
  /** The new text, whose suggestions can still be proven. */
  readonly linted: LintedPage | undefined;
}

function comparePage(page: ChangedPage, change: Change, linter: Linter): ComparedPage {
  const { before, after, path, oldPath, lines } = page;
  const none: LintResult = { findings: [], faults: [] };
  const was = before === undefined ? none : linter.lintPage(before, change.before.handbook);
  const linted = after === undefined ? undefined : linter.lintPage(after, change.after.handbook);
  const is = linted ?? none;
  const { appeared, removed } = compareFindings(
    { page: before, ...was },
    { page: after, ...is },
    lines,
  );
  const isOfMove = ({ rule }: Finding): boolean => looksAround(linter, rule);
  const isOnlyMoved = oldPath !== path && before?.source === after?.source;
  return {
    before,
    after,
    ...(isOnlyMoved
      ? { appeared: appeared.filter(isOfMove), removed: removed.filter(isOfMove) }
      : { appeared, removed }),
    faults: [...is.faults, ...was.faults],
    linted,
  };
}

/** Whether a rule looks at other pages too, so that a mere move may change what it says. */
function looksAround(linter: Linter, rule: RuleId): boolean {
  return linter.rules.some(({ id, scope }) => id === rule && scope === "handbook");
}

function withoutSuggestions(findings: readonly Finding[]): readonly Finding[] {
  return findings.map((finding) => ({ ...finding, suggestions: [] }));
}

function placeAll(
  { before, after, path, oldPath, lines }: ChangedPage,
  findings: readonly Finding[],
): readonly PlacedFinding[] {
  const page = after ?? before;
  if (page === undefined || findings.length === 0) return [];
  // What entered the handbook by a rename is in the diff as a rename, whose old text was not read.
  const isEntered = before === undefined && oldPath !== path;
  const hasLines =
    after !== undefined &&
    !isEntered &&
    before?.source !== after.source &&
    !isBinary(after) &&
    !(before !== undefined && isBinary(before));
  const diff = { path, oldPath, lines, hasLines };
  // Grouped last: in a group, one more of the same matter could not be distinguished from the old ones.
  return nameFindings(groupFindings(findings), page).map((finding) =>
    placeFinding(finding, page, diff),
  );
}

/** Git shows no lines of a file with a NUL among its first 8,000 bytes. xdiff-interface.c, 2026-11. */
function isBinary({ source }: Page): boolean {
  const at = source.indexOf("\0");
  return at !== -1 && at < 8_000;
}

function distinctFaults(faults: readonly Fault[]): readonly Fault[] {
  const distinct = new Map<string, Fault>();
  for (const fault of faults) {
    distinct.set(`${fault.path}\n${fault.rule ?? ""}\n${fault.message}`, fault);
  }
  return [...distinct.values()];
}

function bySpan(a: Finding, b: Finding): number {
  return compareSpans(a.span, b.span) || compareText(a.rule, b.rule);
}

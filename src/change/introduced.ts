import type { Handbook } from "../handbook/handbook.ts";
import type { CodeOwners } from "../owners/code-owners.ts";
import type { Redirect } from "../handbook/links/redirects.ts";
import type { Fault, Finding, LintResult, RuleId } from "../lint/finding.ts";
import { groupFindings, onePerPair } from "../lint/group-findings.ts";
import type { LintedPage, Linter } from "../lint/linter.ts";
import { quote } from "../lint/rule.ts";
import type { Page } from "../page/page.ts";
import { compareSpans } from "../text/span.ts";
import { runSteps, type Steps } from "../text/steps.ts";
import { type Approvals, approvalsOf, type ApprovalSteps } from "../owners/approvals.ts";
import type { ChangedPage, DiffLine, PlacedFinding } from "./change-set.ts";
import { compareFindings } from "./compare-findings.ts";
import { parseDiffLines } from "./diff-lines.ts";
import { type Compared, withoutMoved } from "./moved-findings.ts";
import { nameFindings } from "./name-findings.ts";
import { placeFinding } from "./place.ts";
import { policyChanges, type PolicyChange } from "../policy/policy-changes.ts";
import { type HarderPage, harderToRead, worseOf } from "../readability/readability.ts";
import { compareText } from "../text/compare-text.ts";

/** What a change itself brings into a handbook. */
export interface Introduced {
  /** Sorted by path, start, end and rule. */
  readonly placed: readonly PlacedFinding[];
  /** Findings that the change takes away from pages that it keeps. */
  readonly fixed: number;
  readonly faults: readonly Fault[];
  /** Limits that were reached, one sentence each. */
  readonly notices: readonly string[];
  readonly pages: number;
  /** The page that became clearly harder to read, if one did; of several the worst. */
  readonly harder: HarderPage | undefined;
  /** What it makes of the demands of policies, by path. */
  readonly policyChanges: readonly PolicyChange[];
  readonly approvals: Approvals;
}

/** What may differ from change to change. */
export interface IntroduceOptions {
  /** The redirects that hold after the change, where it changes them. */
  readonly redirects?: readonly Redirect[] | undefined;
  /** The owners that hold after the change, where it changes them. */
  readonly owners?: CodeOwners | undefined;
  /** The steps of approval that the handbook asks for. */
  readonly approvalSteps?: readonly ApprovalSteps[];
}

/** One page of a change on both sides. */
interface Sides {
  readonly change: ChangedPage;
  readonly before: Page | undefined;
  readonly after: Page | undefined;
  readonly lines: readonly DiffLine[];
}

interface Handbooks {
  readonly before: Handbook;
  readonly after: Handbook;
}

/**
 * Finds what a change introduces: findings after it less findings before it, each page compared with
 * itself under its old path, and what change rules say. `handbook` holds the pages of the target
 * branch; the change's own texts are laid over it on both sides.
 */
export function introduced(
  changes: readonly ChangedPage[],
  handbook: Handbook,
  linter: Linter,
  options?: IntroduceOptions,
): Introduced {
  return runSteps(introduceStepwise(changes, handbook, linter, options));
}

/**
 * Does the same in steps of a page each, for callers that have something else to do in between: a change
 * of hundreds of pages takes seconds.
 */
export function* introduceStepwise(
  changes: readonly ChangedPage[],
  handbook: Handbook,
  linter: Linter,
  { redirects, owners, approvalSteps = [] }: IntroduceOptions = {},
): Steps<Introduced> {
  const pages: Sides[] = [];
  for (const change of [...changes].sort(byPath)) {
    pages.push(readSides(change, linter));
    yield;
  }
  const handbooks = {
    before: handbook.overlay(overlayOf(pages, "before")),
    after: handbook.overlay(overlayOf(pages, "after"), redirects, owners),
  };
  const faults: Fault[] = [];
  const compared: ComparedSides[] = [];
  for (const sides of pages) {
    const result = compareSides(sides, handbooks, linter);
    faults.push(...result.faults);
    compared.push(result);
    yield;
  }
  const { appeared, fixed } = withoutMoved(compared);
  const placed: PlacedFinding[] = [];
  let harder: HarderPage | undefined;
  const demands: PolicyChange[] = [];
  for (const [index, sides] of pages.entries()) {
    harder = worseOf(harder, harderToRead(sides));
    demands.push(...policyChanges(sides.before, sides.after));
    const change = linter.lintChange(sides, handbooks);
    faults.push(...change.faults);
    const findings = [...(appeared[index] ?? []), ...change.findings].sort(bySpan);
    placed.push(...placeAll(sides, compared[index]?.head, findings));
    yield;
  }
  const reported = new Set(onePerPair(placed.map(({ finding }) => finding)));
  return {
    placed: placed.filter(({ finding }) => reported.has(finding)),
    fixed,
    faults: distinctFaults(faults),
    notices: pages.flatMap(noticesOf),
    pages: changes.length,
    harder,
    policyChanges: demands,
    // GitLab asks the owners that the target branch names.
    approvals: approvalsOf(pages, handbook.owners, approvalSteps),
  };
}

function readSides(change: ChangedPage, linter: Linter): Sides {
  const { oldPath, path, diff } = change;
  const before = change.before === undefined ? undefined : linter.parse(oldPath, change.before);
  const after = change.after === undefined ? undefined : linter.parse(path, change.after);
  return { change, before, after, lines: parseDiffLines(diff, before?.source, after?.source) };
}

function overlayOf(pages: readonly Sides[], side: "before" | "after"): Map<string, Page | null> {
  const overlay = new Map<string, Page | null>();
  for (const { change } of pages) overlay.set(change.path, null).set(change.oldPath, null);
  for (const sides of pages) {
    const page = sides[side];
    if (page !== undefined) overlay.set(page.path, page);
  }
  return overlay;
}

interface ComparedSides extends Compared {
  readonly head: LintedPage | undefined;
}

function compareSides(
  { change, before, after, lines }: Sides,
  handbooks: Handbooks,
  linter: Linter,
): ComparedSides {
  const none: LintResult = { findings: [], faults: [] };
  const was = before === undefined ? none : linter.lintPage(before, handbooks.before);
  const head = after === undefined ? undefined : linter.lintPage(after, handbooks.after);
  const is = head ?? none;
  const { appeared, removed } = compareFindings(
    { page: before, ...was },
    { page: after, ...is },
    lines,
  );
  const isOfMove = ({ rule }: Finding): boolean => looksAround(linter, rule);
  const isOnlyMoved = change.oldPath !== change.path && before?.source === after?.source;
  return {
    before,
    after,
    ...(isOnlyMoved
      ? { appeared: appeared.filter(isOfMove), removed: removed.filter(isOfMove) }
      : { appeared, removed }),
    faults: [...is.faults, ...was.faults],
    head,
  };
}

/** Whether a rule looks at other pages too, so that a mere move may change what it says. */
function looksAround(linter: Linter, rule: RuleId): boolean {
  return linter.rules.some(({ id, scope }) => id === rule && scope === "handbook");
}

function placeAll(
  { change, before, after, lines }: Sides,
  head: LintedPage | undefined,
  findings: readonly Finding[],
): readonly PlacedFinding[] {
  const page = after ?? before;
  if (page === undefined || findings.length === 0) return [];
  const proven =
    head?.prove(findings) ?? findings.map((finding) => ({ ...finding, suggestions: [] }));
  const { path, oldPath } = change;
  const hasLines =
    after !== undefined &&
    before?.source !== after.source &&
    !isBinary(after) &&
    !(before !== undefined && isBinary(before));
  const diff = { path, oldPath, lines, hasLines };
  // Grouped last: in a group, one more of the same matter could not be told apart from the old ones.
  return nameFindings(groupFindings(proven), page).map((finding) =>
    placeFinding(finding, page, diff),
  );
}

/** Git shows no lines of a file with a NUL among its first 8,000 bytes. xdiff-interface.c, 2026-11. */
function isBinary({ source }: Page): boolean {
  const at = source.indexOf("\0");
  return at !== -1 && at < 8_000;
}

function noticesOf({ after }: Sides): readonly string[] {
  return (after?.problems ?? [])
    .filter(({ kind }) => kind === "page-too-large")
    .map(({ message }) => `${quote(after?.path ?? "", 200)}: ${message}`);
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

function byPath(a: ChangedPage, b: ChangedPage): number {
  return compareText(a.path, b.path);
}

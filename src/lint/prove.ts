import type { Page } from "../page/page.ts";
import { applyEdits } from "../text/edit.ts";
import { compareSpans, hull, type Span } from "../text/span.ts";
import { type Carry, carrySpans } from "./carry-spans.ts";
import { areOtherwiseSame } from "./compare-pages.ts";
import type { Finding, LintResult, Suggestion } from "./finding.ts";

/**
 * What all proofs of one page may cost, in characters parsed and linted: hundreds of attempts for a page
 * as people write them, a few for one that is made to be expensive. Suggestions not reached are not offered.
 */
const costMax = 1_500_000;

/** What judging a finding costs, in the time of reading as many characters. */
const costOfFinding = 200;

/** What a proof needs of the engine: the page with the edits applied, and what is found there. */
export interface Trial {
  readonly before: Page;
  readonly found: LintResult;
  attempt(source: string): { readonly page: Page; readonly result: LintResult };
}

/** Times that one page is parsed and linted again; suggestions beyond that are not offered. */
const attemptsMax = 100;

/**
 * Gives the findings with only those suggestions that hold. All first suggestions are tried together,
 * then all second ones; only where that fails is the lot split, so that a page full of good
 * suggestions costs one parse and not a hundred.
 */
export function proveSuggestions(given: Trial, findings: readonly Finding[]): readonly Finding[] {
  const trial = { ...given, costLeft: costMax };
  const proven = new Set<Suggestion>();
  const lots: (readonly Candidate[])[] = [];
  const most = findings.reduce((most, { suggestions }) => Math.max(most, suggestions.length), 0);
  for (let index = 0; index < most; index += 1) {
    const candidates = findings.flatMap((finding) => {
      const suggestion = finding.suggestions[index];
      return suggestion ? [{ finding, suggestion }] : [];
    });
    lots.push(...disjointLots(candidates));
  }
  // First come, first served: the parts of a lot that fails wait behind all lots not yet tried.
  for (let attempt = 0; attempt < Math.min(attemptsMax, lots.length); attempt += 1) {
    const lot = lots[attempt] ?? [];
    if (holds(trial, lot)) for (const { suggestion } of lot) proven.add(suggestion);
    else if (lot.length > 1) lots.push(...partsOf(lot));
  }
  return findings.map((finding) => {
    const suggestions = finding.suggestions.filter((suggestion) => proven.has(suggestion));
    return suggestions.length === finding.suggestions.length
      ? finding
      : { ...finding, suggestions };
  });
}

interface BoundedTrial extends Trial {
  costLeft: number;
}

interface Candidate {
  readonly finding: Finding;
  readonly suggestion: Suggestion;
}

/** Sorts candidates into lots within which no edits touch. */
function disjointLots(candidates: readonly Candidate[]): Candidate[][] {
  const lots: { end: number; readonly items: Candidate[] }[] = [];
  const reach = ({ suggestion }: Candidate): Span => hull(suggestion.edits.map(({ span }) => span));
  for (const item of [...candidates].sort((a, b) => compareSpans(reach(a), reach(b)))) {
    const { start, end } = reach(item);
    const lot = lots.find((lot) => lot.end < start);
    if (lot) {
      lot.items.push(item);
      lot.end = end;
    } else {
      lots.push({ end, items: [item] });
    }
  }
  return lots.map(({ items }) => items);
}

/** By rule first: where one suggestion of a rule fails, others of it do. Then in halves. */
function partsOf(lot: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const byRule = [...Map.groupBy(lot, ({ finding }) => finding.rule).values()];
  if (byRule.length > 1) return byRule;
  const middle = lot.length >> 1;
  return [lot.slice(0, middle), lot.slice(middle)];
}

function holds(trial: BoundedTrial, lot: readonly Candidate[]): boolean {
  const edits = lot.flatMap(({ suggestion }) => suggestion.edits);
  const isIdle = lot.some(({ suggestion }) => suggestion.edits.length === 0);
  if (isIdle || edits.some(({ span }) => span.end > trial.before.source.length)) return false;
  let source: string;
  try {
    source = applyEdits(trial.before.source, edits);
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
  if (source === trial.before.source) return false;
  if (trial.costLeft <= 0) return false;
  trial.costLeft -= source.length + costOfFinding * trial.found.findings.length;
  const { page, result } = trial.attempt(source);
  const carry = carrySpans(edits);
  return (
    result.faults.length <= trial.found.faults.length &&
    areOtherwiseSame(trial.before, page, edits, carry) &&
    isSettled(trial.found.findings, result.findings, lot, carry)
  );
}

/**
 * Every finding of the lot is gone and nothing is new: what is found now pairs off with what was to
 * stay. A pair is of one rule at the place where the old finding came to stand, though an edit may have
 * changed its text; or else of one identity.
 */
function isSettled(
  before: readonly Finding[],
  after: readonly Finding[],
  lot: readonly Candidate[],
  carry: Carry,
): boolean {
  const gone = new Set(lot.map(({ finding }) => finding.fingerprint));
  const staying = before.filter(({ fingerprint }) => !gone.has(fingerprint));
  const byPlace = Map.groupBy(staying, (finding) => place(finding, carry(finding.span)));
  const unpaired = after.filter((finding) => !byPlace.get(place(finding, finding.span))?.pop());
  const byIdentity = Map.groupBy([...byPlace.values()].flat(), ({ identity }) => identity);
  return unpaired.every(({ identity }) => byIdentity.get(identity)?.pop());
}

function place({ rule }: Finding, { start, end }: Span): string {
  return `${rule} ${start} ${end}`;
}

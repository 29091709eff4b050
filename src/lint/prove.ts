import type { Page } from "../page/page.ts";
import { applyEdits } from "../text/edit.ts";
import { compareSpans, enclosingSpan, type Span } from "../text/span.ts";
import { type Shift, shiftSpans } from "./shift-spans.ts";
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
 * then all second ones; only where that fails is the batch split, so that a page full of good
 * suggestions costs one parse and not a hundred.
 */
export function proveSuggestions(given: Trial, findings: readonly Finding[]): readonly Finding[] {
  const trial = { ...given, costLeft: costMax };
  const proven = new Set<Suggestion>();
  const batches: (readonly Candidate[])[] = [];
  const most = findings.reduce((most, { suggestions }) => Math.max(most, suggestions.length), 0);
  for (let index = 0; index < most; index += 1) {
    const candidates = findings.flatMap((finding) => {
      const suggestion = finding.suggestions[index];
      return suggestion ? [{ finding, suggestion }] : [];
    });
    batches.push(...disjointBatches(candidates));
  }
  // First come, first served: the parts of a batch that fails wait behind all batches not yet tried.
  for (let attempt = 0; attempt < Math.min(attemptsMax, batches.length); attempt += 1) {
    const batch = batches[attempt] ?? [];
    if (holds(trial, batch)) for (const { suggestion } of batch) proven.add(suggestion);
    else if (batch.length > 1) batches.push(...partsOf(batch));
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

/** Sorts candidates into batches within which no edits touch. */
function disjointBatches(candidates: readonly Candidate[]): Candidate[][] {
  const batches: { end: number; readonly items: Candidate[] }[] = [];
  const range = ({ suggestion }: Candidate): Span =>
    enclosingSpan(suggestion.edits.map(({ span }) => span));
  for (const item of [...candidates].sort((a, b) => compareSpans(range(a), range(b)))) {
    const { start, end } = range(item);
    const batch = batches.find((batch) => batch.end < start);
    if (batch) {
      batch.items.push(item);
      batch.end = end;
    } else {
      batches.push({ end, items: [item] });
    }
  }
  return batches.map(({ items }) => items);
}

/** By rule first: where one suggestion of a rule fails, others of it do. Then in halves. */
function partsOf(batch: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const byRule = [...Map.groupBy(batch, ({ finding }) => finding.rule).values()];
  if (byRule.length > 1) return byRule;
  const middle = batch.length >> 1;
  return [batch.slice(0, middle), batch.slice(middle)];
}

function holds(trial: BoundedTrial, batch: readonly Candidate[]): boolean {
  const edits = batch.flatMap(({ suggestion }) => suggestion.edits);
  const isIdle = batch.some(({ suggestion }) => suggestion.edits.length === 0);
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
  const shift = shiftSpans(edits);
  return (
    result.faults.length <= trial.found.faults.length &&
    areOtherwiseSame(trial.before, page, edits, shift) &&
    isResolved(trial.found.findings, result.findings, batch, shift)
  );
}

/**
 * Every finding of the batch is removed and nothing is new: what is found now pairs off with what was to
 * stay. A pair is of one rule at the place to which the old finding moved, though an edit may have
 * changed its text; or else of one identity.
 */
function isResolved(
  before: readonly Finding[],
  after: readonly Finding[],
  batch: readonly Candidate[],
  shift: Shift,
): boolean {
  const resolved = new Set(batch.map(({ finding }) => finding.fingerprint));
  const staying = before.filter(({ fingerprint }) => !resolved.has(fingerprint));
  const byPlace = Map.groupBy(staying, (finding) => locationKey(finding, shift(finding.span)));
  const unpaired = after.filter(
    (finding) => !byPlace.get(locationKey(finding, finding.span))?.pop(),
  );
  const byIdentity = Map.groupBy([...byPlace.values()].flat(), ({ identity }) => identity);
  return unpaired.every(({ identity }) => byIdentity.get(identity)?.pop());
}

function locationKey({ rule }: Finding, { start, end }: Span): string {
  return `${rule} ${start} ${end}`;
}

import { cutsEntity } from "../page/entities.ts";
import type { Page } from "../page/page.ts";
import { applyEdits } from "../text/edit.ts";
import { compareSpans, enclosingSpan, type Span } from "../text/span.ts";
import { type Shift, shiftSpans } from "./shift-spans.ts";
import { areOtherwiseSame } from "./compare-pages.ts";
import type { Fault, Finding, LintResult, Suggestion } from "./finding.ts";
import { quote } from "./rule.ts";

/**
 * What all proofs of one page may cost, in characters parsed and linted: a hundred attempts for a page as
 * people write them, a few for one that is made to be expensive. Suggestions not reached are not offered.
 */
const costMax = 1_500_000;

/** What an attempt costs whatever the page, and each finding in it, in the time of reading as many characters. */
const costOfAttempt = 8_000;
const costOfFinding = 200;
/** Of a character of front matter, which may take ten times as long to read as one of Markdown. */
const costOfYaml = 10;

/** What a proof needs of the engine: the page with the edits applied, and what is found there. */
export interface Trial {
  readonly before: Page;
  readonly found: LintResult;
  attempt(source: string): {
    readonly page: Page;
    /** Runs the rules; a page that the edits change elsewhere too need not be judged. */
    readonly judge: () => TrialResult;
  };
}

export interface TrialResult {
  readonly findings: readonly TriedFinding[];
  readonly faults: readonly Fault[];
  /** Says whether no link of the handbook, this page's own included, is broken by the edits. */
  readonly keepsLinks: () => boolean;
}

/** A finding on the edited page. */
interface TriedFinding extends Pick<Finding, "rule" | "span"> {
  readonly identity: () => string;
}

/** The findings with the suggestions that hold. */
export interface Proof {
  readonly findings: readonly Finding[];
  /** Says so where the work for the page reached its limit, and suggestions were not tried. */
  readonly notices: readonly string[];
}

/**
 * Gives the findings with only those suggestions that hold. All first suggestions are tried together,
 * then all second ones; only where that fails is the batch split, so that a page full of good
 * suggestions costs one parse and not a hundred.
 */
export function proveSuggestions(trial: Trial, findings: readonly Finding[]): Proof {
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
  let cost = 0;
  let untried = 0;
  // First come, first served: the parts of a batch that fails wait behind all batches not yet tried.
  for (let index = 0; index < batches.length; index += 1) {
    const batch = batches[index] ?? [];
    const source = edited(trial.before.source, batch);
    if (source !== undefined && cost >= costMax) {
      untried += batch.length;
      continue;
    }
    if (source !== undefined) {
      cost += costOfAttempt + source.length + costOfFinding * trial.found.findings.length;
      cost += costOfYaml * frontMatterLength(trial.before);
      if (holds(trial, batch, source)) {
        for (const { suggestion } of batch) proven.add(suggestion);
        continue;
      }
    }
    if (batch.length > 1) batches.push(...partsOf(batch));
  }
  return {
    findings: findings.map((finding) => withOnly(proven, finding)),
    notices: untried === 0 ? [] : [noticeOf(trial.before.path, untried)],
  };
}

function noticeOf(path: string, untried: number): string {
  const what = untried === 1 ? "1 suggestion was" : `${untried} suggestions were`;
  return `${quote(path, 200)}: ${what} not checked and not offered, because the page has too many.`;
}

function withOnly(proven: ReadonlySet<Suggestion>, finding: Finding): Finding {
  const suggestions = finding.suggestions.filter((suggestion) => proven.has(suggestion));
  return suggestions.length === finding.suggestions.length ? finding : { ...finding, suggestions };
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

/** The text with all edits of a batch; undefined where they cannot be applied, or change nothing. */
function edited(source: string, batch: readonly Candidate[]): string | undefined {
  const edits = batch.flatMap(({ suggestion }) => suggestion.edits);
  const isIdle = batch.some(({ suggestion }) => suggestion.edits.length === 0);
  if (isIdle || edits.some(({ span }) => cutsEntity(source, span))) return undefined;
  try {
    const text = applyEdits(source, edits);
    return text === source ? undefined : text;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function holds(trial: Trial, batch: readonly Candidate[], source: string): boolean {
  const edits = batch.flatMap(({ suggestion }) => suggestion.edits);
  const { page, judge } = trial.attempt(source);
  const shift = shiftSpans(edits);
  if (!areOtherwiseSame(trial.before, page, edits, shift)) return false;
  const { findings, faults, keepsLinks } = judge();
  return (
    faults.length <= trial.found.faults.length &&
    isResolved(trial.found.findings, findings, batch, shift) &&
    keepsLinks()
  );
}

/**
 * Every finding of the batch is removed and nothing is new: what is found now pairs off with what was to
 * stay. A pair is of one rule at the place to which the old finding moved, though an edit may have
 * changed its text; or else of one identity.
 */
function isResolved(
  before: readonly Finding[],
  after: readonly TriedFinding[],
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
  return unpaired.every(({ identity }) => byIdentity.get(identity())?.pop());
}

function locationKey({ rule }: Pick<Finding, "rule">, { start, end }: Span): string {
  return `${rule} ${start} ${end}`;
}

function frontMatterLength({ frontMatter }: Page): number {
  return frontMatter === undefined ? 0 : frontMatter.span.end - frontMatter.span.start;
}

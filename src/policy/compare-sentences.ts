import type { Span } from "../text/span.ts";
import { alignTokens, isSame, type Step } from "./align-tokens.ts";
import type { ChangeKind } from "./change-kind.ts";
import { kindsOfFigures } from "./compare-figures.ts";
import { compareModality, isExceptionReworded } from "./compare-modality.ts";
import { kindOfPair } from "./compare-words.ts";
import { isSmall, isSwapped, mirrored } from "./swaps.ts";
import { isQuantity, type Token } from "./token.ts";

/** How two versions of a sentence differ in meaning; `kinds` is empty where they say the same. */
export interface Comparison {
  readonly kinds: readonly ChangeKind[];
  /** The parts of either version that differ. */
  readonly wasSpans: readonly Span[];
  readonly isSpans: readonly Span[];
}

/** Names and roles say little where most of a sentence is another. */
const keptMin = 0.75;
/** A clause that comes or goes in a sentence that otherwise stays. */
const keptWholeMin = 0.9;

/** Compares two versions of a sentence: what they oblige to, and all that is exact in them. */
export function compareSentences(
  before: { readonly text: string; readonly tokens: readonly Token[] },
  after: { readonly text: string; readonly tokens: readonly Token[] },
): Comparison {
  const none = { kinds: [], wasSpans: [], isSpans: [] };
  if (isReordered(before.tokens, after.tokens)) return none;
  const steps = withoutMoved(alignTokens(before.tokens, after.tokens));
  const kinds = new Set<ChangeKind>([
    ...compareModality(steps, before.text, after.text),
    ...(isSwapped(steps) ? (["swapped"] as const) : kindsOfReplaced(steps)),
    ...kindsOfLoose(steps),
  ]);
  if (isExceptionReworded(steps)) {
    kinds.delete("condition");
    kinds.delete("scope");
  }
  if (kinds.size === 0) return none;
  return {
    kinds: [...kinds],
    wasSpans: spansOf(steps.flatMap(({ kind, was }) => (kind === "same" ? [] : (was ?? [])))),
    isSpans: spansOf(steps.flatMap(({ kind, is }) => (kind === "same" ? [] : (is ?? [])))),
  };
}

/** The same clauses in another order, as in “If you are away, tell us” and “Tell us if you are away”. */
function isReordered(before: readonly Token[], after: readonly Token[]): boolean {
  const [was, is] = [before, after].map((tokens) => {
    const clauses: string[] = [""];
    const joints: string[] = [];
    for (const token of tokens) {
      if (token.isAfterComma || token.kind === "conjunction") clauses.push("");
      if (token.kind === "conjunction") joints.push(token.value);
      if (token.kind === "function" || token.kind === "conjunction") continue;
      clauses[clauses.length - 1] += ` ${token.kind}:${token.bound ?? ""}${token.value}`;
    }
    return [...clauses.filter((clause) => clause !== ""), ...joints].sort();
  });
  return (
    was !== undefined && is !== undefined && was.length > 1 && was.join("\n") === is.join("\n")
  );
}

/** What is removed at one place and added at another has only moved. */
function withoutMoved(steps: readonly Step[]): readonly Step[] {
  const added = steps.filter((step) => step.kind === "added");
  const moved = new Map<Step, Step>();
  for (const step of steps) {
    if (step.kind !== "removed") continue;
    const partner = added.find((it) => !moved.has(it) && isSame(step.was, it.is));
    if (partner === undefined) continue;
    moved.set(step, { kind: "same", was: step.was, is: partner.is });
    moved.set(partner, { kind: "same", was: step.was, is: partner.is });
  }
  const partners = new Set(
    [...moved].filter(([{ kind }]) => kind === "added").map(([step]) => step),
  );
  return steps.filter((step) => !partners.has(step)).map((step) => moved.get(step) ?? step);
}

/** The share of words that both versions have, of the shorter one. */
function keptShare(steps: readonly Step[]): number {
  const count = (kinds: readonly Step["kind"][], side: "was" | "is"): number =>
    steps.filter((step) => kinds.includes(step.kind) && step[side]?.kind !== "function").length;
  const kept = count(["same"], "was");
  const least = Math.min(
    count(["same", "replaced", "removed"], "was"),
    count(["same", "replaced", "added"], "is"),
  );
  return least === 0 ? 0 : kept / least;
}

/** In how many places the versions differ. */
function changedRuns(steps: readonly Step[]): number {
  const content = steps.filter((step) => !isSmall(step));
  return content.filter(
    ({ kind }, at) => kind !== "same" && (content[at - 1]?.kind ?? "same") === "same",
  ).length;
}

function kindsOfReplaced(steps: readonly Step[]): readonly ChangeKind[] {
  const isClose = changedRuns(steps) === 1 || keptShare(steps) >= keptMin;
  // “5 or 10” and “10 or 5” say the same.
  if (mirrored(steps)?.length === 0) return [];
  return steps.flatMap((step) => {
    if (step.kind !== "replaced") return [];
    const { was, is } = step;
    if (isQuantity(was) && isQuantity(is)) return kindsOfFigures(was, is);
    const kind = kindOfPair(was, is);
    return kind === undefined || ((kind === "name" || kind === "role") && !isClose) ? [] : [kind];
  });
}

/** What came or went without anything in its place. */
function kindsOfLoose(steps: readonly Step[]): readonly ChangeKind[] {
  const removed = steps.flatMap((step) => (step.kind === "removed" ? [step.was] : []));
  const added = steps.flatMap((step) => (step.kind === "added" ? [step.is] : []));
  const isWhole = keptShare(steps) >= keptWholeMin;
  const isOneRun = changedRuns(steps) === 1;
  const content = [...removed, ...added].filter(({ kind }) => kind !== "function");
  const kinds: ChangeKind[] = [];
  for (const token of [...removed, ...added]) {
    const others = removed.includes(token) ? added : removed;
    if (isQuantity(token)) {
      const isReplaced = others.some(({ kind }) => kind === token.kind);
      if (isReplaced || (token.isFigure === true && !isMentioned(steps, token)))
        kinds.push(token.kind as ChangeKind);
      continue;
    }
    // “All parents” became “birth parents”.
    const isNarrowed =
      token.value === "all" &&
      isOneRun &&
      content.length === 2 &&
      others.some(({ kind }) => kind === "word");
    const kind = isNarrowed ? "scope" : kindOfLoose(token, isWhole);
    if (kind !== undefined) kinds.push(kind);
  }
  return kinds.length === 0 && isOneRun && isWhole ? kindsOfAlternative(steps, content) : kinds;
}

/** “Employees” became “employees and contractors”; “in writing” became “in writing or by phone”. */
function kindsOfAlternative(
  steps: readonly Step[],
  content: readonly Token[],
): readonly ChangeKind[] {
  const [joint, other] = content.toSorted(
    (a, b) => Number(b.kind === "conjunction") - Number(a.kind === "conjunction"),
  );
  if (content.length !== 2 || joint?.kind !== "conjunction" || other === undefined) return [];
  if (other.kind === "role") return isMentioned(steps, other) ? [] : ["scope"];
  const isRule = steps.some(({ kind, was }) => kind === "same" && was.isRule === true);
  return isRule && other.kind === "word" && joint.value === "or" ? ["condition"] : [];
}

/** The figure stands elsewhere in the sentence too, so nothing is lost. */
function isMentioned(steps: readonly Step[], token: Token): boolean {
  return steps.some((step) => step.kind === "same" && isSame(step.was, token));
}

function kindOfLoose({ kind, value }: Token, isWhole: boolean): ChangeKind | undefined {
  if (kind === "place") return "place";
  if (kind === "quantifier") return value === "all" || value === "including" ? undefined : "scope";
  // “Team members” became “full-time team members”.
  if (kind === "employment" && isWhole) return "scope";
  if (kind === "urgency" && isWhole) return "timing";
  if (kind !== "condition") return undefined;
  if (value === "unless" || value === "regardless" || value === "subject") return "condition";
  return value === "if" && isWhole ? "condition" : undefined;
}

/** The spans of tokens, those that only white space parts as one. */
function spansOf(tokens: readonly Token[]): readonly Span[] {
  const spans: { start: number; end: number }[] = [];
  for (const { start, end } of [...tokens].sort((a, b) => a.start - b.start)) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end + 1) last.end = Math.max(last.end, end);
    else spans.push({ start, end });
  }
  return spans;
}

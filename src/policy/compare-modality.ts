import type { Step } from "./align-tokens.ts";
import type { ChangeKind } from "./change-kind.ts";
import type { Token } from "./token.ts";

/** Says whether a sentence obliges, permits or forbids otherwise than before. */
export function compareModality(
  steps: readonly Step[],
  was: string,
  is: string,
): readonly ChangeKind[] {
  const kinds: ChangeKind[] = [];
  const clauses = clausesOf(steps);
  const own = steps.filter((step, at) => !clauses.has(step) && !isImperative(steps, at));
  const removed = own
    .filter(({ kind }) => kind === "removed" || kind === "replaced")
    .flatMap(({ was }) => was ?? []);
  const added = own
    .filter(({ kind }) => kind === "added" || kind === "replaced")
    .flatMap(({ is }) => is ?? []);
  const lost = removed.filter(isModal);
  const gained = added.filter(isModal);
  const isTurned = turns(own);
  for (let at = 0; at < Math.max(lost.length, gained.length); at += 1) {
    const kind = changeOf(lost[at], gained[at], isTurned, was, is);
    if (kind !== undefined) kinds.push(kind);
  }
  if (isTurned && !kinds.includes("reversed")) {
    const isExplained = kinds.some((kind) => kind === "weaker" || kind === "stronger");
    if (!isExplained) kinds.push("reversed");
  }
  for (const [step, kind] of clauses) {
    const token = step.was ?? step.is;
    if (token !== undefined && token.isRule === true) kinds.push(kind);
  }
  return kinds;
}

function isModal({ kind }: Token): boolean {
  return kind === "modality";
}

function changeOf(
  was: Token | undefined,
  is: Token | undefined,
  isTurned: boolean,
  before: string,
  after: string,
): ChangeKind | undefined {
  const from = was?.strength;
  const to = is?.strength;
  if (from === undefined || to === undefined) {
    const only = was ?? is;
    if (only?.isFirm !== true || only.strength === undefined) return undefined;
    if (only.strength < 0) return isTurned ? "reversed" : undefined;
    return was === undefined ? "stronger" : "weaker";
  }
  if (from === to) return undefined;
  if (from < 0 !== to < 0) return isTurned ? "reversed" : undefined;
  if (from === 0 || to === 0) {
    const [free, bound] = from === 0 ? [was, is] : [is, was];
    const [one, other] = from === 0 ? [before, after] : [after, before];
    if (
      free !== undefined &&
      bound !== undefined &&
      isNegated(textOf(free, one), textOf(bound, other))
    )
      return "reversed";
  }
  return Math.abs(to) < Math.abs(from) ? "weaker" : "stronger";
}

function textOf({ start, end }: Token, sentence: string): string {
  return sentence.slice(start, end).toLowerCase();
}

/** `not required` says of `required` that it is not so. */
function isNegated(free: string, bound: string): boolean {
  const word = bound
    .split(" ")
    .find((part) => /^(?:required|mandatory|need|needs|have|has|obliged)$/.test(part));
  return (
    word !== undefined && free.includes(word.replace(/^needs$/, "need").replace(/^has$/, "ha"))
  );
}

/** An odd number of negations came or went, and no “without” or “unless” makes up for it. */
function turns(steps: readonly Step[]): boolean {
  return isOdd(steps, isNegative) && !isOdd(steps, isException);
}

/** “Not without a badge” became “only with a badge”: a negation and an exception came or went together. */
export function isExceptionReworded(steps: readonly Step[]): boolean {
  return isOdd(steps, isNegative) && isOdd(steps, isException);
}

function isOdd(steps: readonly Step[], isCounted: (token: Token) => boolean): boolean {
  const tokens = steps.flatMap(({ was, is }) => [was ?? [], is ?? []].flat());
  return tokens.filter(isCounted).length % 2 === 1;
}

function isNegative({ kind, strength = 0 }: Token): boolean {
  return kind === "negation" || strength < 0;
}

function isException({ kind, value }: Token): boolean {
  return kind === "condition"
    ? value === "without" || value === "unless"
    : kind === "quantifier" && value === "except";
}

/**
 * A `must` that comes or goes before a verb with which the other version begins a clause: “You must ask” and
 * “Ask” oblige alike, and so do “must sign and must send” and “must sign and send”.
 */
function isImperative(steps: readonly Step[], at: number): boolean {
  const step = steps[at];
  const token = step?.was ?? step?.is;
  if (step === undefined || token?.isRule !== true || (token.strength ?? 0) < 0) return false;
  if (step.kind !== "removed" && step.kind !== "added") return false;
  const [own, other] =
    step.kind === "removed" ? (["was", "is"] as const) : (["is", "was"] as const);
  const verb = tokensOf(steps, own).find(
    ({ start, kind }) => start > token.start && kind !== "function",
  );
  const same = steps.find((it) => it.kind === "same" && it[own] === verb)?.[other];
  if (same?.kind !== "word") return false;
  const tokens = tokensOf(steps, other);
  const before = tokens[tokens.indexOf(same) - 1];
  const isFirst = before === undefined || same.isAfterMark;
  return isFirst || before.kind === "conjunction" || before.value === "please";
}

/** The tokens of one version in its order. */
function tokensOf(steps: readonly Step[], side: "was" | "is"): readonly Token[] {
  return steps.flatMap((step) => step[side] ?? []).sort((a, b) => a.start - b.start);
}

/** Modal verbs and negations that came or went with the verb behind them: a whole clause did. */
function clausesOf(
  steps: readonly Step[],
): ReadonlyMap<Step, "obligation removed" | "obligation added"> {
  const found = new Map<Step, "obligation removed" | "obligation added">();
  for (const [at, step] of steps.entries()) {
    const token = step.was ?? step.is;
    if (token === undefined || (step.kind !== "removed" && step.kind !== "added")) continue;
    if (!isModal(token) && token.kind !== "negation") continue;
    const next = steps.slice(at + 1).find(({ was, is }) => {
      const kind = (was ?? is)?.kind;
      return kind !== "function" && kind !== "negation" && kind !== "modality" && kind !== "hedge";
    });
    if (next?.kind === step.kind)
      found.set(step, step.kind === "removed" ? "obligation removed" : "obligation added");
  }
  return found;
}

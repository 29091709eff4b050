import { isQuantity, type Token } from "./token.ts";

/** What became of a token: kept, replaced by another in its place, gone, or new. */
export type Step =
  | { readonly kind: "same" | "replaced"; readonly was: Token; readonly is: Token }
  | { readonly kind: "removed"; readonly was: Token; readonly is?: undefined }
  | { readonly kind: "added"; readonly was?: undefined; readonly is: Token };

const kindsOfWho: ReadonlySet<Token["kind"]> = new Set(["name", "role", "place"]);
/** How much it costs that a token comes or goes. */
const endCost = (token: Token): number => (token.kind === "function" ? 0.25 : 0.7);

/** Tells that two tokens mean the same; a date that can be read in two ways is equal to both. */
export function isSame(a: Token, b: Token): boolean {
  if (!isSameBound(a.bound, b.bound)) return false;
  if (a.value === b.value) return a.kind === b.kind || !(isQuantity(a) || isQuantity(b));
  if (a.kind !== "date" || b.kind !== "date") return false;
  const others = b.value.split("|");
  return a.value.split("|").some((value) => others.includes(value));
}

/** Whether two bounds ask the same. */
export function isSameBound(a: Token["bound"], b: Token["bound"]): boolean {
  const isLoose = (one: Token["bound"], other: Token["bound"]): boolean =>
    one === "in" && (other === undefined || other === "≤");
  return a === b || isLoose(a, b) || isLoose(b, a);
}

/** What it costs that one token takes the place of another; infinite where it cannot. */
function replaceCost(a: Token, b: Token): number {
  if (a.kind === b.kind) return a.kind === "function" ? 0.4 : a.kind === "word" ? 1 : 0.5;
  if (isQuantity(a) && isQuantity(b)) return 0.6;
  if (kindsOfWho.has(a.kind) && kindsOfWho.has(b.kind)) return 0.6;
  const isWord = (it: Token): boolean => it.kind === "word" || kindsOfWho.has(it.kind);
  if (isWord(a) && isWord(b)) return 1;
  const isNegation = (it: Token): boolean => it.kind === "negation" || it.kind === "modality";
  return isNegation(a) && isNegation(b) ? 0.8 : Infinity;
}

/** Finds the cheapest way from one sentence to the other, token by token. The work is the product of their lengths. */
export function alignTokens(before: readonly Token[], after: readonly Token[]): readonly Step[] {
  let head = 0;
  while (head < before.length && head < after.length && isSameAt(before, after, head, head))
    head += 1;
  let tail = 0;
  const least = Math.min(before.length, after.length) - head;
  while (tail < least && isSameAt(before, after, before.length - 1 - tail, after.length - 1 - tail))
    tail += 1;
  const same = (from: number, count: number, shift: number): Step[] =>
    before
      .slice(from, from + count)
      .map((was, at) => ({ kind: "same", was, is: after[from + shift + at] ?? was }));
  return [
    ...same(0, head, 0),
    ...alignMiddle(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
    ),
    ...same(before.length - tail, tail, after.length - before.length),
  ];
}

function isSameAt(a: readonly Token[], b: readonly Token[], at: number, other: number): boolean {
  const was = a[at];
  const is = b[other];
  return was !== undefined && is !== undefined && isSame(was, is);
}

function alignMiddle(before: readonly Token[], after: readonly Token[]): readonly Step[] {
  const width = after.length + 1;
  const costs = new Float64Array((before.length + 1) * width);
  for (let at = before.length; at >= 0; at -= 1) {
    for (let other = after.length; other >= 0; other -= 1) {
      const was = before[at];
      const is = after[other];
      const here = at * width + other;
      if (was === undefined && is === undefined) continue;
      const remove = was === undefined ? Infinity : (costs[here + width] ?? 0) + endCost(was);
      const add = is === undefined ? Infinity : (costs[here + 1] ?? 0) + endCost(is);
      const both =
        was === undefined || is === undefined
          ? Infinity
          : (costs[here + width + 1] ?? 0) + (isSame(was, is) ? 0 : replaceCost(was, is));
      costs[here] = Math.min(remove, add, both);
    }
  }
  const steps: Step[] = [];
  let at = 0;
  let other = 0;
  while (at < before.length || other < after.length) {
    const was = before[at];
    const is = after[other];
    const here = at * width + other;
    const cost = costs[here] ?? 0;
    if (was !== undefined && is !== undefined) {
      const isKept = isSame(was, is);
      const both = (costs[here + width + 1] ?? 0) + (isKept ? 0 : replaceCost(was, is));
      if (both === cost) {
        steps.push({ kind: isKept ? "same" : "replaced", was, is });
        at += 1;
        other += 1;
        continue;
      }
    }
    if (
      was !== undefined &&
      (is === undefined || (costs[here + width] ?? 0) + endCost(was) === cost)
    ) {
      steps.push({ kind: "removed", was });
      at += 1;
    } else if (is !== undefined) {
      steps.push({ kind: "added", is });
      other += 1;
    }
  }
  return steps;
}

import { isQuantity, type Token } from "./token.ts";
import type { Provision } from "./provision.ts";
import { type WorkBudget, workOf } from "./work-budget.ts";

/** An old provision with what it became. */
export interface Pair {
  readonly was: Provision;
  readonly is: Provision;
}

/** So many provisions that share a word are looked at, the nearest ones. */
const nearMax = 16;
const candidatesMax = 5;
/** So many are looked at before the commoner words are left out. */
const lookedMax = 64;
/** What a word of the same kind counts that says something else: another figure, name or place. */
const kindShare = 0.8;
/** What the same figure counts behind another bound: “at most 30 days”, “more than 30 days”. */
const boundShare = 0.95;
const pieceMin = 0.9;
const pieceTokensMin = 4;

/**
 * Pairs the provisions of two lists that have most words in common, at least the share of `min`; one figure
 * is nearly as good as another. Of equals those nearest to each other. Each is in one pair at most. With
 * `hasPieces` a part of a sentence is paired with the whole too.
 */
export function pairSimilar(
  olds: readonly Provision[],
  news: readonly Provision[],
  min: number,
  budget: WorkBudget,
  { hasPieces = false }: { readonly hasPieces?: boolean } = {},
): readonly Pair[] {
  if (olds.length === 0 || news.length === 0) return [];
  const index = indexOf(news);
  const found: {
    readonly was: number;
    readonly is: number;
    readonly likeness: number;
    readonly distance: number;
  }[] = [];
  for (const [at, was] of olds.entries()) {
    const place = (at / olds.length) * news.length;
    for (const other of candidatesFor(was, index, place)) {
      const is = news[other];
      if (is === undefined) continue;
      const words = was.tokens().length + is.tokens().length;
      if (!budget.take(workOf.word * words, "pairing")) return [];
      const likeness = likenessOf(was.tokens(), is.tokens());
      if (likeness >= min || (hasPieces && isPiece(was.tokens(), is.tokens(), likeness)))
        found.push({ was: at, is: other, likeness, distance: Math.abs(other - place) });
    }
  }
  found.sort(
    (a, b) => b.likeness - a.likeness || a.distance - b.distance || a.was - b.was || a.is - b.is,
  );
  const pairs: Pair[] = [];
  const done = { was: new Set<number>(), is: new Set<number>() };
  for (const { was, is } of found) {
    if (done.was.has(was) || done.is.has(is)) continue;
    done.was.add(was);
    done.is.add(is);
    const pair = { was: olds[was], is: news[is] };
    if (pair.was !== undefined && pair.is !== undefined) pairs.push({ was: pair.was, is: pair.is });
  }
  return pairs;
}

/** For each word the provisions that have it, in their order. */
function indexOf(provisions: readonly Provision[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [at, provision] of provisions.entries()) {
    for (const key of keysOf(provision)) {
      const known = index.get(key);
      if (known === undefined) index.set(key, [at]);
      else known.push(at);
    }
  }
  return index;
}

/** Its words, and of names, figures and the like both what they say and of what kind they are. */
function keysOf(provision: Provision): ReadonlySet<string> {
  const tokens = provision.tokens().filter(({ kind }) => kind !== "function");
  return new Set(tokens.flatMap((token) => [keyOf(token), valueOf(token)]));
}

/** Asks the rarest words first: they say most, and what is common to all says nothing. */
function candidatesFor(
  was: Provision,
  index: ReadonlyMap<string, readonly number[]>,
  place: number,
): readonly number[] {
  const lists = [...keysOf(was)].flatMap((key) => [index.get(key) ?? []]);
  lists.sort((a, b) => a.length - b.length);
  const votes = new Map<number, number>();
  let looked = 0;
  for (const known of lists) {
    const near = nearest(known, place);
    for (const at of near) votes.set(at, (votes.get(at) ?? 0) + 1 / Math.sqrt(known.length));
    looked += near.length;
    if (looked > lookedMax) break;
  }
  return [...votes]
    .sort(([a, m], [b, n]) => n - m || Math.abs(a - place) - Math.abs(b - place))
    .slice(0, candidatesMax)
    .map(([at]) => at);
}

function nearest(sorted: readonly number[], place: number): readonly number[] {
  if (sorted.length <= nearMax) return sorted;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const start = Math.max(0, Math.min(low - nearMax / 2, sorted.length - nearMax));
  return sorted.slice(start, start + nearMax);
}

/** Nearly all of the shorter one is part of the longer one. */
function isPiece(a: readonly Token[], b: readonly Token[], likeness: number): boolean {
  const least = Math.min(a.length, b.length);
  return least >= pieceTokensMin && (likeness * (a.length + b.length)) / 2 >= pieceMin * least;
}

/** The share of words that two provisions have in common, from 0 to 1. */
export function likenessOf(a: readonly Token[], b: readonly Token[]): number {
  const exact = new Map<string, number>();
  const figures = new Map<string, number>();
  const kinds = new Map<string, number>();
  for (const token of a) add(exact, valueOf(token), 1);
  const left: Token[] = [];
  let common = 0;
  for (const token of b) {
    if ((exact.get(valueOf(token)) ?? 0) > 0) {
      add(exact, valueOf(token), -1);
      common += 1;
    } else left.push(token);
  }
  for (const token of a) {
    const number = exact.get(valueOf(token)) ?? 0;
    if (number <= 0) continue;
    add(exact, valueOf(token), -1);
    add(kinds, keyOf(token), 1);
    if (isQuantity(token)) add(figures, figureOf(token), 1);
  }
  for (const token of left) {
    if ((figures.get(figureOf(token)) ?? 0) > 0) {
      add(figures, figureOf(token), -1);
      add(kinds, keyOf(token), -1);
      common += boundShare;
      continue;
    }
    if ((kinds.get(keyOf(token)) ?? 0) <= 0) continue;
    add(kinds, keyOf(token), -1);
    common += kindShare;
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
}

function add(counts: Map<string, number>, key: string, number: number): void {
  counts.set(key, (counts.get(key) ?? 0) + number);
}

function valueOf({ kind, value, bound }: Token): string {
  return `${kind}:${bound ?? ""}${value}`;
}

/** A figure without its bound. */
function figureOf({ kind, value }: Token): string {
  return `${kind}:${value}`;
}

/** Words by themselves, all else by its kind. */
function keyOf(token: Token): string {
  if (token.kind === "word" || token.kind === "function") return token.value;
  return isQuantity(token) ? "#figure" : `#${token.kind}`;
}

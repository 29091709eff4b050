import { likenessOf, type Pair } from "./pair-provisions.ts";
import { merged, type Provision } from "./provision.ts";
import { type WorkBudget, workOf } from "./work-budget.ts";

/** A sentence is cut into so many at most, or made of so many. */
const piecesMax = 6;
/** A piece belongs to a sentence where it makes both sides so much more alike. */
const gainMin = 0.03;

interface Sides<T> {
  readonly was: T;
  readonly is: T;
}

/** A pair that one more sentence was joined to. */
interface Joined {
  readonly pair: Pair;
  readonly side: "was" | "is";
  readonly at: number;
  readonly likeness: number;
}

/**
 * Joins sentences that were cut in two, or made of two, so that they are compared as a whole: to each pair the
 * free sentences beside it that make its sides more alike. What is joined is free no more.
 */
export function joinPieces(
  pairs: readonly Pair[],
  all: Sides<readonly Provision[]>,
  free: Sides<Set<Provision>>,
  budget: WorkBudget,
): readonly Pair[] {
  const index = { was: indexOf(all.was), is: indexOf(all.is) };
  return pairs.map((pair) => {
    if (pair.was.kind !== "sentence") return pair;
    let whole = pair;
    const ends = { was: endsAt(index.was, pair.was), is: endsAt(index.is, pair.is) };
    for (let pieces = 1; pieces < piecesMax; pieces += 1) {
      const next = bestPiece(whole, ends, all, free, budget);
      if (next === undefined) break;
      const { side, at } = next;
      const piece = all[side][at];
      if (piece !== undefined) free[side].delete(piece);
      ends[side] = { first: Math.min(ends[side].first, at), last: Math.max(ends[side].last, at) };
      whole = next.pair;
    }
    return whole;
  });
}

function bestPiece(
  whole: Pair,
  ends: Sides<{ readonly first: number; readonly last: number }>,
  all: Sides<readonly Provision[]>,
  free: Sides<ReadonlySet<Provision>>,
  budget: WorkBudget,
): Joined | undefined {
  let best: Joined | undefined;
  let least = likenessOf(whole.was.tokens(), whole.is.tokens()) + gainMin;
  for (const side of ["was", "is"] as const) {
    const { first, last } = ends[side];
    for (const at of [first - 1, last + 1]) {
      const piece = all[side][at];
      if (piece?.kind !== "sentence" || !free[side].has(piece)) continue;
      if (piece.section !== whole[side].section) continue;
      const joined = at < first ? merged(piece, whole[side]) : merged(whole[side], piece);
      const pair = { ...whole, [side]: joined };
      // The joined text is read anew.
      if (!budget.take(workOf.character * joined.text.length, "pairing")) return best;
      const likeness = likenessOf(pair.was.tokens(), pair.is.tokens());
      if (likeness < least) continue;
      best = { pair, side, at, likeness };
      least = likeness;
    }
  }
  return best;
}

function indexOf(provisions: readonly Provision[]): ReadonlyMap<Provision, number> {
  return new Map(provisions.map((provision, at) => [provision, at]));
}

function endsAt(
  index: ReadonlyMap<Provision, number>,
  provision: Provision,
): { first: number; last: number } {
  const at = index.get(provision) ?? -1;
  return { first: at, last: at };
}

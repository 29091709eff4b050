import { joinPieces } from "./join-pieces.ts";
import { likenessOf, type Pair, pairSimilar } from "./pair-provisions.ts";
import type { Provision } from "./provision.ts";
import { type WorkBudget, workOf } from "./work-budget.ts";

/** What became of the provisions of a page. */
export interface Matched {
  /** Those whose text differs, with what they are now. */
  readonly changed: readonly Pair[];
  /** All of the old page and of the new one. */
  readonly was: readonly Provision[];
  readonly is: readonly Provision[];
  /** In the order of the old page. */
  readonly lost: readonly Provision[];
  /** In the order of the new page. */
  readonly gained: readonly Provision[];
}

/** The least share of words that two versions of one sentence have in common, at its place and elsewhere. */
const likenessMin = 0.6;
const movedLikenessMin = 0.8;

/**
 * Finds what each provision became. By place first: an equal sentence under another heading is another
 * sentence. What is left is looked for on the whole page, since text moves.
 */
export function matchProvisions(
  was: readonly Provision[],
  is: readonly Provision[],
  sections: ReadonlyMap<number, number>,
  budget: WorkBudget,
): Matched {
  const lost = new Set(was);
  const gained = new Set(is);
  const changed: Pair[] = [];
  const take = (pairs: readonly Pair[]): void => {
    for (const pair of pairs) {
      lost.delete(pair.was);
      gained.delete(pair.is);
      changed.push(pair);
    }
  };
  const read = new Set<Provision>();
  /** What is left to pair, if it can be read as a whole: a part would be paired with the wrong ones. */
  const pairLeft = (
    olds: Iterable<Provision>,
    news: Iterable<Provision>,
    min: number,
    options?: { readonly hasPieces: boolean },
  ): void => {
    const left = {
      was: [...olds].filter((it) => lost.has(it)),
      is: [...news].filter((it) => gained.has(it)),
    };
    if (left.was.length === 0 || left.is.length === 0) return;
    const unread = [...left.was, ...left.is].filter((it) => !read.has(it));
    const characters = unread.reduce((sum, { text }) => sum + text.length, 0);
    if (!budget.take(workOf.character * characters, "reading")) return;
    for (const provision of unread) read.add(provision);
    take(pairSimilar(left.was, left.is, min, budget, options));
  };
  const bySection = { was: Map.groupBy(was, sectionOf), is: Map.groupBy(is, sectionOf) };
  for (const [old, now] of sections) {
    const olds = bySection.was.get(old) ?? [];
    const news = bySection.is.get(now) ?? [];
    dropEqual(olds, news, lost, gained);
    pairLeft(olds, news, likenessMin, { hasPieces: true });
  }
  dropEqual(was, is, lost, gained);
  pairLeft(lost, gained, movedLikenessMin);
  const whole = joinPieces(changed, { was, is }, { was: lost, is: gained }, budget).filter(
    (pair) => {
      // A part alone is no version of the whole.
      const isVersion = likenessOf(pair.was.tokens(), pair.is.tokens()) >= likenessMin;
      if (!isVersion) {
        lost.add(pair.was);
        gained.add(pair.is);
      }
      return isVersion;
    },
  );
  return {
    changed: whole,
    was,
    is,
    lost: was.filter((it) => lost.has(it)),
    gained: is.filter((it) => gained.has(it)),
  };
}

function sectionOf({ section }: Provision): number {
  return section;
}

/** Takes away what both sides say in the same words. */
function dropEqual(
  olds: readonly Provision[],
  news: readonly Provision[],
  lost: Set<Provision>,
  gained: Set<Provision>,
): void {
  const free = Map.groupBy(
    news.filter((it) => gained.has(it)),
    ({ text }) => text,
  );
  for (const old of olds) {
    const now = lost.has(old) ? free.get(old.text)?.shift() : undefined;
    if (now === undefined) continue;
    lost.delete(old);
    gained.delete(now);
  }
}

import { pairSimilar } from "./pair-provisions.ts";
import type { Provision } from "./provision.ts";
import type { WorkBudget } from "./work-budget.ts";

/** Shorter ones are captions and crumbs. */
const tokensMin = 5;
/** What has so much in common may be one obligation in other words, which nobody can tell from here. */
const rewordedMin = 0.35;

/** Tells that a sentence obliges or forbids. */
export function isObligation(provision: Provision): boolean {
  const tokens = provision.tokens();
  return tokens.length >= tokensMin && tokens.some(({ isRule }) => isRule === true);
}

/** Obligations that came or went, without those that may have been worded anew. */
export function withoutReworded(
  lost: readonly Provision[],
  gained: readonly Provision[],
  budget: WorkBudget,
): { readonly removed: readonly Provision[]; readonly added: readonly Provision[] } {
  const pairs = pairSimilar(lost, gained, rewordedMin, budget);
  const paired = new Set(pairs.flatMap(({ was, is }) => [was, is]));
  return {
    removed: lost.filter((it) => !paired.has(it)),
    added: gained.filter((it) => !paired.has(it)),
  };
}

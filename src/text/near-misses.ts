import { closest, distance } from "fastest-levenshtein";

/** Less alike than this, a name is another name, not a slip. */
const SIMILARITY_MIN = 0.8;
/** Words less alike than this are two words, however alike the names around them are. */
const WORD_SIMILARITY_MIN = 0.5;
/** `id` and `it`, `us` and `uk`. */
const CODE_CHARACTERS = 2;
/** More names than this are not compared: the largest of 2,160 real pages has 216 headings. */
export const COMPARED_NAMES_MAX = 500;
/** A longer name is not compared: similarity costs the product of the lengths. */
const COMPARED_CHARACTERS_MAX = 200;

/** Characters to add, drop or replace; two neighbours that changed places are one slip. */
export function slipsBetween(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const isSwap = a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
  return isSwap && at + 1 < a.length ? 1 : distance(a, b);
}

/** The known word that somebody most likely meant by another; undefined where none is near. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  // The distance costs the product of the lengths, and the word may come from anywhere.
  if (word.length > COMPARED_CHARACTERS_MAX || known.length === 0) return undefined;
  const hint = known.find((name) => isUnfinished(word, name)) ?? closest(word, known);
  return slipsBetween(word, hint) <= Math.max(2, hint.length / 3) ? hint : undefined;
}

/** The last letter was not typed: of `on` and `off`, `of` is rather the second. */
function isUnfinished(word: string, name: string): boolean {
  return word.length > 1 && name.length === word.length + 1 && name.startsWith(word);
}

/**
 * How similar two names are, from 0 to 1, letter case aside; 0 when they are no slips of one
 * another. Names of several words must agree word by word, or one must hold all words of the other:
 * `leave-policy` is not meant by `loan-policy`, nor `goals-2021` by `goals-2022`.
 */
export function nameSimilarity(name: string, other: string): number {
  const longest = Math.max(name.length, other.length);
  if (longest === 0 || longest > COMPARED_CHARACTERS_MAX) return 0;
  if (Math.abs(name.length - other.length) > slipsMax(longest)) return 0;
  const a = name.toLowerCase();
  const b = other.toLowerCase();
  const words = wordsOf(a);
  const others = wordsOf(b);
  if (words.length > 0 && words.join("") === others.join("")) return 1;
  const slips = slipsBetween(a, b);
  return slips <= slipsMax(longest) && agree(words, others) ? 1 - slips / longest : 0;
}

/** How many of so many characters may be wrong. In whole numbers, as 1 - 0.8 is not quite 0.2. */
function slipsMax(characters: number): number {
  return Math.floor(characters * (1 - SIMILARITY_MIN) + 1e-9);
}

/** Of the candidates, the one most like `name`, if one is like enough; the first of equals. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestSimilarity = 0;
  for (const candidate of candidates.slice(0, COMPARED_NAMES_MAX)) {
    const similarity = nameSimilarity(name, candidate);
    if (similarity <= bestSimilarity) continue;
    best = candidate;
    bestSimilarity = similarity;
  }
  return best;
}

function wordsOf(name: string): string[] {
  return name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
}

/** Every word of the shorter list has its like in the longer one, in the same order. */
function agree(words: readonly string[], others: readonly string[]): boolean {
  const [few, many] = words.length <= others.length ? [words, others] : [others, words];
  let spare = many.length - few.length;
  let at = 0;
  for (const word of few) {
    while (!areSimilar(word, many[at] ?? "")) {
      if (spare === 0) return false;
      spare -= 1;
      at += 1;
    }
    at += 1;
  }
  return true;
}

function areSimilar(word: string, other: string): boolean {
  if (word === other) return true;
  if (/^\d+$/.test(word) || /^\d+$/.test(other)) return false;
  // Codes, of languages and countries mostly: of two letters one wrong one makes another code.
  if (word.length <= CODE_CHARACTERS && other.length <= CODE_CHARACTERS) {
    return word.length === CODE_CHARACTERS && word === `${other.at(1)}${other.at(0)}`;
  }
  return 1 - slipsBetween(word, other) / Math.max(word.length, other.length) >= WORD_SIMILARITY_MIN;
}

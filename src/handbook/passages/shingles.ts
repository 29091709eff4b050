import type { WordHashes } from "./word-hashes.ts";
import { mixBits } from "../../text/hash.ts";

/** Words in a shingle. */
export const SHINGLE_WORDS = 5;

/** The hash of the shingle that begins at a word. */
export function shingleAt({ hashes }: Pick<WordHashes, "hashes">, at: number): number {
  let hash = 0;
  for (let word = at; word < at + SHINGLE_WORDS; word += 1) {
    hash = (Math.imul(hash, 0x2c1b3c6d) + (hashes[word] ?? 0)) | 0;
  }
  return mixBits(hash);
}

/** The runs of words, first and last of each, that are in no shingle of a set. */
export function runsWithout(
  words: Pick<WordHashes, "hashes" | "length">,
  shingles: Uint32Array,
): readonly (readonly [number, number])[] {
  const known = new Set(shingles);
  const runs: [number, number][] = [];
  let end = 0;
  const add = (from: number, to: number): void => {
    if (from < to) runs.push([from, to - 1]);
  };
  for (let at = 0; at + SHINGLE_WORDS <= words.length; at += 1) {
    if (!known.has(shingleAt(words, at))) continue;
    add(end, at);
    end = at + SHINGLE_WORDS;
  }
  add(end, words.length);
  return runs;
}

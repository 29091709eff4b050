import { SHINGLE_WORDS, shingleAt } from "./shingles.ts";
import { textKey } from "./text-key.ts";
import type { WordHashes } from "./word-hashes.ts";

/** Shingles in a window. Measured: every pair of a Jaccard similarity of 0.6 or more is found. */
const WINDOW_SHINGLES = 8;
/** From so many fingerprints on it is quicker to sort them than to look through them for each new one. */
const SCANNED_MAX = 64;

/** What the index knows of one passage. The arrays are used again for the next passage. */
export interface Sketch {
  /** The shingles, sorted, each once. Only the first `shingleCount` entries count. */
  shingles: Uint32Array;
  shingleCount: number;
  /** The winnowed shingles, each once. Only the first `fingerprintCount` entries count. */
  fingerprints: Uint32Array;
  fingerprintCount: number;
  /** 64 bits that name the text exactly, in two halves. */
  keyLow: number;
  keyHigh: number;
}

/** Makes an empty sketch for `sketch` to fill. */
export function emptySketch(): Sketch {
  return {
    shingles: new Uint32Array(256),
    shingleCount: 0,
    fingerprints: new Uint32Array(256),
    fingerprintCount: 0,
    keyLow: 0,
    keyHigh: 0,
  };
}

/**
 * Sketches the words of a passage: its exact key, its set of shingles and the few of them that go into
 * the index. Winnowing keeps the least shingle of every window (Schleimer, Wilkerson, Aiken 2003), so
 * that two passages with a run of `SHINGLE_WORDS + WINDOW_SHINGLES - 1` words in common share a fingerprint.
 */
export function sketch(words: Pick<WordHashes, "hashes" | "length">, out: Sketch): void {
  const key = textKey(words.hashes, 0, words.length);
  out.keyLow = key.keyLow;
  out.keyHigh = key.keyHigh;
  const count = Math.max(0, words.length - SHINGLE_WORDS + 1);
  if (out.shingles.length < count) {
    out.shingles = new Uint32Array(count * 2);
    out.fingerprints = new Uint32Array(count * 2);
  }
  const { shingles } = out;
  for (let at = 0; at < count; at += 1) {
    shingles[at] = shingleAt(words, at);
  }
  winnow(out, count);
  out.shingleCount = sortUnique(shingles, count);
}

function winnow(out: Sketch, count: number): void {
  const { shingles, fingerprints } = out;
  out.fingerprintCount = 0;
  if (count === 0) return;
  const windows = Math.max(1, count - WINDOW_SHINGLES + 1);
  let chosen = -1;
  for (let start = 0; start < windows; start += 1) {
    const end = Math.min(count, start + WINDOW_SHINGLES);
    if (chosen >= start && (shingles[end - 1] ?? 0) > (shingles[chosen] ?? 0)) continue;
    const previous = chosen;
    if (chosen >= start) {
      chosen = end - 1;
    } else {
      chosen = start;
      for (let at = start + 1; at < end; at += 1) {
        if ((shingles[at] ?? 0) <= (shingles[chosen] ?? 0)) chosen = at;
      }
    }
    if (chosen === previous) continue;
    const value = shingles[chosen] ?? 0;
    let isKnown = false;
    const scanned = Math.min(out.fingerprintCount, SCANNED_MAX);
    for (let at = 0; at < scanned && !isKnown; at += 1) isKnown = fingerprints[at] === value;
    if (isKnown) continue;
    fingerprints[out.fingerprintCount] = value;
    out.fingerprintCount += 1;
  }
  if (out.fingerprintCount > SCANNED_MAX) {
    out.fingerprintCount = sortUnique(fingerprints, out.fingerprintCount);
  }
}

/** Sorts the first `count` values, keeps each once, and gives how many are left. */
function sortUnique(values: Uint32Array, count: number): number {
  const set = values.subarray(0, count).sort();
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    if (at > 0 && set[at] === set[at - 1]) continue;
    set[kept] = set[at] ?? 0;
    kept += 1;
  }
  return kept;
}

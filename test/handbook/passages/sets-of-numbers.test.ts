import * as fc from "fast-check";
import { expect, test } from "vitest";
import { invertFingerprints } from "../../../src/handbook/passages/postings.ts";
import { runsWithout, SHINGLE_WORDS, shingleAt } from "../../../src/handbook/passages/shingles.ts";
import { jaccard } from "../../../src/handbook/passages/similarity.ts";

const set = fc
  .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 })
  .map((values) => Uint32Array.from(values.sort((a, b) => a - b)));

test("the similarity of two sets is what they share of all that they have, or 0 below the least", () => {
  const least = fc.constantFrom(0.1, 0.5, 0.8, 1);
  fc.assert(
    fc.property(set, set, set, least, (first, second, before, least) => {
      const pool = Uint32Array.from([...before, ...second, ...before]);
      const shared = [...first].filter((value) => second.includes(value)).length;
      const all = first.length + second.length - shared;
      const expected = all === 0 || shared / all < least ? 0 : shared / all;
      expect(jaccard(first, first.length, pool, before.length, second.length, least)).toBe(
        expected,
      );
    }),
    { numRuns: 500 },
  );
});

test("texts at the very least similarity count, and those just under it do not", () => {
  const one = Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const other = Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  expect(jaccard(one, 9, other, 0, 9, 0.8)).toBe(0.8);
  expect(jaccard(one, 9, other, 0, 9, 0.81)).toBe(0);
  expect(jaccard(one, 9, one, 0, 9, 1)).toBe(1);
});

test("every text is found by each of its fingerprints, and by no other", () => {
  const texts = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 20 }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(texts, (all) => {
      const ends = all.map((_, at) => all.slice(0, at + 1).flat().length);
      const { postings, find } = invertFingerprints(
        Uint32Array.from(all.flat()),
        Uint32Array.from(ends),
      );
      expect(postings).toHaveLength(all.flat().length);
      for (let fingerprint = 0; fingerprint <= 310; fingerprint += 1) {
        const having = all.flatMap((values, text) => (values.includes(fingerprint) ? text : []));
        const range = find(fingerprint);
        expect(range === undefined ? [] : [...postings.slice(range.from, range.to)]).toEqual(
          having,
        );
      }
    }),
  );
});

test("the runs that a set of shingles lacks are the words of none of them", () => {
  const words = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 40 });
  fc.assert(
    fc.property(words, words, (own, others) => {
      const given = { hashes: Uint32Array.from(own), length: own.length };
      const other = { hashes: Uint32Array.from(others) };
      const shingles = others
        .slice(0, Math.max(0, others.length - SHINGLE_WORDS + 1))
        .map((_, at) => shingleAt(other, at));
      const known = new Set(shingles);
      const isKnown = own.map(() => false);
      for (let at = 0; at + SHINGLE_WORDS <= own.length; at += 1) {
        if (known.has(shingleAt(given, at))) isKnown.fill(true, at, at + SHINGLE_WORDS);
      }
      const covered = own.map(() => true);
      for (const [first, last] of runsWithout(given, Uint32Array.from(shingles))) {
        expect(last).toBeGreaterThanOrEqual(first);
        covered.fill(false, first, last + 1);
      }
      expect(covered).toEqual(isKnown);
    }),
  );
});

test("neighbouring words without a shingle are one run", () => {
  const hashes = Uint32Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const given = { hashes, length: 12 };
  expect(runsWithout(given, Uint32Array.from([]))).toEqual([[0, 11]]);
  expect(runsWithout(given, Uint32Array.from([shingleAt(given, 3)]))).toEqual([
    [0, 2],
    [8, 11],
  ]);
  expect(runsWithout({ ...given, length: 8 }, Uint32Array.from([shingleAt(given, 3)]))).toEqual([
    [0, 2],
  ]);
});

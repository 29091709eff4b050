import * as fc from "fast-check";
import { expect, test } from "vitest";
import { emptySketch, sketch } from "../../../src/handbook/passages/fingerprints.ts";
import { jaccard } from "../../../src/handbook/passages/similarity.ts";

function wordsOf(values: readonly number[]) {
  return { hashes: Uint32Array.from(values), length: values.length, words: values.length };
}

function sketchOf(values: readonly number[]) {
  const result = emptySketch();
  sketch(wordsOf(values), result);
  return {
    key: [result.keyLow, result.keyHigh],
    shingles: result.shingles.slice(0, result.shingleCount),
    fingerprints: result.fingerprints.slice(0, result.fingerprintCount),
  };
}

const text = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 400 });

test("shingles are sorted, each once, and every fingerprint is one of them", () => {
  fc.assert(
    fc.property(text, (values) => {
      const { shingles, fingerprints } = sketchOf(values);
      expect([...shingles]).toEqual([...new Set(shingles)].sort((a, b) => a - b));
      expect(fingerprints.length).toBeGreaterThan(0);
      expect(new Set(fingerprints).size).toBe(fingerprints.length);
      for (const fingerprint of fingerprints) expect(shingles).toContain(fingerprint);
    }),
  );
});

test("texts that share twelve words in a row share a fingerprint", () => {
  const other = fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 30 });
  const run = fc.uniqueArray(fc.nat(10_000), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(run, other, other, other, other, (shared, a, b, c, d) => {
      const first = new Set(sketchOf([...a, ...shared, ...b]).fingerprints);
      const second = sketchOf([...c, ...shared, ...d]).fingerprints;
      expect([...second].some((fingerprint) => first.has(fingerprint))).toBe(true);
    }),
  );
});

test("one other word gives another key", () => {
  fc.assert(
    fc.property(text, fc.nat(), (values, at) => {
      const changed = values.with(at % values.length, 99);
      expect(sketchOf(changed).key).not.toEqual(sketchOf(values).key);
    }),
  );
});

test("a text too short for a shingle has a key and nothing else", () => {
  expect(sketchOf([1, 2])).toMatchObject({
    shingles: new Uint32Array(),
    fingerprints: new Uint32Array(),
  });
});

const set = fc
  .uniqueArray(fc.nat(60), { minLength: 1, maxLength: 40 })
  .map((values) => Uint32Array.from(values).sort());

test("the similarity is that of the sets, or nothing where it is under the least", () => {
  fc.assert(
    fc.property(set, set, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, least) => {
      const shared = [...a].filter((value) => b.includes(value)).length;
      const similarity = shared / (a.length + b.length - shared);
      const pool = Uint32Array.from([7, ...b, 9]);
      const found = jaccard(a, a.length, pool, 1, b.length, least);
      expect(found).toBe(similarity >= least ? similarity : 0);
    }),
  );
});

test("a text of thousands of words has a shingle for each of them", () => {
  const values = Array.from({ length: 3_000 }, (_, at) => at * 7_919);
  const { shingles, fingerprints } = sketchOf(values);
  expect(shingles).toHaveLength(3_000 - 4);
  expect(new Set(shingles).size).toBe(3_000 - 4);
  expect(fingerprints.length).toBeGreaterThan(3_000 / 8);
});

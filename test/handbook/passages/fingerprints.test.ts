import * as fc from "fast-check";
import { expect, test } from "vitest";
import { emptySketch, jaccard, sketch } from "../../../src/handbook/passages/fingerprints.ts";

function wordsOf(values: readonly number[]) {
  return { hashes: Uint32Array.from(values), length: values.length, words: values.length };
}

function sketchOf(values: readonly number[]) {
  const result = emptySketch();
  sketch(wordsOf(values), result);
  return {
    key: [result.keyLow, result.keyHigh],
    shingles: result.shingles.slice(0, result.shingleCount),
    prints: result.prints.slice(0, result.printCount),
  };
}

const text = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 5, maxLength: 400 });

test("shingles are sorted, each once, and every print is one of them", () => {
  fc.assert(
    fc.property(text, (values) => {
      const { shingles, prints } = sketchOf(values);
      expect([...shingles]).toEqual([...new Set(shingles)].sort((a, b) => a - b));
      expect(prints.length).toBeGreaterThan(0);
      expect(new Set(prints).size).toBe(prints.length);
      for (const print of prints) expect(shingles).toContain(print);
    }),
  );
});

test("texts that share twelve words in a row share a print", () => {
  const other = fc.array(fc.integer({ min: 100, max: 200 }), { maxLength: 30 });
  const run = fc.uniqueArray(fc.nat(10_000), { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(run, other, other, other, other, (shared, a, b, c, d) => {
      const first = new Set(sketchOf([...a, ...shared, ...b]).prints);
      const second = sketchOf([...c, ...shared, ...d]).prints;
      expect([...second].some((print) => first.has(print))).toBe(true);
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
    prints: new Uint32Array(),
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

import { expect, test } from "vitest";

import { mutate } from "../fuzz/mutate.ts";
import { ownPages } from "../fuzz/own-pages.ts";
import { seededRandom } from "../random.ts";
import { checkSafeFixes } from "./check-safe-fixes.ts";

const given = ownPages();

/** The demo's handbook, each page changed at random, with something to fix in each. */
function damagedHandbook(seed: number): ReadonlyMap<string, string> {
  const random = seededRandom(seed);
  const texts = [...given.values()];
  return new Map(
    [...given].map(([path, text]) => [
      path,
      mutate(text, texts, random)
        .replace(/ (the|a|of) /, " $1 $1 $1 ")
        .replace(/ (?:and|or) /, " organise "),
    ]),
  );
}

test("safe suggestions come to an end at once and change nothing that they do not name", () => {
  let sum = 0;
  for (let round = 0; round < 8; round += 1) {
    const handbook = damagedHandbook(20_261_124 + round);
    const { applied, flaws } = checkSafeFixes(handbook, handbook);
    expect(flaws).toEqual([]);
    sum += applied;
  }
  expect(sum).toBeGreaterThan(100);
});

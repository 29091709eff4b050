import { expect, test } from "vitest";

import { mutate } from "../fuzz/mutate.ts";
import { ownPages } from "../fuzz/own-pages.ts";
import { seededRandom } from "../random.ts";
import { checkSafeFixes } from "./check-safe-fixes.ts";

const given = ownPages();

/** Pages as the demo has them, changed at random, with something to mend in each. */
function* damagedPages(runs: number): Iterable<readonly [string, string]> {
  const random = seededRandom(20_261_124);
  const texts = [...given.values()];
  const entries = [...given];
  for (let run = 0; run < runs; run += 1) {
    const [path, text] = entries[run % entries.length] ?? ["", ""];
    yield [
      path,
      mutate(text, texts, random)
        .replace(/ (the|a|of) /, " $1 $1 $1 ")
        .replace(/ use /, " utilize "),
    ];
  }
}

test(
  "safe suggestions settle at once and change nothing that they do not name",
  {
    timeout: 300_000,
  },
  () => {
    const { applied, flaws } = checkSafeFixes(damagedPages(200), given);
    expect(flaws).toEqual([]);
    expect(applied).toBeGreaterThan(200);
  },
);

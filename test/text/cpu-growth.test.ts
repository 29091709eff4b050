import { expect, test } from "vitest";
import { isTooMuchMore } from "../cpu-growth.ts";

/** Costs that are measured one after the other. */
function costs(...ms: readonly number[]): () => number {
  const left = [...ms];
  return () => left.shift() ?? Number.NaN;
}

test.each([
  [true, [6, 6, 6], [400, 400, 400]],
  [true, [1, 1, 1], [120, 120, 120]],
  [false, [50], [400]],
  [false, [9, 9], [400, 200]],
  [false, [], [99]],
])("work grows too fast: %s, from %j to %j ms", (is, part, whole) => {
  expect(isTooMuchMore(costs(...part), costs(...whole))).toBe(is);
});

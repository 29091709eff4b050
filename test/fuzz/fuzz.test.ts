import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";
import { ownPages } from "./own-pages.ts";

test("mutated pages are reviewed without a fault, alike each time", () => {
  const outcome = fuzz(ownPages(), { seed: 20_261_123, runs: 1_000 });
  expect(outcome.flaws).toEqual([]);
  expect(outcome.findings).toBeGreaterThan(1_000);
});

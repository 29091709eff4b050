import { describe, expect, it } from "vitest";
import { failEveryCall } from "./every-call.ts";
import { simulate } from "./simulate.ts";

describe("a review, whatever happens", () => {
  it(
    "comes out right in the end, and touches nothing of people's on the way",
    { timeout: 600_000 },
    async () => {
      expect(await simulate(20_261_123, 600)).toBe(undefined);
    },
  );

  it("survives the loss of each single call of a first review", { timeout: 300_000 }, async () => {
    expect(await failEveryCall()).toEqual([]);
  });
});

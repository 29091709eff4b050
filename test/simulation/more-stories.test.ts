import { expect, it } from "vitest";
import { simulate } from "./simulate.ts";

// Two files of a thousand stories each, so that two cores share them.
it("comes out right whatever happens, and touches nothing of people's", async () => {
  expect(await simulate(42, 1_000)).toBe(undefined);
});

import { expect, it } from "vitest";
import { simulate } from "./simulate.ts";

// Two files, so that two cores share them; a pipeline of the default branch plays 2,000 more.
it("comes out right whatever happens, and touches nothing of people's", async () => {
  expect(await simulate(42, 300)).toBe(undefined);
});

import { expect, it } from "vitest";
import { failEveryCall } from "./every-call.ts";

it("survives the loss of each single call of a first review", { timeout: 300_000 }, async () => {
  expect(await failEveryCall()).toEqual([]);
});

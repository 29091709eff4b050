import { expect, it } from "vitest";
import { failEveryCall, failEveryCallOfCommands } from "./every-call.ts";

it("survives the loss of each single call of a first review", { timeout: 300_000 }, async () => {
  expect(await failEveryCall()).toEqual([]);
});

it("carries a command out once, whichever call goes wrong", { timeout: 900_000 }, async () => {
  expect(await failEveryCallOfCommands()).toEqual([]);
});

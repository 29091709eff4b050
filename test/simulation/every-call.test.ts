import { expect, it } from "vitest";
import { failEveryCall, failEveryCallOfCommands } from "./every-call.ts";

it("survives the loss of each single call of a first review", async () => {
  expect(await failEveryCall()).toEqual([]);
});

it("carries a command out once, whichever call goes wrong", async () => {
  expect(await failEveryCallOfCommands()).toEqual([]);
});

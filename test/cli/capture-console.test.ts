import { expect, it } from "vitest";
import { captureConsole } from "../../src/cli/capture-console.ts";

it("what a library prints becomes a line of the log, until the bot stops", () => {
  const lines: unknown[] = [];
  const before = console.warn;
  const release = captureConsole({ warn: (facts: unknown) => void lines.push(facts) });
  console.warn("Eviction policy is", "allkeys-lru");
  console.error(new Error("it broke"));
  release();
  expect(lines).toEqual([{ text: "Eviction policy is allkeys-lru" }, { text: "it broke" }]);
  expect(console.warn).toBe(before);
});

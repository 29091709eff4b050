import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const main = fileURLToPath(new URL("../../demo/main.ts", import.meta.url));

/** Starts the demo as its command does, and gives what it prints until that holds something. */
async function demoUntil(text: string, ...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, PORT: "0" } });
  const gone = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await gone;
  });
  let printed = "";
  const isPrinted = Promise.withResolvers<undefined>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (piece: Buffer) => {
      printed += piece.toString("utf8");
      if (printed.includes(text)) isPrinted.resolve(undefined);
    });
  }
  await Promise.race([isPrinted.promise, gone]);
  return printed;
}

test("the demo prints its addresses for people, and no line of a log", async () => {
  const printed = await demoUntil("Ctrl-C ends the demo");
  expect(printed).toMatch(/^ {2}Merge requests {3}http:\/\/\S+$/m);
  expect(printed).not.toContain('{"level"');
});

test("printed once, a review reads as it will in the merge request", async () => {
  const printed = await demoUntil("handbook-bot  failed", "--once");
  expect(printed).toContain("\nThe webhook is delivered. Waiting for the review ...\n");
  expect(printed).toContain("- ## Requirments\n");
  expect(printed).not.toContain('{"level"');
});

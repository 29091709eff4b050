import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { readUsage } from "../../../src/worker/reviewer/process-usage.ts";

test("a reviewer that is busy with a page ends with a bot that was killed", async () => {
  const bot = fork(fileURLToPath(new URL("orphan.ts", import.meta.url)));
  const [reviewer] = (await once(bot, "message")) as [number];
  onTestFinished(() => {
    bot.kill("SIGKILL");
    if (readUsage(reviewer) !== undefined) process.kill(reviewer, "SIGKILL");
  });
  expect(readUsage(reviewer)).toBeDefined();
  bot.kill("SIGKILL");
  await expect.poll(() => readUsage(reviewer)?.rssBytes ?? 0, { timeout: 300_000 }).toBe(0);
});

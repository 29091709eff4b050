import { randomInt } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkHistory } from "./check-history.ts";
import { histories } from "./history.ts";
import { type Meeting, meetings } from "./play-git.ts";
import { type BotStage, openBotStage } from "./readers.ts";

let stage: BotStage;

beforeAll(async () => {
  stage = await openBotStage();
});

afterAll(() => stage.close());

/** Plays histories; more by `long-run.ts`. */
async function play(seed: number | undefined, runs: number): Promise<void> {
  const met = new Set<Meeting>();
  await fc.assert(
    fc.asyncProperty(histories, fc.constantFrom(...meetings), async (history, meeting) => {
      const { flaws, isMet } = await checkHistory(stage, history, meeting);
      if (isMet) met.add(meeting);
      expect(flaws).toEqual([]);
    }),
    { numRuns: runs, ...(seed !== undefined && { seed }) },
  );
  if (runs > 20) expect(met.size).toBe(meetings.length);
}

test(
  "GitLab, git and a folder give the same review of the same history, and nothing of others' in it",
  () => play(undefined, 30),
  600_000,
);

test("so they do with a seed that nobody has seen", async () => {
  const seed = Number(process.env["FAST_CHECK_SEED"] ?? randomInt(2 ** 31));
  console.log(`seed of these histories: ${seed} (again with FAST_CHECK_SEED=${seed})`);
  await play(seed, 10);
});

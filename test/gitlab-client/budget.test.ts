import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createBudget, defaultLimits } from "../../src/gitlab/budget.ts";
import { fakeClock } from "./server.ts";

describe("a budget", () => {
  test("never lets more through in any minute than it allows, however calls come", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 60 }),
        async (limit, gaps) => {
          const clock = fakeClock();
          const budget = createBudget({ what: "notes", limit, clock, waitMsMax: 120_000 });
          const granted: number[] = [];
          for (const gap of gaps) {
            await clock.sleep(gap);
            await budget.take();
            granted.push(clock.now());
          }
          granted.forEach((time, nth) => {
            const next = granted[nth + limit];
            expect(next === undefined || next - time >= 60_000).toBe(true);
          });
        },
      ),
      { numRuns: 50 },
    );
  });

  test("does not wait longer than told but says how long it would be", async () => {
    const clock = fakeClock();
    const budget = createBudget({ what: "new notes", limit: 1, clock, waitMsMax: 5000 });
    await budget.take();
    await expect(budget.take()).rejects.toMatchObject({
      name: "GitLabError",
      retryable: true,
      retryAfterMs: 60_000,
      mayHaveHappened: false,
    });
    await clock.sleep(56_000);
    await budget.take();
    expect(clock.slept.at(-1)).toBe(4000);
  });

  test("counts those who wait, so that two do not take the same place", async () => {
    const still = { ...fakeClock(), now: () => 0, sleep: () => Promise.resolve() };
    const budget = createBudget({ what: "notes", limit: 1, clock: still, waitMsMax: 70_000 });
    await budget.take();
    const second = budget.take();
    await expect(budget.take()).rejects.toMatchObject({ retryAfterMs: 120_000 });
    await second;
  });

  test("that is kept elsewhere waits for its place there, after GitLab's pause", async () => {
    const clock = fakeClock();
    const asked: number[] = [];
    const budget = createBudget({
      what: "new notes",
      limit: 50,
      clock,
      reserve: ({ waitMsMax }) => {
        asked.push(waitMsMax);
        return Promise.resolve(asked.length === 1 ? 7_000 : 30_000);
      },
    });
    budget.pause(5_000);
    await budget.take();
    expect(clock.slept).toEqual([5_000, 7_000]);
    await expect(budget.take()).rejects.toMatchObject({ retryAfterMs: 30_000 });
    expect(asked).toEqual([15_000, 20_000]);
  });

  test("that GitLab paused holds everybody back until then", async () => {
    const clock = fakeClock();
    const start = clock.now();
    const budget = createBudget({ what: "calls", limit: Number.POSITIVE_INFINITY, clock });
    budget.pause(15_000);
    budget.pause(5000);
    await budget.take();
    expect(clock.now()).toBe(start + 15_000);
  });
});

test("GitLab.com allows less than an instance of one's own", () => {
  expect(defaultLimits("https://gitlab.com")).toEqual({ notes: 60, calls: 1800 });
  expect(defaultLimits("https://gitlab.example.com").notes).toBe(300);
});

import { inject, it } from "vitest";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { burst } from "./burst.ts";

it.concurrent.for([
  ["Redis", () => startRedis()],
  ["PostgreSQL", startPostgres],
] as const)(
  "a burst of merge requests on %s is served in its order, and two workers stay within one limit",
  async ([name, start], { expect }) => {
    const store = await start();
    try {
      const mergeRequests = 110;
      const outcome = await burst({
        program: inject("program"),
        store,
        mergeRequests,
        budget: 150,
        allowed: 170,
      });
      console.log(name, outcome);
      expect(outcome).toMatchObject({ reviewed: mergeRequests, refused: 0 });
      // More than one minute's worth, so that the limit was met.
      expect(outcome.notes).toBeGreaterThan(170);
      expect(outcome.notesInAMinute).toBeLessThanOrEqual(170);
      // Sixteen reviews are in hand at a time, and each begins about when its turn comes: 3 places late on a busy
      // machine, where one in random order would be late by most of them.
      expect(outcome.outOfTurn).toBeLessThan(32);
    } finally {
      await store.stop();
    }
  },
);

import { it } from "vitest";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { burst } from "./burst.ts";

it.concurrent.for([
  ["Redis", 300, () => startRedis()],
  ["PostgreSQL", 260, startPostgres],
] as const)(
  "a burst of merge requests on %s is served in its order, and two workers stay within one limit",
  { timeout: 900_000 },
  async ([name, mergeRequests, start], { expect }) => {
    const store = await start();
    try {
      const outcome = await burst({ store, mergeRequests, budget: 450, allowed: 500 });
      console.log(name, outcome);
      expect(outcome).toMatchObject({ reviewed: mergeRequests, refused: 0 });
      // More than one minute's worth, so that the limit was met.
      expect(outcome.notes).toBeGreaterThan(500);
      expect(outcome.notesInAMinute).toBeLessThanOrEqual(500);
      // Sixteen reviews are in hand at a time, and those that the limit stops go on first. Served at random, each
      // would be a third of all places away from its own.
      expect(outcome.outOfTurn).toBeLessThan(mergeRequests / 6);
    } finally {
      await store.stop();
    }
  },
);

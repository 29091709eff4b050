import { describe, inject, it } from "vitest";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { goThrough } from "./crashes.ts";

const stores = [
  ["PGlite", () => Promise.resolve(undefined)],
  ["Redis", () => startRedis({ durable: true })],
  ["PostgreSQL", startPostgres],
] as const;

describe("the bot's processes, killed while merge requests get pushes", () => {
  it.concurrent.for(stores)(
    "lose nothing and say nothing twice on %s",
    async ([, start], { expect }) => {
      const store = await start();
      try {
        const outcome = await goThrough({
          program: inject("program"),
          store,
          mergeRequests: 20,
          atOnce: 5,
          crashes: 3,
          seed: 20_261_123,
        });
        expect(outcome).toMatchObject({ reviewed: 20, lost: 0, duplicates: 0, flaws: [] });
        expect(outcome.acknowledged).toBe(60);
      } finally {
        await store?.stop();
      }
    },
  );
});

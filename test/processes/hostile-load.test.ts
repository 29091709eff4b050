import { describe, expect, inject, it } from "vitest";
import { longestPages, expensivePages } from "../hostile/expensive/expensive-pages.ts";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { withstand } from "./hostile-load.ts";

const stores = [
  ["PGlite", 0, () => Promise.resolve(undefined)],
  ["Redis", 1, () => startRedis({ durable: true })],
  ["PostgreSQL", 2, startPostgres],
] as const;

/** Some of each kind: refused at once, read to the end, and compared with what they were. */
const pages = [...expensivePages, ...longestPages].filter(({ name }) =>
  [
    "open comments",
    "quotes nested 99 deep, blank lines between",
    "aliases",
    "a paragraph of 20,000 lines rewritten",
    "must-sentences, cut to what is read",
    "headings with ids, cut to what is read",
    "every second line changed, cut to what is read",
  ].includes(name),
);

// `node bench/hostile-load.ts` does it with all pages, for two minutes, and measures how long things take.
describe("expensive pages, one merge request after the other", () => {
  it.for(stores)(
    "are named, lose nothing and take no memory on %s, also where a process is killed",
    async ([, nth, start]) => {
      // What a page costs is the same with each store: each gets some of them.
      const given = pages.filter((_, at) => at % stores.length === nth);
      const store = await start();
      try {
        const withstood = await withstand({
          program: inject("program"),
          store,
          pages: given,
          everyMs: 500,
          ordinary: 1,
          crashes: 1,
          patienceMs: 200_000,
        });
        expect(withstood).toMatchObject({
          expensive: given.length,
          ordinary: given.length,
          crashes: 1,
          lost: [],
          unnamed: [],
        });
        expect(pages).toHaveLength(7);
        expect(withstood.peakMb).toBeLessThan(700);
      } finally {
        await store?.stop();
      }
    },
  );
});

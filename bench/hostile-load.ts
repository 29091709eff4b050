/**
 * A merge request of an expensive page each second for two minutes, ordinary ones beside them:
 * `node bench/hostile-load.ts [pglite] [redis] [postgres] [--seconds 120] [--crashes 6]`.
 */
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { expensivePages, longestPages } from "../test/hostile/expensive/expensive-pages.ts";
import { sources } from "../test/processes/bot-process.ts";
import { withstand } from "../test/processes/hostile-load.ts";
import { seededRandom } from "../test/random.ts";
import { startPostgres } from "../test/stores/postgres.ts";
import { startRedis } from "../test/stores/redis.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "120" },
    crashes: { type: "string", default: "0" },
    seed: { type: "string", default: "1" },
  },
});
const stores = {
  pglite: () => Promise.resolve(undefined),
  redis: () => startRedis({ durable: true }),
  postgres: startPostgres,
};
const random = seededRandom(Number(values.seed));
// Those that are read to the end cost most: two of them for one that is refused.
const pages = [...expensivePages, ...longestPages, ...longestPages]
  .map((page) => ({ page, order: random() }))
  .sort((a, b) => a.order - b.order)
  .slice(0, Number(values.seconds))
  .map(({ page }) => page);
for (const [name, start] of Object.entries(stores)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const store = await start();
  const before = loadavg()[0]?.toFixed(1);
  const withstood = await withstand({
    program: sources,
    store,
    pages,
    everyMs: 1_000,
    ordinary: 2,
    crashes: Number(values.crashes),
    patienceMs: 120_000,
  });
  await store?.stop();
  console.log(store?.name ?? "PGlite", `load ${before} to ${loadavg()[0]?.toFixed(1)}`, withstood);
  if (withstood.lost.length + withstood.unnamed.length > 0 || withstood.peakMb > 700)
    process.exitCode = 1;
}

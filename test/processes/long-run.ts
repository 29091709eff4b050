/**
 * Kills the bot's processes while many merge requests get pushes, and says what came of it:
 *
 *     node test/processes/long-run.ts [pglite] [redis] [postgres] --merge-requests 500 --seed 7
 */
import { parseArgs } from "node:util";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { sources } from "./bot-process.ts";
import { goThrough } from "./crashes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: "string", default: "1" },
    "merge-requests": { type: "string", default: "500" },
    crashes: { type: "string", default: "30" },
  },
});
const stores = {
  pglite: () => Promise.resolve(undefined),
  redis: () => startRedis({ durable: true }),
  postgres: startPostgres,
};
for (const [name, start] of Object.entries(stores)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const store = await start();
  const outcome = await goThrough({
    program: sources,
    store,
    mergeRequests: Number(values["merge-requests"]),
    atOnce: 5,
    crashes: Number(values.crashes),
    seed: Number(values.seed),
  });
  await store?.stop();
  const { flaws, ...figures } = outcome;
  console.log(store?.name ?? "PGlite", figures);
  console.log(`flaws: ${flaws.length}`);
  for (const flaw of flaws.slice(0, 20)) console.log(`  ${flaw}`);
  if (flaws.length + outcome.lost + outcome.duplicates > 0) process.exitCode = 1;
}

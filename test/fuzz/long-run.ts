/**
 * Reviews as many mutated pages as one has time for, of the demo's handbook or of another:
 *
 *     node test/fuzz/long-run.ts --runs 100000 --seed 7 [--handbook DIR]
 */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.ts";
import { ownPages } from "./own-pages.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    runs: { type: "string", default: "100000" },
    handbook: { type: "string" },
  },
});
const { handbook } = values;
const pages =
  handbook === undefined
    ? ownPages()
    : new Map(
        globSync("**/*.md", { cwd: handbook })
          .sort()
          .map((path) => [path, readFileSync(join(handbook, path), "utf8")] as const),
      );
const start = performance.now();
const outcome = fuzz(pages, { seed: Number(values.seed), runs: Number(values.runs) });
const seconds = Math.round((performance.now() - start) / 1_000);
const { flaws, ...figures } = outcome;
console.log({ ...figures, seconds, flaws: flaws.length });
for (const flaw of flaws.slice(0, 20)) console.log(flaw);
process.exitCode = flaws.length === 0 ? 0 : 1;

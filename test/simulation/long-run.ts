/**
 * Plays as many stories as one has time for:
 *
 *     node test/simulation/long-run.ts --seed 7 --runs 100000
 */
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, runs: { type: "string", default: "10000" } },
});
const start = performance.now();
const failure = await simulate(Number(values.seed), Number(values.runs));
const seconds = ((performance.now() - start) / 1000).toFixed(0);
console.log(failure ?? `${values.runs} runs of seed ${values.seed} ended well in ${seconds} s.`);
process.exitCode = failure === undefined ? 0 : 1;

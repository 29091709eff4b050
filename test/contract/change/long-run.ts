/**
 * Plays random histories with parallel branches through the three readers of a change, and prints where bot
 * and gate disagree, or say something that is not the author's:
 *
 *     node test/contract/change/long-run.ts [--runs 1000] [--seed N]
 */
import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { checkHistory } from "./check-history.ts";
import { histories } from "./history.ts";
import { meetings } from "./play-git.ts";
import { openBotStage } from "./readers.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: String(randomInt(2 ** 31)) },
  },
});
const seed = Number(values.seed);
console.log(`seed ${seed}`);
const stage = await openBotStage();
let findings = 0;
let met = 0;
const flaws: string[] = [];
const drawn = fc.sample(fc.tuple(histories, fc.constantFrom(...meetings)), {
  seed,
  numRuns: Number(values.runs),
});
for (const [index, [history, meeting]] of drawn.entries()) {
  const check = await checkHistory(stage, history, meeting);
  findings += check.findings;
  met += Number(check.isMet);
  flaws.push(...check.flaws.map((flaw) => `history ${index}: ${flaw}`));
}
await stage.close();
for (const flaw of flaws.slice(0, 20)) console.log(flaw);
console.log(
  `${drawn.length} histories, ${met} of them met by the gate, ${findings} findings, ${flaws.length} flaws`,
);
process.exitCode = flaws.length === 0 ? 0 : 1;

import * as fc from "fast-check";
import { play } from "./play.ts";
import { anySchedule } from "./schedule.ts";
import { tellSchedule } from "./tell.ts";

/** Plays many stories. Gives the shortest one found that ends badly, told in sentences, or undefined. */
export async function simulate(seed: number, runs: number): Promise<string | undefined> {
  const property = fc.asyncProperty(anySchedule, async (schedule) => {
    const { flaws } = await play(schedule);
    if (flaws.length > 0) throw new Error(flaws.join("\n"));
  });
  const result = await fc.check(property, { seed, numRuns: runs, endOnFailure: false });
  if (!result.failed) return undefined;
  const [schedule] = result.counterexample ?? [];
  const told = schedule === undefined ? [] : tellSchedule(schedule);
  return [
    `Seed ${seed}, run ${result.numRuns}, shrunk ${result.numShrinks} times:`,
    ...told,
    "Then:",
    String(
      result.errorInstance instanceof Error
        ? result.errorInstance.message || result.errorInstance.stack
        : result.errorInstance,
    ),
    JSON.stringify(schedule),
  ].join("\n");
}

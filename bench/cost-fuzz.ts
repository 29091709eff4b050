/**
 * Looks for pages that cost more than their size: draws recipes, keeps those that cost most, and changes
 * them. `node bench/cost-fuzz.ts --minutes 20 --seed 7 [--bare]` prints each that takes longer than any before.
 */
import { parseArgs } from "node:util";
import { seededRandom } from "../test/random.ts";
import { longestReadable } from "../test/hostile/expensive/expensive-pages.ts";
import { openCostMeter } from "./costs/meter.ts";
import { changeRecipe, drawRecipe, writeRecipe, type Recipe } from "./costs/recipes.ts";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
    bare: { type: "boolean", default: false },
  },
});
const random = seededRandom(Number(values.seed));
const meter = openCostMeter(values.bare ? "bare" : "all");
const end = performance.now() + Number(values.minutes) * 60_000;

interface Measured {
  readonly recipe: Recipe;
  readonly cost: number;
}

/** So many of the most expensive are changed further. */
const keptMax = 24;
let kept: readonly Measured[] = [];
let tried = 0;
let beyond = 0;
while (performance.now() < end) {
  const parent = kept[Math.floor(random() * kept.length)];
  const recipe =
    parent === undefined || random() < 0.3
      ? drawRecipe(random)
      : changeRecipe(parent.recipe, random);
  const text = longestReadable(writeRecipe(recipe));
  const before = recipe.isChange ? text.toUpperCase() : undefined;
  const { cpuMs, peakMb, ended } = await meter.measure({
    path: recipe.path,
    before,
    text,
  });
  tried += 1;
  // A second of CPU time and 500 MB beyond the start are as bad as each other.
  const cost = cpuMs + Math.max(0, peakMb - 300) * 2;
  if (cpuMs > 1_500 || peakMb > 600 || ended !== undefined) {
    beyond += 1;
    console.log(`${cpuMs} ms ${peakMb} MB ${ended ?? ""} ${text.length} ${JSON.stringify(recipe)}`);
  }
  kept = [...kept, { recipe, cost }].sort((a, b) => b.cost - a.cost).slice(0, keptMax);
  // What was expensive once is not all there is.
  if (tried % 200 === 0) kept = kept.slice(keptMax / 2);
}
console.log(`${tried} pages, ${beyond} beyond 1.5 s or 600 MB`);
meter.close();

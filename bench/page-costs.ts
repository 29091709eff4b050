/**
 * What the expensive pages cost to review, in CPU time and memory:
 * `node bench/page-costs.ts [--only WORDS] [--bare] [--from MS]`.
 */
import { parseArgs } from "node:util";
import { expensivePages, longestPages } from "../test/hostile/expensive/expensive-pages.ts";
import { openCostMeter } from "./costs/meter.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    bare: { type: "boolean", default: false },
    from: { type: "string", default: "0" },
  },
});
const meter = openCostMeter(values.bare ? "bare" : "all");
for (const { name, path, before, text } of [...expensivePages, ...longestPages]) {
  if (!name.includes(values.only)) continue;
  const cost = await meter.measure({ path, before: before?.(), text: text() });
  if (cost.cpuMs < Number(values.from)) continue;
  const { cpuMs, peakMb, ended, reviewed } = cost;
  const said = reviewed === undefined ? `ended: ${ended}` : `${reviewed.findings} findings`;
  const more = [...(reviewed?.faults ?? []), ...(reviewed?.notices ?? [])].join(" · ");
  console.log(
    `${String(cpuMs).padStart(6)} ms ${String(peakMb).padStart(5)} MB  ${name}: ${said} ${more}`,
  );
}
meter.close();

/**
 * Applies all safe suggestions to every page of a handbook, in memory, and prints what must not be:
 *
 *     node test/safe-fixes/long-run.ts DIR [--show N]
 *
 * `--show` prints so many of the edits, taken at even distances, for somebody to read.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listFiles } from "../../src/cli/read-files.ts";
import { checkSafeFixes } from "./check-safe-fixes.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { show: { type: "string", default: "0" } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error("Usage: node test/safe-fixes/long-run.ts DIR [--show N]");
  process.exit(2);
}
const pages = new Map(
  listFiles(folder)
    .filter((path) => /\.md(?:\.erb)?$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), "utf8")] as const),
);
const { applied, changed, shown, links, flaws } = checkSafeFixes(pages, pages);
const step = Math.max(1, shown.length / Math.max(1, Number(values.show)));
for (let at = 0; at < shown.length && Number(values.show) > 0; at += step) {
  console.log(shown[Math.floor(at)]);
}
console.log(`${pages.size} pages, ${applied} suggestions applied on ${changed} of them`);
console.log(`${links.before} links led to a page or heading before, ${links.after} of them do now`);
for (const flaw of flaws) console.log(flaw);
console.log(`${flaws.length} flaws`);
process.exitCode = flaws.length === 0 ? 0 : 1;

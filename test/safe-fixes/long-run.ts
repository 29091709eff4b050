/**
 * Applies all safe suggestions to every page of a handbook, in memory, and tells what must not be:
 *
 *     node test/safe-fixes/long-run.ts DIR
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listFiles } from "../../src/cli/read-files.ts";
import { checkSafeFixes } from "./check-safe-fixes.ts";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node test/safe-fixes/long-run.ts DIR");
  process.exit(2);
}
const pages = new Map(
  listFiles(folder)
    .filter((path) => /\.md(?:\.erb)?$/.test(path))
    .map((path) => [path, readFileSync(join(folder, path), "utf8")] as const),
);
const { applied, changed, flaws } = checkSafeFixes(pages, pages);
console.log(`${pages.size} pages, ${applied} suggestions applied on ${changed} of them`);
for (const flaw of flaws) console.log(flaw);
console.log(`${flaws.length} flaws`);
process.exitCode = flaws.length === 0 ? 0 : 1;

/**
 * Analyses every regular expression in the sources anew and writes the list of the linear ones, which takes
 * minutes: `node test/hostile/analyse-patterns.ts`. The tests analyse only what is not on the list.
 */
import { writeFileSync } from "node:fs";

import { patternsOfSources } from "./collect-patterns.ts";
import { judgePattern, listPath, patternKey, readList } from "./judge-pattern.ts";

const known = process.argv.includes("--all") ? new Set<string>() : readList();
const linear = new Set<string>();
for (const { literals } of patternsOfSources().values()) {
  for (const pattern of literals) {
    const key = patternKey(pattern);
    if (linear.has(key)) continue;
    const verdict = known.has(key) ? "safe" : await judgePattern(pattern);
    if (verdict === "safe") linear.add(key);
    // Whoever is interrupted goes on from here.
    if (linear.size % 20 === 0) write();
    if (verdict !== "safe")
      console.error(`${pattern.file}: /${pattern.source}/${pattern.flags} is ${verdict}`);
  }
}
write();
console.log(`${linear.size} patterns are linear.`);

function write(): void {
  const keys = [...known, ...linear];
  writeFileSync(listPath, `${JSON.stringify([...new Set(keys)].sort(), undefined, 2)}\n`);
}

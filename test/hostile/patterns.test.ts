import { describe, expect, test } from "vitest";
import type { FoundPattern } from "./collect-patterns.ts";
import { patternsMadeDuring, patternsOfSources } from "./collect-patterns.ts";
import { judgePattern, patternKey, readList } from "./judge-pattern.ts";

/** What is not linear, of patterns that were not found linear before. */
async function verdictsOf(patterns: readonly FoundPattern[]): Promise<readonly string[]> {
  const linear = readList();
  const distinct = new Map(patterns.map((one) => [patternKey(one), one] as const));
  const verdicts: string[] = [];
  for (const [key, pattern] of distinct) {
    const verdict = linear.has(key) ? "safe" : await judgePattern(pattern);
    const { file, source, flags } = pattern;
    if (verdict !== "safe") verdicts.push(`${file}: /${source}/${flags} is ${verdict}`);
  }
  return verdicts;
}

test("the analyser finds what is not linear", async () => {
  expect(await judgePattern({ source: "^(a|a)*$", flags: "" })).toBe("vulnerable");
  expect(await judgePattern({ source: "^a*$", flags: "" })).toBe("safe");
});

describe("every regular expression", () => {
  const files = patternsOfSources();

  test("that stands in a file takes linear time", async () => {
    const literals = [...files.values()].flatMap((file) => file.literals);
    expect(literals.length).toBeGreaterThan(200);
    expect(await verdictsOf(literals)).toEqual([]);
  });

  test("that is made while the bot runs takes linear time", async () => {
    const made = await patternsMadeDuring(async () => {
      const { reviewFiles } = await import("./review-files.ts");
      // Words that count only beside others make the patterns of their conditions; all are of one form.
      const text =
        "The guys utilise it. Just add the master node, as a native speaker who is young.";
      await reviewFiles({ files: { "handbook/leave.md": `# Leave\n\n${text}\n` } });
      const { parseCodeOwners } = await import("../../src/owners/code-owners.ts");
      parseCodeOwners("* @ana\n/handbook/**/leave*.md @ben\n[Legal]\nlegal/ @cy\n");
    });
    const makers = [...files].filter(([, file]) => file.makesMore).map(([file]) => file);
    expect([...new Set(made.map(({ file }) => file))].sort()).toEqual(makers.sort());
    expect(await verdictsOf(made)).toEqual([]);
  });
});

import { check } from "recheck";
import { describe, expect, test } from "vitest";
import type { FoundPattern } from "./collect-patterns.ts";
import { patternsMadeDuring, patternsOfSources } from "./collect-patterns.ts";

/** Nothing depends on how busy the machine is: the search for an attack is seeded and bounded in steps alone. */
const settings = { randomSeed: 1, timeout: null, incubationTimeout: null, attackTimeout: null };

async function verdictOf({ file, source, flags }: FoundPattern): Promise<string | undefined> {
  const { status } = await check(source, flags, settings);
  return status === "safe" ? undefined : `${file}: /${source}/${flags} is ${status}`;
}

async function verdictsOf(patterns: readonly FoundPattern[]): Promise<readonly string[]> {
  const distinct = new Map(
    patterns.map((one) => [`${one.file}\n${one.source}\n${one.flags}`, one] as const),
  );
  const verdicts: string[] = [];
  for (const pattern of distinct.values()) {
    const verdict = await verdictOf(pattern);
    if (verdict !== undefined) verdicts.push(verdict);
  }
  return verdicts;
}

describe("every regular expression", () => {
  const files = patternsOfSources();

  test("that stands in a file takes linear time", { timeout: 300_000 }, async () => {
    const literals = [...files.values()].flatMap((file) => file.literals);
    expect(literals.length).toBeGreaterThan(200);
    expect(await verdictsOf(literals)).toEqual([]);
  });

  test("that is made while the bot runs takes linear time", { timeout: 300_000 }, async () => {
    const made = await patternsMadeDuring(async () => {
      const { reviewFiles } = await import("./review-files.ts");
      await reviewFiles({ files: { "handbook/leave.md": "# Leave\n\nThe guys utilise it.\n" } });
      const { parseCodeOwners } = await import("../../src/owners/code-owners.ts");
      parseCodeOwners("* @ana\n/handbook/**/leave*.md @ben\n[Legal]\nlegal/ @cy\n");
    });
    const makers = [...files].filter(([, file]) => file.makesMore).map(([file]) => file);
    expect([...new Set(made.map(({ file }) => file))].sort()).toEqual(makers.sort());
    expect(await verdictsOf(made)).toEqual([]);
  });
});

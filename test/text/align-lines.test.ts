import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { alignLines } from "../../src/text/align-lines.ts";

const folder = mkdtempSync(join(tmpdir(), "handbook-bot-align-"));
afterAll(() => rmSync(folder, { recursive: true }));

const line = fc.oneof(
  fc.constantFrom("\n", "\n", "Ask.\n", "Pay.\n", "  Ask.\n", "- item\n", "  - item\n", "# Top\n"),
  fc.nat(500).map((number) => `Line ${number}.\n`),
);

/** A page and what edits make of it: lines doubled, deleted, put in. */
const pages = (lines: number, edits: number) =>
  fc
    .tuple(
      fc.array(line, { minLength: Math.floor(lines / 2), maxLength: lines }),
      fc.array(
        fc.tuple(
          fc.nat(lines),
          fc.constantFrom("double", "delete", "put"),
          fc.array(line, { minLength: 1, maxLength: 4 }),
        ),
        { minLength: Math.floor(edits / 2), maxLength: edits },
      ),
    )
    .map(([before, all]) => {
      const after = [...before];
      for (const [at, kind, more] of all) {
        if (kind === "double") after.splice(at, 0, ...after.slice(at, at + more.length));
        else if (kind === "delete") after.splice(at, more.length);
        else after.splice(at, 0, ...more);
      }
      return { before, after };
    });

test.each([
  { lines: 14, edits: 3, runs: 150 },
  { lines: 200, edits: 40, runs: 40 },
  // So many edits that git looks for a good way instead of the shortest.
  { lines: 3_000, edits: 900, runs: 8 },
])("which of up to $lines lines are new is what git says", ({ lines, edits, runs }) => {
  fc.assert(
    fc.property(pages(lines, edits), ({ before, after }) => {
      const own = [...alignLines(before, after)].flatMap((old, at) => (old === 0 ? [at] : []));
      expect(own).toEqual(addedByGit(before, after));
    }),
    { numRuns: runs, endOnFailure: true },
  );
});

/** The new lines that git's patch adds, from 0. */
function addedByGit(before: readonly string[], after: readonly string[]): readonly number[] {
  writeFileSync(join(folder, "a"), before.join(""));
  writeFileSync(join(folder, "b"), after.join(""));
  const added: number[] = [];
  let at = 0;
  for (const row of gitDiff().split("\n").slice(4)) {
    const [, start] = /^@@ -\S+ \+(\d+)/.exec(row) ?? [];
    if (start !== undefined) at = Number(start) - 1;
    else if (row.startsWith("+")) added.push(at++);
    else if (row.startsWith(" ")) at += 1;
  }
  return added;
}

function gitDiff(): string {
  try {
    return execFileSync("git", ["diff", "--no-index", "-U9999", "a", "b"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 10_000_000,
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    });
  } catch (error) {
    // Git ends with 1 where the files differ.
    return (error as { stdout: string }).stdout;
  }
}

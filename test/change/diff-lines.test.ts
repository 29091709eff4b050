import * as fc from "fast-check";
import { formatPatch, structuredPatch } from "diff";
import { describe, expect, it } from "vitest";
import type { DiffLine } from "../../src/change/placed-finding.ts";
import { countWork } from "../count-work.ts";
import { parseDiffLines } from "../../src/change/diff-lines.ts";

/** Short form: `+` for an added line, the old line's number for a kept one. */
function shape(lines: readonly DiffLine[]): string {
  return lines.map((line) => (line.kind === "added" ? "+" : line.oldLine)).join(" ");
}

/** The text of a diff as GitLab's API gives it: from the first hunk on. */
function hunksOf(before: string, after: string, context = 3): string {
  const patch = formatPatch(
    structuredPatch("leave.md", "leave.md", before, after, "", "", { context }),
  );
  return patch.slice(patch.indexOf("@@ "));
}

const leave = "# Leave\n\nAsk your manager.\n\n## Notice\n\nTwo weeks.\n";

describe("parseDiffLines", () => {
  it.each([
    [
      "a line added",
      "@@ -3,3 +3,4 @@\n Ask your manager.\n+Ask early.\n \n ## Notice\n",
      leave.replace("manager.\n", "manager.\nAsk early.\n"),
      "1 2 3 + 4 5 6 7",
    ],
    [
      "a line removed",
      "@@ -2,3 +2,2 @@ # Leave\n \n-Ask your manager.\n \n",
      leave.replace("Ask your manager.\n", ""),
      "1 2 4 5 6 7",
    ],
    [
      "two hunks without context",
      "@@ -1 +1,2 @@\n-# Leave\n+# Time off\n+\n@@ -7 +8 @@\n-Two weeks.\n+Four weeks.\n",
      leave.replace("# Leave\n", "# Time off\n\n").replace("Two", "Four"),
      "+ + 2 3 4 5 6 +",
    ],
    [
      "lines added at the top, no context",
      "@@ -0,0 +1,2 @@\n+---\n+---\n",
      `---\n---\n${leave}`,
      "+ + 1 2 3 4 5 6 7",
    ],
    [
      "lines removed at the end, no context",
      "@@ -6,2 +5,0 @@\n-\n-Two weeks.\n",
      leave.replace("\n\nTwo weeks.\n", "\n"),
      "1 2 3 4 5",
    ],
    [
      "a line break lost at the end",
      "@@ -7 +7 @@\n-Two weeks.\n+Two weeks.\n\\ No newline at end of file\n",
      leave.trimEnd(),
      "1 2 3 4 5 6 +",
    ],
    [
      "no line break after the last row",
      "@@ -7 +7 @@\n-Two weeks.\n+Ten days.",
      leave.replace("Two weeks", "Ten days"),
      "1 2 3 4 5 6 +",
    ],
  ])("follows a diff with %s", (_, diff, after, expected) => {
    expect(shape(parseDiffLines(diff, leave, after))).toBe(expected);
  });

  // Lines that are all alike: only the diff knows which one came.
  it.each([
    ["@@ -1,3 +1,4 @@\n+a\n a\n a\n a\n", "+ 1 2 3"],
    ["@@ -1,3 +1,4 @@\n a\n+a\n a\n a\n", "1 + 2 3"],
    ["@@ -1,3 +1,4 @@\n a\n a\n a\n+a\n", "1 2 3 +"],
    ["@@ -0,0 +1 @@\n+a\n", "+ 1 2 3"],
    ["@@ -1,0 +2 @@\n+a\n", "1 + 2 3"],
    ["@@ -2,0 +3 @@\n+a\n", "1 2 + 3"],
    ["@@ -3,0 +4 @@\n+a\n", "1 2 3 +"],
    ["@@ -2 +2,2 @@\n-a\n+a\n+a\n", "1 + + 3"],
    ["@@ -1 +1 @@\n-a\n+a\n@@ -3 +3,2 @@\n-a\n+a\n+a\n", "+ 2 + +"],
    ["@@ -1 +0,0 @@\n-a\n@@ -3,0 +3,2 @@\n+a\n+a\n", "2 3 + +"],
    ["@@ -2,2 +1,0 @@\n-a\n-a\n@@ -3,0 +2,3 @@\n+a\n+a\n+a\n", "1 + + +"],
    ["--- a/leave.md\n+++ b/leave.md\n@@ -0,0 +1 @@ # Leave\n+a", "+ 1 2 3"],
  ])("follows %j where another would do as well", (diff, expected) => {
    expect(shape(parseDiffLines(diff, "a\na\na\n", "a\na\na\na\n"))).toBe(expected);
  });

  it.each([
    [
      "no line break at either end",
      "@@ -2 +2 @@\n-a\n\\ No newline at end of file\n+a\n\\ No newline at end of file\n",
      "a\na",
      "1 +",
    ],
    ["an empty row without its space", "@@ -1,2 +1,2 @@\n\n-a\n+a\n", "\na\n", "1 +"],
    ["an empty row", "@@ -1,2 +1,2 @@\n-\n+\n a\n", "\na\n", "+ 2"],
    [
      "a row that looks like a header",
      "@@ -1,2 +1,2 @@\n-@@ -1 +1 @@\n+@@ -1 +1 @@\n a\n",
      "@@ -1 +1 @@\na\n",
      "+ 2",
    ],
    ["rows of marks", "@@ -1,2 +1,2 @@\n--a\n++b\n+-a\n-+b\n", "-a\n+b\n", undefined],
  ])("follows a diff of the same text with %s", (_, diff, text, expected) => {
    expect(shape(parseDiffLines(diff, text, text))).toBe(expected ?? "1 2");
  });

  // Each would make the first line an added one, if it were right.
  it.each([
    "@@ -1 +1 @@\n-a\n+b\n",
    "@@ -1 +1 @@\n-b\n+a\n",
    "@@ -1 +1 @@\n-ab\n+a\n",
    "@@ -1 +1 @@\n-a\n+ab\n",
    "@@ -1 +1 @@\n-\n+a\n",
    "@@ -2 +1 @@\n-a\n+a\n",
    "@@ -1 +2 @@\n-a\n+a\n",
    "@@ -1,2 +1 @@\n-a\n+a\n",
    "@@ -1 +1,2 @@\n-a\n+a\n",
    "@@ -1,0 +1 @@\n-a\n+a\n",
    "@@ -1 +1 @@\n-a\n+a\n+a\n",
    "@@ -1 +1 @@\n-a\n+a\nx\n",
    "@@ -1,2 +1,2 @@\n-a\n+a\n b\n",
    "@@ -1 +1 @@\n-a\n+a\n@@ -1 +1 @@\n-a\n+a\n",
    "@@ -1 +1 @@\n-a\n+a\n@@ -9 +9 @@\n-a\n+a\n",
    "@@ -1 +1\n-a\n+a\n",
    "-a\n+a\n",
  ])("does not believe %j", (diff) => {
    expect(shape(parseDiffLines(diff, "a\na\na\n", "a\na\na\n"))).toBe("1 2 3");
  });

  it.each([
    ["names lines that are not there", "@@ -90,2 +90,2 @@\n x\n-y\n+z\n"],
    ["shows other text than the page has", "@@ -1,2 +1,3 @@\n # Holidays\n+\n \n"],
    ["ends in the middle of a hunk", "@@ -1,7 +1,8 @@\n # Leave\n"],
    ["is no diff at all", "Binary files differ\n"],
    ["says nothing about the added line", "@@ -1,2 +1,2 @@\n # Leave\n \n"],
    ["is empty because it was withheld", ""],
  ])("compares the texts itself where the diff %s", (_, diff) => {
    const after = leave.replace("Two weeks.\n", "Two weeks.\nOr less.\n");
    expect(shape(parseDiffLines(diff, leave, after))).toBe("1 2 3 4 5 6 7 +");
  });

  it.each([
    ["an added page", undefined, "# Leave\n\nText", "+ + +"],
    ["a deleted page", leave, undefined, ""],
    ["a page that became empty", leave, "", ""],
    ["a page that was empty", "", "# Leave\n", "+"],
    ["a page that only moved", leave, leave, "1 2 3 4 5 6 7"],
    ["CR LF turned into LF", "# Leave\r\n\r\nAsk.\r\n", "# Leave\n\r\nAsk.\r\n", "+ 2 3"],
    ["a paragraph added between blank lines", "a\n\nb\n", "a\n\nnew\n\nb\n", "1 2 + + 3"],
    ["lines that swap", "a\nb\nc\n", "c\nb\na\n", "3 + +"],
    [
      "emoji and scripts",
      "# Ferien 🌴\n\nÅrsleder\n",
      "# Ferien 🌴\n\n年休\nÅrsleder\n",
      "1 2 + 3",
    ],
  ])("compares %s", (_, before, after, expected) => {
    expect(shape(parseDiffLines(undefined, before, after))).toBe(expected);
  });

  const text = fc
    .array(
      fc.constantFrom(
        "# Leave",
        "",
        "Ask.",
        "- two\r",
        "🌴",
        "{{% include %}}",
        "-x",
        "+x",
        "@@ -1 +1 @@",
        "\\",
      ),
      {
        maxLength: 30,
      },
    )
    .chain((lines) => fc.constantFrom("\n", "").map((end) => lines.join("\n") + end));

  it("agrees with the texts for any change, with and without its diff", () => {
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        (before, after, context, given) => {
          const diff = given && before !== after ? hunksOf(before, after, context) : undefined;
          const lines = parseDiffLines(diff, before, after);
          const oldLines = before.match(/[^\n]*\n|[^\n]+$/g) ?? [];
          const newLines = after.match(/[^\n]*\n|[^\n]+$/g) ?? [];
          expect(lines.map(({ newLine }) => newLine)).toEqual(
            newLines.map((_, index) => index + 1),
          );
          let last = 0;
          for (const line of lines) {
            if (line.kind === "added") continue;
            expect(newLines[line.newLine - 1]).toBe(oldLines[line.oldLine - 1]);
            expect(line.oldLine).toBeGreaterThan(last);
            last = line.oldLine;
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it("marks exactly the rows of the diff as added", () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 4 }), (before, after, context) => {
        fc.pre(before !== after);
        const diff = hunksOf(before, after, context);
        const patch = structuredPatch("leave.md", "leave.md", before, after, "", "", { context });
        const rows = patch.hunks.flatMap(({ lines }) => lines.filter((row) => row.startsWith("+")));
        const lines = parseDiffLines(diff, before, after);
        expect(lines.filter(({ kind }) => kind === "added")).toHaveLength(rows.length);
      }),
      { numRuns: 500 },
    );
  });

  it("is right on two long pages that share one line in ten, with bounded work", async () => {
    const page = (name: string): string =>
      Array.from({ length: 20_000 }, (_, line) =>
        line % 10 === 0 ? `Both ${line}` : `${name} ${line}`,
      ).join("\n");
    let lines: ReturnType<typeof parseDiffLines> = [];
    const work = await countWork(() => {
      lines = parseDiffLines("", page("old"), page("new"));
    });
    // 14 a line today; comparing every line with every other would take 20,000.
    expect(work).toBeLessThan(20_000 * 60);
    expect(lines.filter(({ kind }) => kind === "context")).toHaveLength(2_000);
    expect(lines[10]).toEqual({ kind: "context", newLine: 11, oldLine: 11 });
  });
});

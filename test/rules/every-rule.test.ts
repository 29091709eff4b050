import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { growsTooFast, PARTS } from "../cpu-growth.ts";
import { metas, pageOf, reportsOf, rules } from "./built-in.ts";

/** Rules that look at a page alone. */
const ids = metas
  .map(({ id }) => id)
  .filter((id) =>
    rules.some((rule) =>
      rule.scope === "group"
        ? rule.rules.some((meta) => meta.id === id)
        : rule.scope === "page" && rule.id === id,
    ),
  );

const types = [
  "handbook",
  "job-page",
  "job-family",
  "job-family-part",
  "policy",
  "readme",
  "include",
];

const piece = fc.constantFrom(
  "---\ntitle: Leave\n---\n",
  "---\n",
  "title: ",
  "# ",
  "## ",
  "### ",
  "#### Requirements\n",
  "## 1. ",
  "\n",
  "\n\n",
  " ",
  "- ",
  "* ",
  "1. ",
  "> ",
  "```\n",
  "| a | b |\n| - | - |\n",
  "|",
  "<<<<<<< HEAD\n",
  ">>>>>>> x\n",
  "=======\n",
  "{add title}",
  "TBD",
  "{{ x }}",
  "<% x %>",
  "{: .x}\n",
  "[a](b)",
  "![](c.png)",
  "(a)[b]",
  "he or she ",
  "his/her ",
  "guys ",
  "the the ",
  "sanity check ",
  "whitelist ",
  "10+ years of experience ",
  "Bachelor's degree ",
  "03/04/2026 ",
  "“",
  "”",
  '"',
  "'",
  "’",
  "*",
  "_",
  "**",
  "`",
  "é",
  "👩‍💻",
  "\u200b",
  "\uFFFC",
  "\r\n",
  "\t",
  "he ",
  "Maria Lopez ",
  "@ana ",
);

describe("every rule", () => {
  test("keeps its word on pages of any kind", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom(...types), (parts, type) => {
        const page = pageOf({ text: parts.join(""), type });
        for (const id of ids) {
          const reports = reportsOf(id, page);
          for (const { span, message, suggestions = [] } of reports) {
            expect(span.start, id).toBeGreaterThanOrEqual(0);
            expect(span.end, id).toBeGreaterThanOrEqual(span.start);
            expect(span.end, id).toBeLessThanOrEqual(page.source.length);
            expect(message.length, message).toBeLessThanOrEqual(120);
            for (const { edits } of suggestions) {
              for (const edit of edits) {
                expect(edit.span.start, id).toBeLessThanOrEqual(edit.span.end);
                expect(edit.span.end, id).toBeLessThanOrEqual(page.source.length);
              }
            }
          }
          expect(reportsOf(id, page), id).toEqual(reports);
        }
      }),
      { numRuns: 60 },
    );
  });

  // A tenth of a megabyte of what regular expressions fear.
  test.each([
    ["spaces", " ".repeat(100_000)],
    ["one long word", "a".repeat(100_000)],
    ["one word over and over", "the ".repeat(25_000)],
    ["pairs of pronouns", "he or she ".repeat(10_000)],
    ["quotation marks", '"“'.repeat(25_000)],
    ["capitals", "Maria ".repeat(20_000)],
    ["digits", "1-".repeat(50_000)],
    ["brackets", "[add ".repeat(15_000)],
    ["braces", "{add ".repeat(15_000)],
    ["hyphens", "non-".repeat(25_000)],
    ["degrees and years", "Bachelor's degree or 10 years ".repeat(2_000)],
    ["headings", "## Requirements\n\n".repeat(5_000)],
    ["marks", "*a_ [b](c ".repeat(10_000)],
    ["conflict markers", "<<<<<<< a\n".repeat(10_000)],
  ])("takes linear time over %s", (_, body) => {
    const pageWith = (text: string) =>
      pageOf({
        text: `---\ntitle: Leave\n---\n\n## Requirements\n\n${text}\n`,
        type: "job-family",
      });
    const whole = pageWith(body);
    const part = pageWith(body.slice(0, body.length / PARTS));
    // One rule of markdownlint stands for all: nearly all its time is parsing.
    const tried = ids.filter((id) => !/^markdownlint\/MD(?!011|040|045|056)/.test(id));
    const slow = tried.filter((id) =>
      growsTooFast(
        () => tryRule(id, part),
        () => tryRule(id, whole),
      ),
    );
    expect(slow).toEqual([]);
  });
});

function tryRule(id: string, page: ReturnType<typeof pageOf>): void {
  try {
    reportsOf(id, page);
  } catch (error) {
    // markdownlint's parser is quadratic; the adapter says that it does not look.
    expect(String(error)).toMatch(/too many lines, marks or blocks/);
  }
}

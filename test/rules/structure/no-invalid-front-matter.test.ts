import { expect, test } from "vitest";
import { createHandbook } from "../../../src/handbook/create-handbook.ts";
import { createLinter } from "../../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../../src/lint/lint-config.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { pageOf, reportsOf, rules } from "../built-in.ts";

const id = "structure/no-invalid-front-matter";

test.each([
  ["a value with a colon", "---\ntitle: Leave: all of it\n---\n\nText.\n", "front-matter-syntax"],
  [
    "a duplicate key",
    "---\ntitle: Leave\ntitle: Days off\n---\n\nText.\n",
    "front-matter-duplicate-key",
  ],
  ["an open front matter", "---\ntitle: Leave\n\nText.\n", "front-matter-unclosed"],
])("reports %s and says what to do", (_, text, key) => {
  const page = pageOf(text);
  const reports = reportsOf(id, page);
  expect(reports).toHaveLength(1);
  expect(page.problems.map(({ kind }) => kind)).toEqual([key]);
  expect(reports[0]?.message.length).toBeLessThanOrEqual(120);
});

test.each([
  ["good front matter", "---\ntitle: 'Leave: all of it'\n---\n\nText.\n"],
  ["none", "# Leave\n\nText.\n"],
  ["a rule between two paragraphs", "# Leave\n\n---\n\nText.\n"],
])("is silent about %s", (_, text) => {
  expect(reportsOf(id, pageOf(text))).toEqual([]);
});

test.each([
  [
    "puts a value with a colon between quotes",
    "---\ntitle: Leave: all of it\nlayout: page\n---\n\nText.\n",
    '---\ntitle: "Leave: all of it"\nlayout: page\n---\n\nText.\n',
  ],
  [
    "deletes the second of two equal keys",
    "---\ntitle: Leave\nlayout: page\ntitle: Leave\n---\n\nText.\n",
    "---\ntitle: Leave\nlayout: page\n---\n\nText.\n",
  ],
])("%s, as the engine proves", (_, text, fixed) => {
  const linter = createLinter({
    rules,
    config: defaultLintConfig,
    docsBase: "https://example.com",
  });
  const page = linter.parse("content/handbook/leave.md", text);
  const handbook = createHandbook([page]);
  const { findings, prove } = linter.lintPage(page, handbook);
  const found = findings.filter(({ rule }) => rule === id);
  const edits = prove(found).findings[0]?.suggestions[0]?.edits ?? [];
  expect(applyEdits(page.source, edits)).toBe(fixed);
});

test.each([
  ["two values of a key that differ", "---\ntitle: Leave\ntitle: Days off\n---\n\nText.\n"],
  ["a value with a comment", "---\ntitle: Leave: all # of it\n---\n\nText.\n"],
])("offers nothing for %s", (_, text) => {
  expect(reportsOf(id, pageOf(text)).map(({ suggestions }) => suggestions)).toEqual([undefined]);
});

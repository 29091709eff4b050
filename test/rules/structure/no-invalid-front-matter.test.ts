import { expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";

const id = "structure/no-invalid-front-matter";

test.each([
  ["a value with a colon", "---\ntitle: Leave: all of it\n---\n\nText.\n", "front-matter-syntax"],
  [
    "a key that stands twice",
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

import { expect, test } from "vitest";

import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { areFoundAlike } from "../../src/lint/keeps-links.ts";
import { linterOf, wordRule } from "./linter-of.ts";

const noPriorTo = wordRule("wording/no-prior-to", "Prior to", {
  suggest: (span) => [
    { label: "Write “Before”", edits: [{ span, text: "Before" }], isSafe: false },
  ],
});
const linter = linterOf([noPriorTo]);
const path = "handbook/start.md";
const start = "# Start\n\n## Prior to the start\n\nAsk.\n";

/** Whether the heading may be reworded on a page, in a handbook with another page. */
function isOffered(source: string, other = "# Leave\n"): boolean {
  const page = linter.parse(path, source);
  const handbook = createHandbook([page, linter.parse("handbook/leave.md", other)]);
  const { findings, prove } = linter.lintPage(page, handbook);
  return prove(findings).findings.some(({ suggestions }) => suggestions.length > 0);
}

test.each([
  ["nobody links to the heading", start, undefined],
  ["others link to the page alone", start, "[Start](start.md)\n"],
  ["others link to another heading", `${start}\n## Pay\n`, "[Pay](start.md#pay)\n"],
  [
    "the anchor stays, because the author set it",
    start.replace("start\n\nAsk", "start {#begin}\n\nAsk"),
    "[x](start.md#begin)\n",
  ],
  [
    "another heading has the same anchor",
    `${start}\n## Before the start {#prior-to-the-start}\n`,
    "[x](start.md#prior-to-the-start)\n",
  ],
  [
    "the page links to a heading of that name on another page",
    `${start}\n[x](leave.md#prior-to-the-start)\n`,
    "# Leave\n\n## Prior to the start\n",
  ],
  [
    "the page links to an anchor of a page that is not there",
    `${start}\n[x](no.md#prior-to-the-start)\n`,
    undefined,
  ],
])("a heading is reworded where %s", (_, source, other) => {
  expect(isOffered(source, other)).toBe(true);
});

const anchor = "#prior-to-the-start";
test.each([
  ["another page links to it", start, `[x](start.md${anchor})\n`],
  ["another page links to it in HTML", start, `<a href="start.md${anchor}">x</a>\n`],
  ["another page links to it in capitals", start, `[x](start.md${anchor.toUpperCase()})\n`],
  ["the page itself links to it", `${start}\n[x](${anchor})\n`, undefined],
  ["the page links to it by its own name", `${start}\n[x](start.md${anchor})\n`, undefined],
  [
    "the page holds a template call, and links to it",
    `${start}\n[x](${anchor})\n\n{{% include "more.md" %}}\n`,
    undefined,
  ],
  [
    "the page holds a template call, and others link to it",
    `${start}\n{{% include "more.md" %}}\n`,
    `[x](start.md${anchor})\n`,
  ],
  [
    "a link counts from a second heading of the same name",
    `${start}\n## Prior to the start\n`,
    `[x](start.md${anchor}-1)\n`,
  ],
])("a heading stays as it is where %s", (_, source, other) => {
  expect(isOffered(source, other)).toBe(false);
});

test.each([
  ["words of a text", "# A\n\nText\n", "# A\n\nMore\n", true],
  ["words of front matter", "---\ntitle: A\n---\n", "---\ntitle: B\n---\n", false],
  ["front matter that comes", "# A\n", "---\ntitle: A\n---\n\n# A\n", false],
  ["a heading", "# A\n", "# B\n", false],
  ["the depth of a heading", "# A\n", "## A\n", false],
  ["the id of a heading", "# A {#a}\n", "# A {#b}\n", false],
  ["an id in HTML", '<a id="a"></a>\n', '<a id="b"></a>\n', false],
])("a handbook finds pages alike that differ in %s: %#", (_, before, after, are) => {
  expect(areFoundAlike(linter.parse(path, before), linter.parse(path, after))).toBe(are);
});

test("a link is not led to a page that does not exist", () => {
  const rule = wordRule("links/no-leave", "", {
    *check({ links, source }) {
      for (const { targetSpan: span } of links) {
        if (span === undefined) continue;
        const edits = ["pay.md", "leave.md#none", "leave.md"].map((text) => [{ span, text }]);
        const suggestions = edits.map((edits) => ({ label: "Lead on", edits, isSafe: false }));
        if (source.includes("old.md")) yield { span, message: "An old link", suggestions };
      }
    },
  });
  const leaving = linterOf([rule]);
  const page = leaving.parse("handbook/a.md", "[Leave](old.md)\n");
  const handbook = createHandbook([page, leaving.parse("handbook/leave.md", "# Leave\n")]);
  const { findings, prove } = leaving.lintPage(page, handbook);
  const [proven] = prove(findings).findings;
  expect(proven?.suggestions.map(({ edits }) => edits[0]?.text)).toEqual(["leave.md"]);
});

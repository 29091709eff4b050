import { expect, test } from "vitest";
import { builtInRules } from "../../../rules/index.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { metas, pageOf, reportsOf, ruleFiles, writeReport } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

test.each([
  ["comments that never end", "<!--\n".repeat(3_200)],
  ["footnotes in footnotes", "[^a]: x\n    ".repeat(1_300)],
  ["marks in one paragraph", "*a ".repeat(5_300)],
  ["containers", ":::\n".repeat(4_000)],
])("refuses a page of %s, and says so", (_, text) => {
  expect(() => reportsOf("markdownlint/MD040", pageOf(text))).toThrow(/too many lines, marks/);
});

testRule("markdownlint/MD007", {
  options: { indent: 4 },
  accepts: ["- Leave\n    - Sick leave\n"],
  rejects: [
    {
      text: "- Leave\n  - Sick leave\n",
      findings: ["2:1-2:5 “- Sick leave” has the wrong indentation for a nested bullet. Align it."],
      fixed: "- Leave\n    - Sick leave\n",
    },
  ],
});

test("speaks neither of front matter nor of templates and attribute lists", () => {
  const page = pageOf({
    text: "---\ntitle: Leave   \n---\n\n## Leave\n{: .no_toc}\n\n<%= partial 'leave' %>   \nText.\n",
    path: "source/handbook/leave/index.html.md.erb",
  });
  for (const { id } of metas.filter(({ id }) => id.startsWith("markdownlint/"))) {
    const lines = reportsOf(id, page).map(({ span }) => page.lines.locate(span.start).line);
    expect(
      lines.filter((line) => line < 5),
      id,
    ).toEqual([]);
  }
});

test("deletes a whole line where markdownlint does", () => {
  const page = pageOf("Leave.\n\n\n\nSick leave.\n");
  const edits = reportsOf("markdownlint/MD012", page).flatMap(
    ({ suggestions }) => suggestions?.[0]?.edits ?? [],
  );
  expect(applyEdits(page.source, edits)).toBe("Leave.\n\nSick leave.\n");
});

test.each([
  ["a no-break space", "\u00a0"],
  ["a zero-width no-break space", "\ufeff"],
  ["a line separator", "\u2028"],
])("finds no end of a line in %s at the end of a link", (_, space) => {
  const page = pageOf(`See [leave${space}](/handbook/leave/) before you ask.\n`);
  expect(reportsOf("markdownlint/MD039", page)).toEqual([]);
});

test("counts lines as git does at a lone carriage return", () => {
  const page = pageOf("Leave\rof absence.\n\n```\nsend\n```\n");
  expect(reportsOf("markdownlint/MD040", page).map((it) => writeReport(page, it))).toEqual([
    "3:1-3:4 “```” has no language. Add one, or use “text”.",
  ]);
});

test("says nothing until its linter is loaded", () => {
  const page = pageOf("```\nsend\n```\n");
  const group = builtInRules(ruleFiles).find(
    (rule) => rule.scope === "group" && rule.name === "markdownlint",
  );
  const id = "markdownlint/MD040";
  expect(
    group?.scope === "group" && [
      ...group.prepare(new Map([[id, {}]]), { today: undefined })(page, new Set([id])),
    ],
  ).toEqual([]);
});

test("takes a blank line below an attribute list for the only one", () => {
  const text = "## Leave\n\n- TOC\n{:toc}\n\nTen days.\n\n<%= partial 'more' %>\n\nSick leave.\n";
  expect(reportsOf("markdownlint/MD012", pageOf({ text, path: "a.html.md.erb" }))).toEqual([]);
});

testRule("markdownlint/MD005", {
  accepts: ["- Ask.\n- Wait.\n", " - Ask.\n- Wait.\n- Sign.\n- Send.\n"],
  rejects: [
    {
      text: "- Ask.\n- Wait.\n - Sign.\n- Send.\n",
      findings: [
        "3:1-3:4 “- Sign.” is indented differently from the other items. Align it with them.",
      ],
    },
  ],
});

testRule("markdownlint/MD029", {
  accepts: [
    "1. Ask.\n1. Wait.\n",
    "1. Ask.\n2. Wait.\n\n![The form](form.png)\n\n3. Sign.\n4. Send.\n",
    "Then:\n\n4. Ask.\n5. Wait.\n",
  ],
  rejects: [
    {
      text: "1. Ask.\n3. Wait.\n4. Sign.\n",
      findings: [
        "2:1-2:4 “3. Wait.” has a wrong number for its list. Number it like the other items.",
        "3:1-3:4 “4. Sign.” has a wrong number for its list. Number it like the other items.",
      ],
      fixed: "1. Ask.\n2. Wait.\n3. Sign.\n",
    },
  ],
});

testRule("markdownlint/MD034", {
  accepts: [
    "Update to openssl@1.1.1l-fips first.\n",
    "Sign up as ana@example.com or at https://git.example.org/sign-up.\n",
  ],
  rejects: [
    {
      text: "Ask leave@gitlab.com.\n",
      findings: ["1:5-1:21 “leave@gitlab.com” is a bare address. Give it a link text."],
      fixed: "Ask <leave@gitlab.com>.\n",
    },
  ],
});

testRule("markdownlint/MD037", {
  accepts: [
    "The score is 20/40 (10 * 2 = 20, 20 * 2 = 40).\n",
    "| Use | What |\n| --- | --- |\n| Plan | * Boards <br> * Charts |\n",
    "{/* A comment. */}\n\nText.\n",
  ],
  rejects: [
    {
      text: "Ask ** your manager ** first.\n",
      findings: [
        "1:7-1:8 “Ask ** your manager ** first.” has a space inside its emphasis markers. Delete the space.",
        "1:20-1:21 “Ask ** your manager ** first.” has a space inside its emphasis markers. Delete the space.",
      ],
      fixed: "Ask **your manager** first.\n",
    },
  ],
});

testRule("markdownlint/MD028", {
  accepts: ["> Rest.\n>\n> Work.\n", "> [!note]\n> Rest.\n\n> [!warning]\n> Work.\n"],
  rejects: [
    {
      text: "> Rest.\n\n> Work.\n",
      findings: [
        "2:1-2:1 This line splits a quotation in two. Join the parts or add text between them.",
      ],
    },
  ],
});

testRule("markdownlint/MD046", {
  options: { style: "fenced" },
  accepts: [
    "```text\nleave\n```\n",
    '!!! note "Rest"\n\n    It is work.\n\n    And more.\n',
    "??? tip\n\n    Rest.\n",
  ],
  rejects: [
    {
      text: "Text.\n\n    leave\n",
      findings: [
        "3:1-3:10 “leave” is indented so far that it becomes code. Indent it less, or use a fence.",
      ],
    },
  ],
});

testRule("markdownlint/MD053", {
  accepts: [
    "See [leave][a].\n\n[a]: /leave/\n",
    "It costs $5[^1] here and $10 there.\n\n[^1]: Without tax.\n",
  ],
  rejects: [
    {
      text: "Text.\n\n[a]: /leave/\n",
      findings: ["3:1-3:13 “[a]: /leave/” is not used by any link. Delete it."],
      fixed: "Text.\n\n\n",
    },
  ],
});

testRule("markdownlint/MD049", {
  accepts: ["Ask *first* and *always*.\n"],
  rejects: [
    {
      text: "Ask *first*, then _wait_, and\n_never sign\nalone_.\n",
      findings: [
        "1:19-1:20 “Ask *first*, then _wait_, and” uses a different marker from the other italics. Use the same one.",
        "2:1-2:2 “_never sign” uses a different marker from the other italics. Use the same one.",
      ],
      fixed: "Ask *first*, then *wait*, and\n*never sign\nalone*.\n",
    },
  ],
});

testRule("markdownlint/MD050", {
  accepts: ["Ask **first**.\n"],
  rejects: [
    {
      text: "Ask **first**, _then_ __wait _a day_ or__ two.\n",
      findings: [
        "1:23-1:25 “Ask **first**, _then_ __wait _a day_ or…” uses a different marker from the other bold text. Use the same one.",
      ],
      fixed: "Ask **first**, _then_ **wait _a day_ or** two.\n",
    },
  ],
});

test("quotes the row and not a piece of it", () => {
  const page = pageOf("| Office | Days |\n| --- | --- |\n| Lisbon | 22\n");
  expect(reportsOf("markdownlint/MD055", page).map(({ message }) => message)).toEqual([
    "“| Lisbon | 22” starts or ends differently from the other rows. Add or remove the bar.",
  ]);
});

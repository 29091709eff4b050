import { describe, expect, test } from "vitest";

import { applyEdits } from "../../src/text/edit.ts";
import { brief, layer, lintText, linterOf, pageAndHandbook, wordRule } from "./linter-of.ts";

const rules = [
  wordRule("wording/no-shall", "shall"),
  wordRule("wording/no-hereby", "hereby"),
  wordRule("wording/no-thus", "thus", { status: "preview" }),
  wordRule("wording/no-henceforth", "henceforth", {
    check() {
      throw new Error("not today");
    },
  }),
];
const linter = linterOf(rules.slice(0, 3), { today: "2026-11-23" });

/** Findings with their messages, `3:1 warning wording/no-shall` and so on. */
function messages(source: string, by = linter): readonly string[] {
  return lintText(by, source).findings.map(({ rule, message }) => `${rule}: ${message}`);
}

describe("a suppression that is in order", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "of the next line takes away what starts there, and nothing further down",
      `<!-- handbook-bot-disable-next-line wording/no-shall -- quoted from the law -->
Staff shall ask.

They shall wait.
`,
      ["4:6 warning wording/no-shall"],
    ],
    [
      "of the next line reaches over blank lines",
      `<!-- handbook-bot-disable-next-line wording/no-shall -- quoted from the law -->

Staff shall ask.
`,
      [],
    ],
    [
      "names several rules",
      `<!-- handbook-bot-disable-next-line wording/no-shall, wording/no-hereby -- the law -->
We hereby say that staff shall ask.
`,
      [],
    ],
    [
      "names one rule and leaves the other",
      `<!-- handbook-bot-disable-next-line wording/no-shall -- the law -->
We hereby say that staff shall ask.
`,
      ["2:4 warning wording/no-hereby"],
    ],
    [
      "may stand on several lines and have a dash as editors write it",
      `<!-- handbook-bot-disable-next-line
     wording/no-shall — quoted
     from the law -->
Staff shall ask.
`,
      [],
    ],
    [
      "of its own line serves tables and lists",
      `- Staff shall ask. <!-- handbook-bot-disable-line wording/no-shall -- the law -->
- They shall wait.
`,
      ["2:8 warning wording/no-shall"],
    ],
    [
      "of a stretch ends where it says",
      `They shall wait.

<!-- handbook-bot-disable wording/no-shall -- the law, word for word -->

Staff shall ask. They shall wait.

<!-- handbook-bot-enable wording/no-shall -->

We shall see.
`,
      ["1:6 warning wording/no-shall", "9:4 warning wording/no-shall"],
    ],
    [
      "of a stretch that nothing ends holds to the end of the page",
      `They shall wait.

<!-- handbook-bot-disable wording/no-shall -- an old contract -->

Staff shall ask.

We shall see.
`,
      ["1:6 warning wording/no-shall"],
    ],
    [
      "is ended for one rule and goes on for the other",
      `<!-- handbook-bot-disable wording/no-shall, wording/no-hereby -- the law -->

We hereby say that staff shall ask.

<!-- handbook-bot-enable wording/no-shall -->

We hereby say that staff shall ask.
`,
      ["7:26 warning wording/no-shall"],
    ],
    [
      "is ended by an enable without a name",
      `<!-- handbook-bot-disable wording/no-shall, wording/no-hereby -- the law -->

We hereby say that staff shall ask.

<!-- handbook-bot-enable -->

We shall see.
`,
      ["7:4 warning wording/no-shall"],
    ],
    [
      "of the file holds above and below",
      `Staff shall ask.

<!-- handbook-bot-disable-file wording/no-shall -- a translation under review -->

They shall wait.
`,
      [],
    ],
    [
      "holds on the last day it names",
      `<!-- handbook-bot-disable-next-line wording/no-shall until 2026-11-23 -- the law -->
Staff shall ask.
`,
      [],
    ],
  ];
  test.each(cases)("%s", (_, source, expected) => {
    expect(brief(linter, source)).toEqual(expected);
  });
});

describe("a suppression that is not in order has no effect and says why", () => {
  const shall = "wording/no-shall: “shall” stands here";
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      "without a reason",
      "disable-next-line wording/no-shall",
      [
        "suppressions/require-reason: This suppression has no reason, so it has no effect. Add “-- why” at the end.",
        shall,
      ],
    ],
    [
      "with an empty reason",
      "disable-next-line wording/no-shall -- ",
      [
        "suppressions/require-reason: This suppression has no reason, so it has no effect. Add “-- why” at the end.",
        shall,
      ],
    ],
    [
      "with a rule that does not exist",
      "disable-next-line wording/no-shal -- the law",
      [
        "suppressions/no-unknown-rule: There is no rule “wording/no-shal”. Did you mean wording/no-shall?",
        shall,
      ],
    ],
    [
      "with a rule that is like no other",
      "disable-next-line MD013 -- the law",
      ["suppressions/no-unknown-rule: There is no rule “MD013”.", shall],
    ],
    [
      "past its day",
      "disable-next-line wording/no-shall until 2026-11-22 -- the law",
      [
        "suppressions/no-expired: This suppression ended on 2026-11-22. Fix what it hides or set a new date.",
        shall,
      ],
    ],
    [
      "with a day that is none",
      "disable-next-line wording/no-shall until 2026-02-31 -- the law",
      [
        "suppressions/no-malformed: “until” needs a date such as 2026-12-31, not “2026-02-31”.",
        shall,
      ],
    ],
    [
      "without a rule",
      "disable-next-line -- the law",
      [
        "suppressions/no-malformed: handbook-bot-disable-next-line names no rule. Add the rule's id after it.",
        shall,
      ],
    ],
    [
      "with a verb that is none",
      "disable-nextline wording/no-shall -- the law",
      [
        "suppressions/no-malformed: “handbook-bot-disable-nextline” is not an instruction. Did you mean handbook-bot-disable-next-line?",
        shall,
      ],
    ],
    [
      "that ends what was never begun",
      "enable wording/no-shall",
      [
        "suppressions/no-malformed: handbook-bot-enable has no handbook-bot-disable above it, so it has no effect.",
        shall,
      ],
    ],
  ];
  test.each(cases)("%s", (_, instruction, expected) => {
    const found = messages(`<!-- handbook-bot-${instruction} -->\nStaff shall ask.\n`);
    expect(found).toEqual(expected);
    for (const line of found) expect(line.replace(/^[^:]*: /, "").length).toBeLessThanOrEqual(120);
  });

  test("a known rule beside an unknown one still holds", () => {
    const source = `<!-- handbook-bot-disable-next-line wording/no-shall, wording/no-shell -- the law -->
Staff shall ask.
`;
    expect(messages(source)).toEqual([
      "suppressions/no-unknown-rule: There is no rule “wording/no-shell”. Did you mean wording/no-shall?",
    ]);
  });
});

describe("a suppression that suppresses nothing", () => {
  const idle = "<!-- handbook-bot-disable-next-line wording/no-shall -- the law -->\nStaff ask.\n";

  test("is reported, and its line can be deleted", () => {
    const { page, handbook } = pageAndHandbook(linter, `# Leave\n\n${idle}`);
    const { findings, prove } = linter.lintPage(page, handbook);
    expect(findings.map(({ message }) => message)).toEqual([
      "wording/no-shall finds nothing here. Delete the suppression.",
    ]);
    const [proven] = prove(findings).findings;
    const edits = proven?.suggestions[0]?.edits ?? [];
    expect(applyEdits(page.source, edits)).toBe("# Leave\n\nStaff ask.\n");
  });

  test("is reported for each of its rules", () => {
    const source =
      "<!-- handbook-bot-disable-next-line wording/no-shall, wording/no-hereby -- the law -->\nStaff ask.\n";
    expect(lintText(linter, source).findings).toHaveLength(2);
  });

  test.each([
    ["is off", linterOf(rules.slice(0, 3), { layers: [layer({ "wording/no-shall": "off" })] })],
    ["did not run", linterOf(rules.slice(0, 3), { only: new Set(["wording/no-hereby"]) })],
  ])("is left alone while its rule %s", (_, by) => {
    expect(messages(idle, by)).toEqual([]);
  });

  test("is left alone where its rule could not finish", () => {
    const source =
      "<!-- handbook-bot-disable-next-line wording/no-henceforth -- the law -->\nStaff ask.\n";
    const result = lintText(linterOf(rules), source);
    expect(result.findings).toEqual([]);
    expect(result.faults).toHaveLength(1);
  });

  test("is not called used by what it does not reach", () => {
    const source = `They shall wait.\n\n${idle}`;
    expect(brief(linter, source)).toEqual([
      "1:6 warning wording/no-shall",
      "3:1 warning suppressions/no-unused",
    ]);
  });
});

describe("a page cannot keep the engine busy with", () => {
  test("hundreds of suppressions", () => {
    const comment = "<!-- handbook-bot-disable wording/no-shall -- why not -->\n\n";
    const { findings } = lintText(linter, `${comment.repeat(400)}Staff shall ask.\n`);
    expect(findings.filter(({ rule }) => rule === "suppressions/no-malformed")).toMatchObject([
      { message: "A page has at most 200 suppressions. This one and those after it are ignored." },
    ]);
  });

  test("a comment of many rules", () => {
    const names = Array.from({ length: 11 }, (_, at) => `wording/no-${at}`).join(" ");
    expect(messages(`<!-- handbook-bot-disable-file ${names} -- why not -->\n`)).toEqual([
      "suppressions/no-malformed: handbook-bot-disable-file names 11 rules. One comment can name at most 10.",
    ]);
  });
});

describe("what is no suppression", () => {
  test.each([
    [
      "an instruction in a code block",
      "```html\n<!-- handbook-bot-disable-file wording/no-shall -- why -->\n```\n",
    ],
    [
      "an instruction in a code span",
      "`<!-- handbook-bot-disable-file wording/no-shall -- why -->` is how.\n",
    ],
    ["an instruction in indented code", "    handbook-bot-disable-file wording/no-shall -- why\n"],
    ["an instruction in text", "handbook-bot-disable-file wording/no-thus -- why\n"],
    ["another comment", "<!-- handbook-bot: see the handbook -->\n"],
    ["another tool's comment", "<!-- markdownlint-disable MD013 -->\n"],
  ])("%s", (_, source) => {
    expect(messages(`${source}\nStaff shall ask.\n`)).toEqual([
      "wording/no-shall: “shall” stands here",
    ]);
  });
});

test("nothing expires without a day to judge by", () => {
  const source =
    "<!-- handbook-bot-disable-next-line wording/no-shall until 2020-01-01 -- the law -->\nStaff shall ask.\n";
  expect(messages(source, linterOf(rules.slice(0, 3)))).toEqual([]);
});

test("the engine's own findings cannot be suppressed in a page, but by a configuration", () => {
  const source = `<!-- handbook-bot-disable-file suppressions/no-unused -- leave me alone -->
<!-- handbook-bot-disable-file wording/no-shall -- the law -->
Staff ask.
`;
  expect(brief(linter, source)).toEqual(["2:1 warning suppressions/no-unused"]);
  const layers = [layer({ suppressions: "off" })];
  expect(brief(linterOf(rules.slice(0, 3), { layers }), source)).toEqual([]);
});

test("findings on changes are suppressed as well", () => {
  const { scope: _, check: __, ...meta } = rules[0]!;
  const by = linterOf([
    {
      ...meta,
      scope: "change",
      *check({ after }) {
        const start = after?.prose.indexOf("shall") ?? -1;
        yield { span: { start, end: start + 5 }, message: "The duty is new" };
      },
    },
  ]);
  const { page, handbook } = pageAndHandbook(
    by,
    "<!-- handbook-bot-disable-next-line wording/no-shall -- agreed -->\nStaff shall ask.\n",
  );
  const around = { before: handbook, after: handbook };
  expect(by.lintChange({ before: undefined, after: page }, around).findings).toEqual([]);
});

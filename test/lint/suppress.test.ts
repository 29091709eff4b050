import { describe, expect, test } from "vitest";
import { brief } from "./linter-of.ts";
import { linter, messages } from "./suppression-rules.ts";

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

  test("a missing reason is said once, whatever ends the suppression", () => {
    const missing =
      "suppressions/require-reason: This suppression has no reason, so it has no effect. Add “-- why” at the end.";
    const one = "<!-- handbook-bot-disable wording/no-shall -->\n\nText.\n\n";
    const end = (rules: string): string => `<!-- handbook-bot-enable${rules} -->\n`;
    expect(messages(one + end(""))).toEqual([missing]);
    expect(messages(one + end(" wording/no-shall"))).toEqual([missing]);
    expect(messages(one + end(" wording/no-hereby"))).toEqual([
      missing,
      expect.stringMatching(/^suppressions\/no-malformed: handbook-bot-enable has no/),
    ]);
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

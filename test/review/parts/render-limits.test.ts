import { describe, expect, test } from "vitest";
import {
  configuration,
  type ConfigurationChange,
} from "../../../src/review/parts/configuration.ts";
import { policyChanges } from "../../../src/review/parts/policy-changes.ts";
import { readability } from "../../../src/review/parts/readability.ts";
import { describeDifference, whatIf } from "../../../src/review/parts/what-if.ts";
import type { PolicyChange } from "../../../src/policy/policy-changes.ts";
import type { RuleDifference } from "../../../src/change/what-if/compare-runs.ts";

const none = { count: 0, examples: [] };

function difference(at: number, more: Partial<RuleDifference> = {}): RuleDifference {
  const rule = `words/r${at}` as const;
  return { rule, added: { count: 1, examples: [] }, removed: none, changed: none, ...more };
}

function numbered<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

describe("what another configuration changes is written", () => {
  test("with examples of each kind", () => {
    const examples = (severity: "error" | "warning") => ({
      count: 1_200,
      examples: [{ path: "a.md", line: 3, severity, message: "Say “people”." }],
    });
    const rule = difference(1, {
      added: examples("warning"),
      removed: examples("warning"),
      changed: examples("error"),
    });
    expect(whatIf.render({ rules: [rule], pages: 1, unread: 0 }, {})).toBe(
      [
        "What the new configuration changes on 1 page, old findings included:",
        "",
        "- `words/r1`: 1,200 more, 1,200 fewer and 1,200 of another severity",
        "  - new: `a.md:3` Say `people`.",
        "  - gone: `a.md:3` Say `people`.",
        "  - now error: `a.md:3` Say `people`.",
      ].join("\n"),
    );
  });

  test("for ten rules", () => {
    const rows = (count: number) =>
      whatIf
        .render({ rules: numbered(count, difference), pages: 2, unread: 0 }, {})
        .split("\n")
        .slice(2);
    expect(rows(10)).toEqual(numbered(10, (at) => `- \`words/r${at}\`: 1 more`));
    expect(rows(11).slice(10)).toEqual(["- and 1 more rule"]);
    expect(rows(12).slice(10)).toEqual(["- and 2 more rules"]);
  });

  test("with the pages that nobody has read", () => {
    const given = { pages: 2, unread: 40 };
    const sentence = "Not counted: 40 pages that it includes for the first time.";
    expect(whatIf.render({ rules: [], ...given }, {})).toBe(
      `The new configuration changes no finding on 2 pages. ${sentence}`,
    );
    const text = whatIf.render({ rules: numbered(1, difference), ...given }, {});
    expect(text).toMatch(new RegExp(`1 more\n\n${sentence}$`));
  });

  test("in eight thousand characters", () => {
    const message = "word ".repeat(100).trim();
    const example = { path: "a.md", line: 1, severity: "warning" as const, message };
    const long = (at: number) =>
      difference(at, { added: { count: 3, examples: [example, example, example] } });
    const text = whatIf.render({ rules: numbered(10, long), pages: 2, unread: 0 }, {});
    expect(text.match(/^- `words/gm)).toHaveLength(5);
    expect(text).toMatch(/\n- and 5 more rules$/);
  });

  test.each<[Partial<RuleDifference>, string]>([
    [{}, "1 more"],
    [{ added: none, removed: { count: 2, examples: [] } }, "2 fewer"],
    [{ removed: { count: 2, examples: [] } }, "1 more and 2 fewer"],
    [{ added: none, changed: { count: 1, examples: [] } }, "1 of another severity"],
    [{ added: none }, ""],
  ])("as %j: %s", (more, text) => {
    expect(describeDifference(difference(1, more))).toBe(text);
  });
});

describe("what becomes of policies is written", () => {
  const change: PolicyChange = {
    path: "a.md",
    section: undefined,
    kinds: ["weaker"],
    was: "You must ask.",
    is: "You may ask.",
    wasMarks: [],
    isMarks: [],
  };
  const rows = (changes: readonly PolicyChange[]) =>
    policyChanges.render(changes, {}).split("\n").slice(4);

  test.each<[string, Partial<PolicyChange>, string]>([
    ["a sentence", {}, "`a.md` | weaker | `You must ask.` | `You may ask.`"],
    ["a new one", { was: "" }, "`a.md` | weaker | — | `You may ask.`"],
    [
      "a heading",
      { section: "Notice" },
      "`a.md` `Notice` | weaker | `You must ask.` | `You may ask.`",
    ],
    [
      "several kinds",
      { kinds: ["weaker", "duration"] },
      "`a.md` | weaker, duration | `You must ask.` | `You may ask.`",
    ],
    [
      "what differs",
      { wasMarks: [{ start: 4, end: 8 }], isMarks: [{ start: 4, end: 7 }] },
      "`a.md` | weaker | `You` **`must`** `ask.` | `You` **`may`** `ask.`",
    ],
    [
      "what differs at an end, without a gap",
      {
        wasMarks: [
          { start: 0, end: 3 },
          { start: 9, end: 12 },
        ],
      },
      "`a.md` | weaker | **`You`** `must` **`ask`**`.` | `You may ask.`",
    ],
    [
      "blanks that differ not at all",
      {
        wasMarks: [
          { start: 0, end: 3 },
          { start: 3, end: 4 },
          { start: 4, end: 8 },
        ],
      },
      "`a.md` | weaker | **`You`** **`must`** `ask.` | `You may ask.`",
    ],
    [
      "as a whole where more than twelve pieces differ",
      { wasMarks: numbered(13, () => ({ start: 0, end: 1 })) },
      "`a.md` | weaker | `You must ask.` | `You may ask.`",
    ],
  ])("with %s", (_, more, row) => {
    expect(rows([{ ...change, ...more }])).toEqual([`| ${row} |`]);
  });

  test("with twelve pieces that differ", () => {
    const was = "ab ".repeat(12).trim();
    const wasMarks = numbered(12, (at) => ({ start: at * 3, end: at * 3 + 1 }));
    expect(rows([{ ...change, was, wasMarks }])[0]).toContain("**`a`**`b` **`a`**`b`");
  });

  test("in fifteen rows", () => {
    expect(rows(numbered(15, () => change))).toHaveLength(15);
    expect(rows(numbered(16, () => change)).slice(15)).toEqual([
      "",
      "And 1 more change in policies.",
    ]);
    expect(rows(numbered(17, () => change)).slice(15)).toEqual([
      "",
      "And 2 more changes in policies.",
    ]);
  });

  test("in six thousand characters", () => {
    const pieces = numbered(12, (at) => ({ start: at * 20, end: at * 20 + 10 }));
    const text = "abcdefghi ".repeat(30);
    const long = { ...change, was: text, is: text, wasMarks: pieces, isMarks: pieces };
    const whole = rows(numbered(15, () => long));
    const shown = whole.filter((row) => row.startsWith("|"));
    expect(shown.length).toBe(Math.floor(6_000 / ((shown[0]?.length ?? 0) + 1)));
    expect(whole.at(-1)).toBe(`And ${15 - shown.length} more changes in policies.`);
  });
});

describe("what becomes of the configuration is written", () => {
  const change: ConfigurationChange = {
    status: "changed",
    weaker: [],
    pages: 2_000,
    pagesLeftOut: 0,
    exceptionsAdded: 0,
    unmatched: [],
    failOn: undefined,
  };
  const weaker = (at: number, to: "info" | "off", pages: number) =>
    ({ rule: `words/r${at}`, from: "warning", to, pages }) as const;

  test("row by row, what is off first", () => {
    expect(
      configuration
        .render(
          {
            ...change,
            weaker: [weaker(1, "info", 3), weaker(2, "off", 2_000), weaker(3, "off", 1_500)],
            pagesLeftOut: 1_200,
            exceptionsAdded: 1,
            unmatched: ["“x” matches no page."],
            failOn: "never",
          },
          {},
        )
        .split("\n"),
    ).toEqual([
      "This changes the configuration, which takes effect after the merge. With it:",
      "",
      "- `x` matches no page.",
      "- 1,200 of 2,000 pages are no longer reviewed.",
      "- No finding fails the check any more.",
      "- 1 exception more.",
      "- `words/r2` is switched off on all pages.",
      "- `words/r3` is switched off on 1,500 of 2,000 pages.",
      "- `words/r1` becomes info instead of warning on 3 of 2,000 pages.",
    ]);
  });

  test("in ten rows", () => {
    const text = configuration.render(
      { ...change, weaker: numbered(11, (at) => weaker(at, "off", 1)) },
      {},
    );
    expect(text.split("\n").slice(-2)).toEqual([
      "- `words/r9` is switched off on 1 of 2,000 pages.",
      "- and 1 more",
    ]);
  });

  test.each([
    ["added", "This adds a configuration: after the merge, merge requests are reviewed by it."],
    ["changed", "This changes the configuration, which takes effect after the merge."],
    ["deleted", "This deletes the configuration: after the merge, nothing is reviewed any more."],
  ] as const)("that is %s", (status, text) => {
    expect(configuration.render({ ...change, status }, {})).toBe(text);
  });
});

test("a page that is harder to read is named with whole numbers", () => {
  const page = {
    path: "a.md",
    before: { grade: 8.4, sentenceWords: 14.5 },
    after: { grade: 11.6, sentenceWords: 20.4 },
  };
  expect(readability.render(page, {})).toBe(
    "`a.md` becomes harder to read: 15 → 20 words a sentence, grade 8 → 12 (Flesch–Kincaid).",
  );
});

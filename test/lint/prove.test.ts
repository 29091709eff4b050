import { describe, expect, test } from "vitest";

import type { Suggestion } from "../../src/lint/finding.ts";
import type { AnyRule } from "../../src/lint/rule.ts";
import type { Span } from "../../src/text/span.ts";
import { linterOf, pageAndHandbook, wordRule } from "./linter-of.ts";

function replaceBy(...texts: readonly string[]): (span: Span) => readonly Suggestion[] {
  return (span) =>
    texts.map((text) => ({
      label: `Replace with “${text}”`,
      edits: [{ span, text }],
      isSafe: true,
    }));
}

/** The texts that survive the proof, finding by finding. */
function proven(rules: readonly AnyRule[], source: string): readonly (readonly string[])[] {
  const linter = linterOf(rules);
  const { page, handbook } = pageAndHandbook(linter, source);
  const { findings, prove } = linter.lintPage(page, handbook);
  const together = prove(findings).findings;
  const single = findings.map((finding) => prove([finding]).findings[0]);
  expect(together).toEqual(single);
  return together.map(({ suggestions }) =>
    suggestions.map(({ edits }) => edits.map(({ text }) => text).join("|")),
  );
}

const noHereby = wordRule("wording/no-hereby", "hereby");

describe("a suggestion holds", () => {
  test("when the finding is gone and nothing else changes", () => {
    const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    expect(proven([rule, noHereby], "# Leave\n\nStaff shall ask, hereby.\n")).toEqual([
      ["must"],
      [],
    ]);
  });

  test("for each of many findings on a page", () => {
    const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    expect(proven([rule], "Staff shall ask. ".repeat(40))).toEqual(
      Array.from({ length: 40 }, () => ["must"]),
    );
  });

  test("when it changes the text under another finding that stays", () => {
    const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    const long = wordRule("wording/no-long-paragraph", "", {
      *check(page) {
        for (const { kind, span } of page.blocks) {
          if (kind === "paragraph" && span.end - span.start > 20) yield { span, message: "Long" };
        }
      },
    });
    expect(proven([rule, long], "# Leave\n\nAll the staff shall ask.\n")).toEqual([[], ["must"]]);
  });

  test("when it mends a heading and leaves the others", () => {
    const rule = wordRule("structure/no-shout", "LEAVE", { suggest: replaceBy("Leave") });
    expect(proven([rule], "# LEAVE\n\nText.\n\n## Parental\n\nText.\n")).toEqual([["Leave"]]);
  });

  test("when it mends front matter", () => {
    const rule = wordRule("structure/no-untitled", "untitled", {
      suggest: replaceBy("Leave"),
      *check(page) {
        const entry = page.frontMatter?.entries.find(({ value }) => value === "untitled");
        if (!entry) return;
        const span = entry.valueSpan;
        yield { span, message: "No title", suggestions: replaceBy("Leave")(span) };
      },
    });
    expect(proven([rule], "---\ntitle: untitled\nowner: people\n---\n\nText.\n")).toEqual([
      ["Leave"],
    ]);
  });
});

describe("a suggestion is dropped", () => {
  const cases: readonly (readonly [string, readonly string[], string])[] = [
    ["when the finding is still there", ["shall not"], "Staff shall ask.\n"],
    ["when something new appears", ["hereby"], "Staff shall ask.\n"],
    ["when it makes a heading of the next line", ["must\n===\n"], "Staff shall\nask.\n"],
    [
      "when it breaks a link that follows",
      ["`must"],
      "Staff shall ask [People](/people/) `now`.\n",
    ],
    [
      "when it opens a comment that swallows the rest",
      ["must\n\n<!--"],
      "Staff shall\n\n# Pay\n\nText.\n",
    ],
    [
      "when it breaks the table around it",
      ["must\n\n"],
      "| who |\n| --- |\n| staff shall |\n| all |\n",
    ],
    ["when it changes nothing", ["shall"], "Staff shall ask.\n"],
  ];
  test.each(cases)("%s", (_, texts, source) => {
    const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy(...texts) });
    expect(proven([rule, noHereby], source)).toEqual([[]]);
  });

  test("when its edits overlap, leave the page or are none", () => {
    const rule = wordRule("wording/no-shall", "shall", {
      suggest: (span) => [
        {
          label: "Overlap",
          isSafe: true,
          edits: [
            { span, text: "a" },
            { span, text: "b" },
          ],
        },
        { label: "Outside", isSafe: true, edits: [{ span: { start: 0, end: 999 }, text: "c" }] },
        { label: "Nothing", isSafe: true, edits: [] },
        { label: "Good", isSafe: true, edits: [{ span, text: "must" }] },
      ],
    });
    expect(proven([rule], "Staff shall ask.\n")).toEqual([["must"]]);
  });

  test("when it does nothing, though another one resolves its finding", () => {
    const idle = wordRule("wording/no-idle-shall", "shall", {
      suggest: () => [{ label: "Nothing", isSafe: true, edits: [] }],
    });
    const good = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    const linter = linterOf([idle, good]);
    const { page, handbook } = pageAndHandbook(linter, "Staff shall ask.\n");
    const { findings, prove } = linter.lintPage(page, handbook);
    const offered = prove(findings).findings.filter(({ suggestions }) => suggestions.length > 0);
    expect(offered.map(({ rule }) => rule)).not.toContain("wording/no-idle-shall");
  });

  test("when it cuts a character reference in two", () => {
    const inside = (from: number, to: number) =>
      wordRule("wording/no-entity", "", {
        *check({ source }) {
          const at = source.indexOf("&amp;");
          if (at === -1) return;
          const span = { start: at + from, end: at + to };
          const suggestions = [{ label: "Replace", isSafe: true, edits: [{ span, text: "x" }] }];
          yield { span, message: "A reference", suggestions };
        },
      });
    expect(proven([inside(1, 4)], "Research &amp; development\n")).toEqual([[]]);
    expect(proven([inside(0, 4)], "Research &amp; development\n")).toEqual([[]]);
    expect(proven([inside(0, 5)], "Research &amp; development\n")).toEqual([["x"]]);
  });

  test("and the good one beside it, or on the next finding, stays", () => {
    const rule = wordRule("wording/no-shall", "shall", {
      suggest: (span) => replaceBy(span.start < 20 ? "hereby" : "must", "will")(span),
    });
    expect(proven([rule, noHereby], "Staff shall ask. They shall wait.\n")).toEqual([
      ["will"],
      ["must", "will"],
    ]);
  });

  test("when a link takes its address from a definition that its text names", () => {
    const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    const source = "Staff [shall ask] and [shall wait][].\n\n[shall ask]: /a/\n[shall wait]: /b/\n";
    expect(proven([rule], source)).toEqual([[], []]);
    expect(proven([rule], "Staff [shall ask](/a/).\n")).toEqual([["must"]]);
  });

  test("when a rule fails on what comes out", () => {
    const fix = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
    const frail = wordRule("wording/no-frailty", "", {
      check({ source }) {
        if (source.includes("must")) throw new Error("out of words");
        return [];
      },
    });
    expect(proven([fix, frail], "Staff shall ask.\n")).toEqual([[]]);
  });

  test("when it breaks the front matter", () => {
    const rule = wordRule("structure/no-untitled", "untitled", {
      *check(page) {
        const entry = page.frontMatter?.entries.find(({ value }) => value === "untitled");
        if (!entry) return;
        const span = entry.valueSpan;
        yield { span, message: "No title", suggestions: replaceBy("[")(span) };
      },
    });
    expect(proven([rule], "---\ntitle: untitled\nowner: people\n---\n\nText.\n")).toEqual([[]]);
  });
});

test("good suggestions of one rule survive many bad ones of another, and the work is bounded", () => {
  let checks = 0;
  const bad = wordRule("wording/no-hence", "hence", { suggest: replaceBy("shall") });
  const good = wordRule("wording/no-shall", "shall", { suggest: replaceBy("must") });
  const counting = wordRule("wording/no-count", "", {
    check() {
      checks += 1;
      return [];
    },
  });
  const linter = linterOf([bad, good, counting]);
  const text = `${"They hence wait. ".repeat(400)}Staff shall ask.\n`;
  const { page, handbook } = pageAndHandbook(linter, text);
  const { findings, prove } = linter.lintPage(page, handbook);
  const offered = prove(findings).findings.filter(({ suggestions }) => suggestions.length > 0);
  expect(offered.map(({ rule }) => rule)).toEqual(["wording/no-shall"]);
  expect(checks).toBeLessThan(100);
});

test("a page without suggestions costs no proof", () => {
  const linter = linterOf([noHereby]);
  const { page, handbook } = pageAndHandbook(linter, "We hereby say.\n");
  const { findings, prove } = linter.lintPage(page, handbook);
  expect(prove(findings).findings).toBe(findings);
});

test("a page on which no suggestion holds is not linted without end", () => {
  let times = 0;
  const rule = wordRule("wording/no-shall", "shall", { suggest: replaceBy("shall not") });
  const counting = wordRule("wording/no-count", "", {
    *check() {
      times += 1;
      yield* [];
    },
  });
  const linter = linterOf([rule, counting]);
  const { page, handbook } = pageAndHandbook(
    linter,
    "Everybody here shall ask early. ".repeat(900),
  );
  const { findings, prove } = linter.lintPage(page, handbook);
  const { findings: proven, notices } = prove(findings);
  expect(proven.flatMap(({ suggestions }) => suggestions)).toEqual([]);
  expect(times).toBeLessThan(100);
  expect(notices).toEqual([
    expect.stringMatching(
      /^“handbook\/leave\/index\.md”: \d+ suggestions were not checked and not offered/,
    ),
  ]);
});

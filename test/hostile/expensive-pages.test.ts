import { describe, expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import { findExcess, pageBytesMax } from "../../src/page/page-limits.ts";
import type { ReviewOutcome } from "../../src/review/review.ts";
import { reviewOf } from "../change/review-of.ts";
import { rules } from "../rules/built-in.ts";
import { type ExpensivePage, full } from "./expensive/expensive-page.ts";
import { expensivePages, longestPages } from "./expensive/expensive-pages.ts";

const config = {
  ...defaultLintConfig,
  preview: true,
  today: "2026-11-23",
  // It takes most of the time, and refuses on its own what takes more.
  layers: [{ source: "test", rules: { markdownlint: { level: "off" } } }],
} as const;
const linter = createLinter({ rules, docsBase: "https://bot.example.com/rules", config });
const ordinaryPath = "content/handbook/pay.md";
const tooLarge = [
  ["more than 500 kB", "Ask the guys. ".repeat(36_000)],
  ["ten megabytes", "Ask the guys. ".repeat(750_000)],
  ["more than 500 kB of letters of three bytes", "人".repeat(170_000)],
] as const;

/** A merge request that brings a page, and an ordinary one beside it. */
function review({ path, before, text }: Omit<ExpensivePage, "name">): ReviewOutcome {
  const pages = before === undefined ? [] : [linter.parse(path, before())];
  const people = linter.parse("content/handbook/people.md", "# People\n\nAsk the people team.\n");
  const handbook = createHandbook([people, ...pages], { layout: "hugo" });
  const status = before === undefined ? "added" : "modified";
  const ordinary = "# Pay\n\nAsk the guys.\n";
  return reviewOf(
    [
      { status, path, oldPath: path, before: before?.(), after: text(), diff: undefined },
      {
        status: "added",
        path: ordinaryPath,
        oldPath: ordinaryPath,
        before: undefined,
        after: ordinary,
        diff: undefined,
      },
    ],
    handbook,
    linter,
  );
}

/** What the review says of a page, and that it looked at the ordinary one. */
function saidOf({ path }: Pick<ExpensivePage, "path">, outcome: ReviewOutcome): readonly string[] {
  const of = (wanted: string): readonly (readonly [string, string])[] =>
    outcome.placed
      .filter(({ finding }) => finding.path === wanted)
      .map(({ finding }) => [finding.rule, finding.message]);
  expect(of(ordinaryPath).map(([rule]) => rule)).toContain("inclusive/no-gendered-noun");
  return of(path)
    .filter(([rule]) => rule === "structure/no-unreadable-page")
    .map(([, message]) => message);
}

describe("a page that costs more than its size", () => {
  test.each(expensivePages.filter(({ text }) => findExcess(text()) !== undefined))(
    "of $name is named with what it has too much of, and nothing else of it is looked at",
    (page) => {
      const { before, ...added } = page;
      const outcome = review(added);
      const most = findExcess(page.text());
      expect(saidOf(page, outcome)).toEqual([
        `This page has more than ${most?.max.toLocaleString("en")} ${most?.what} and was not checked. Split or simplify it.`,
      ]);
      expect(outcome.placed.filter(({ finding }) => finding.path === page.path)).toHaveLength(1);
      expect(outcome.faults).toEqual([]);
      expect(outcome.notices).toEqual([]);
      if (before === undefined) return;
      // The page was too much before: that is nothing new, but a reader has to know that nobody looked.
      const changed = review(page);
      if (findExcess(before()) !== undefined) expect(changed.notices).toHaveLength(1);
    },
  );

  // `node bench/page-costs.ts` reviews all of them, and measures it.
  test.each(longestPages.filter((_, nth) => nth % 8 === 0))(
    "of $name is read by every check",
    (page) => {
      const outcome = review(page);
      expect(saidOf(page, outcome)).toEqual([]);
      expect(outcome.faults).toEqual([]);
    },
  );

  test.each(tooLarge)("of %s is named", (_, text) => {
    const page = { path: "content/handbook/leave.md", text: () => text };
    const outcome = review(page);
    expect(saidOf(page, outcome)).toEqual([
      "This page is larger than 500 kB and was not checked. Split it.",
    ]);
  });
});

test("a page of everything that real pages have most of is read", () => {
  const most =
    full(
      "<b>Ask</b> *the* [team](/a/) `now` & (soon) “or” never_more, see https://a.example.\n\n",
      80_000,
    ) +
    full("- Ask.\n", 20_000) +
    `\n|${full("a|", 50)}\n|${full("-|", 50)}\n${full(`|${full("b|", 50)}\n`, 6_000)}`;
  expect(most.length).toBeLessThan(pageBytesMax);
  expect(findExcess(most)).toBeUndefined();
});

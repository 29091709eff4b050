import { describe, expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import type { ReviewOutcome } from "../../src/review/review.ts";
import { reviewOf } from "../change/review-of.ts";
import { rules } from "../rules/built-in.ts";
import { costlyPages, enormousPages, overlargePages } from "./enormous-pages.ts";

const config = { ...defaultLintConfig, preview: true, today: "2026-11-23" };
const linter = createLinter({ rules, docsBase: "https://bot.example.com/rules", config });
const people = linter.parse("content/handbook/people.md", "# People\n\nAsk the people team.\n");
const handbook = createHandbook([people], { layout: "hugo" });

const enormousPath = "content/handbook/leave.md";
const ordinaryPath = "content/handbook/pay.md";

/** Some ten times what the slowest takes: less than the half minute after which a job passes for lost. */
const timeoutMs = 60_000;

/** A merge request that adds a page, and an ordinary one beside it. */
function review(text: string): ReviewOutcome {
  return reviewOf(
    [
      {
        status: "added",
        path: enormousPath,
        oldPath: enormousPath,
        before: undefined,
        after: text,
      },
      {
        status: "added",
        path: ordinaryPath,
        oldPath: ordinaryPath,
        before: undefined,
        after: "# Pay\n\nAsk the guys.\n",
      },
    ].map((change) => ({ ...change, status: "added", diff: undefined })),
    handbook,
    linter,
  );
}

function rulesOn(path: string, { placed }: ReviewOutcome): readonly string[] {
  return placed.filter(({ finding }) => finding.path === path).map(({ finding }) => finding.rule);
}

describe("an enormous page", () => {
  test.each(enormousPages)(
    "with %s is read by every check in good time",
    (_, text) => {
      const outcome = review(text);
      expect(outcome.faults).toEqual([]);
      expect(rulesOn(ordinaryPath, outcome)).toContain("inclusive/no-gendered-noun");
    },
    timeoutMs,
  );

  test.each(costlyPages)(
    "with %s is refused by markdownlint alone, in good time",
    (_, text) => {
      const outcome = review(text);
      expect(outcome.faults).toEqual([
        {
          path: enormousPath,
          rule: undefined,
          message:
            "markdownlint: Error: “this page has too many lines, marks or blocks for markdownlint; split the page”",
        },
      ]);
      expect(rulesOn(ordinaryPath, outcome)).toContain("inclusive/no-gendered-noun");
    },
    timeoutMs,
  );

  test.each(overlargePages)("of %s is not read, which the review says", (_, text) => {
    const outcome = review(text);
    expect(outcome.faults).toEqual([]);
    expect(outcome.notices).toEqual([
      `“${enormousPath}”: The page is larger than 1000000 bytes and was not read.`,
    ]);
    expect(rulesOn(enormousPath, outcome)).toContain("structure/no-unreadable-page");
    expect(rulesOn(ordinaryPath, outcome)).toContain("inclusive/no-gendered-noun");
  });
});

import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import { quote } from "../../src/lint/rule.ts";
import { visibleText } from "../../src/review/marker.ts";
import type { ReviewOutcome } from "../../src/review/review.ts";
import { renderSummary, type Coverage } from "../../src/review/summary.ts";
import { liveParts } from "./inert.ts";
import { hostile, outcome, placed, policy } from "./samples.ts";
import { count } from "../../src/text/wording.ts";

function summary(
  listed: readonly PlacedFinding[],
  more: Partial<ReviewOutcome> = {},
  said: Partial<Coverage> = {},
): string {
  const found = outcome(listed, more);
  return renderSummary(
    found,
    { listed, commented: 0, dismissed: [], isMassChange: false, ...said },
    policy,
  );
}

function rows(body: string): string[] {
  return body.split("\n").filter((line) => line.startsWith("| [") || line.startsWith("| `"));
}

describe("renderSummary", () => {
  it("groups by page, then rule, with counts, pages with errors first", () => {
    const same = [1, 2, 3].map((line) => placed({ path: "a.md", text: `guys ${line}`, line }));
    const body = summary([
      ...same,
      placed({ path: "a.md", rule: "links/no-missing-page", message: "No page is there." }),
      placed({ path: "b.md", severity: "error", message: "The section is missing." }),
    ]);
    expect(rows(body).map((row) => row.replace(/\]\([^)]*\)/g, "]"))).toEqual([
      "| [`b.md`] | The section is missing. | [`language/no-guys`] · error |",
      "| [`a.md`] | `guys 1` leaves people out; say who is meant. (and 2 more) | [`language/no-guys`] |",
      "| [`a.md`] | No page is there. | [`links/no-missing-page`] |",
    ]);
  });

  it("lists what is for information folded, each with its place and text", () => {
    const info = (rule: `${string}/${string}`, line: number): PlacedFinding =>
      placed({ rule, severity: "info", line, ordinal: line });
    const placedInfos = [info("prose/b", 1), info("prose/a", 2), info("prose/b", 3)];
    const body = renderSummary(
      outcome(placedInfos),
      { listed: [], commented: 0, dismissed: [], isMassChange: false },
      policy,
    );
    expect(body.replace(/\]\([^)]*\)/g, "]")).toContain(
      "<details><summary>For information only: 3 findings</summary>\n\n" +
        "- `people/leave.md` line 1: `guys` leaves people out; say who is meant. [`prose/b`]\n",
    );
    expect(body).toContain("[`prose/a`]");
    expect(body).toContain("\n\n</details>");
  });

  it("tells in one line how much harder a page became to read", () => {
    const readability = {
      path: "people/@all.md",
      before: { grade: 8.2, sentenceWords: 14.1 },
      after: { grade: 11.6, sentenceWords: 19.7 },
    };
    expect(summary([placed({})], { parts: { readability } })).toContain(
      "\n\n`people/@all.md` becomes harder to read: 14 → 20 words a sentence, grade 8 → 12 (Flesch–Kincaid).\n\n",
    );
  });

  it("shows what becomes of policies side by side, and who has to approve, calling nobody", () => {
    const body = summary([], {
      parts: {
        policyChanges: [
          {
            path: "policies/leave.md",
            section: "Sick leave",
            kinds: ["weaker", "duration"],
            was: "You must tell us | within 1 day.",
            is: "You should tell us within 2 days.",
            wasMarks: [
              { start: 4, end: 8 },
              { start: 19, end: 31 },
            ],
            isMarks: [
              { start: 4, end: 10 },
              { start: 19, end: 32 },
            ],
          },
          {
            path: "policies/pay.md",
            section: undefined,
            kinds: ["section removed"],
            was: "Pay",
            is: "",
            wasMarks: [],
            isMarks: [],
          },
        ],
        approvals: {
          owners: [
            { section: "Controlled Documents", names: ["people/leads", "jo"], approvals: 2 },
          ],
          steps: ["Total Rewards"],
        },
      },
    });
    expect(body).toContain(
      [
        "**Handbook review.** No errors or warnings were found.",
        "",
        "What this changes in policies, for their owners to know; none of it fails the check:",
        "",
        "| Policy | What | Before | After |",
        "| --- | --- | --- | --- |",
        "| `policies/leave.md` `Sick leave` | weaker, duration | `You` **`must`** `tell us ¦` **`within 1 day`**`.` | `You` **`should`** `tell us` **`within 2 days`**`.` |",
        "| `policies/pay.md` | section removed | `Pay` | — |",
        "",
        "Approvals that CODEOWNERS asks for: 2 of `people/leads`, `jo` for `Controlled Documents`. " +
          "Steps of approval for these pages: `Total Rewards`.",
      ].join("\n"),
    );
  });

  it("names failed checks and limits, a few of them", () => {
    const faults = Array.from({ length: 7 }, (_, index) => ({
      path: `people/${index}.md`,
      rule: "prose/no-passive" as const,
      message: "Cannot read @all of undefined",
    }));
    const body = summary([], { faults, notices: ["Only 1,000 of 1,200 pages were read."] });
    expect(body).toContain(
      "- `prose/no-passive` on `people/0.md`: `Cannot read @all of undefined`",
    );
    expect(body).toContain("- and 2 more");
    expect(body).toContain("Limits that were reached:\n\n- Only 1,000 of 1,200 pages were read.");
    expect(body).toContain("**Handbook review.** No errors or warnings were found.");
  });

  it("stays below its limit and says what it left out", () => {
    const listed = Array.from({ length: 3_000 }, (_, index) =>
      placed({ path: `people/page-${index}.md`, severity: index === 2_999 ? "error" : "warning" }),
    );
    const body = summary(listed, {}, { isMassChange: true });
    expect(body.length).toBeLessThanOrEqual(20_000);
    expect(rows(body)[0]).toContain("people/page-2999.md");
    expect(body).toContain(
      `${count(3_000 - rows(body).length, "more finding")} would not fit here.`,
    );
  });

  it("stays below its limit with long names everywhere", () => {
    const long = "x/".repeat(2_000);
    const listed = Array.from({ length: 50 }, (_, index) =>
      placed({ path: `${long}${index}.md`, message: `${"word ".repeat(100)}${index}` }),
    );
    const infos = Array.from({ length: 50 }, (_, index) =>
      placed({ severity: "info", rule: `prose/${"rule".repeat(20)}-${index}` }),
    );
    const faults = listed.map(({ finding: { path } }) => ({
      path,
      rule: undefined,
      message: "y".repeat(500),
    }));
    const notices = Array.from({ length: 50 }, () => "z ".repeat(600));
    const policyChanges = Array.from({ length: 400 }, () => ({
      path: long,
      section: "`".repeat(500),
      kinds: ["weaker" as const],
      was: "`|".repeat(200),
      is: "|".repeat(500),
      wasMarks: [{ start: 3, end: 150 }],
      isMarks: [],
    }));
    const names = Array.from({ length: 50 }, () => "n".repeat(200));
    const approvals = {
      owners: Array.from({ length: 50 }, () => ({ section: long, names, approvals: 1 })),
      steps: names.slice(0, 10),
    };
    const body = renderSummary(
      outcome([...listed, ...infos], { faults, notices, parts: { policyChanges, approvals } }),
      { listed, commented: 3, dismissed: [], isMassChange: true },
      policy,
    );
    expect(body.length).toBeLessThanOrEqual(20_000);
  });

  it("is inert whatever pages, rules and failures say", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), hostile, (texts, name) => {
        const listed = texts.map((text, line) =>
          placed({
            message: `${quote(text)} ${text}`,
            path: `${name}${text}.md`,
            line,
            ordinal: line,
          }),
        );
        const body = summary(listed, {
          notices: [...texts, quote(name)],
          faults: texts.map((text) => ({ path: text, rule: "prose/a", message: `${text}${name}` })),
          parts: {
            policyChanges: texts.map((text) => ({
              path: `${name}.md`,
              section: text,
              kinds: ["reversed"],
              was: `${name}${text}`,
              is: text,
              wasMarks: [{ start: 1, end: 3 }],
              isMarks: [
                { start: 0, end: 1 },
                { start: 2, end: text.length },
              ],
            })),
            approvals: {
              owners: [{ section: name, names: texts, approvals: 1 }],
              steps: [name, ...texts],
            },
          },
        });
        expect(liveParts(body)).toEqual([]);
        const cells = visibleText(body)
          .split("\n")
          .filter((line) => line.startsWith("| "));
        expect(new Set(cells.map((row) => row.split("|").length))).toEqual(new Set([5, 6]));
      }),
      { numRuns: 500 },
    );
  });
});

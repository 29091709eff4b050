import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import { visibleText } from "../../src/review/marker.ts";
import type { ReviewOutcome, ReviewPolicy } from "../../src/review/review.ts";
import {
  type Coverage,
  hasReasonForSummary,
  renderFoldedSummary,
  renderSummary,
} from "../../src/review/summary.ts";
import { outcome, placed, policy, type Sample } from "./samples.ts";

const all: Coverage = { listed: [], commented: 0, dismissed: [], isMassChange: false };
const footer =
  "This note is written by a bot and kept up to date; resolving a comment silences it for good. " +
  "[How to answer and suppress findings](https://docs.example.com/help).";
const approvals = { owners: [], steps: ["Legal"] };
const overlaps = [{ iid: 7, path: "a.md", kind: "changes" as const }];

/** The paragraphs of a summary, links by their text alone. */
function paragraphs(
  found: ReviewOutcome,
  coverage: Partial<Coverage> = {},
  over: Partial<ReviewPolicy> = {},
): readonly string[] {
  const body = renderSummary(found, { ...all, ...coverage }, { ...policy, ...over });
  return visibleText(body).split("\n\n");
}

function short(text: string | undefined): string | undefined {
  return text?.replace(/\]\([^)]*\)/g, "]");
}

function some(count: number, sample: Sample = {}): readonly PlacedFinding[] {
  return Array.from({ length: count }, (_, at) =>
    placed({ line: at + 1, text: `x${at}`, ...sample }),
  );
}

describe("a summary begins with what was found, and where that is said:", () => {
  const [error = placed()] = some(1, { severity: "error", line: 50 });
  const three = [...some(2), error];
  test.each<[string, ReviewOutcome, Partial<Coverage>, string]>([
    ["nothing any more", outcome([]), {}, "All findings are resolved."],
    ["information alone", outcome(some(1, { severity: "info" })), {}, "All findings are resolved."],
    [
      "nothing, beside a fault",
      outcome([], { notices: ["x"] }),
      {},
      "No errors or warnings were found.",
    ],
    [
      "nothing, beside a part",
      outcome([], { parts: { overlaps } }),
      {},
      "No errors or warnings were found.",
    ],
    [
      "nothing, beside a part that is no reason",
      outcome([], { parts: { approvals } }),
      {},
      "All findings are resolved.",
    ],
    [
      "nothing in many pages, beside a limit",
      outcome([], { pages: 30, notices: ["x"] }),
      { isMassChange: true },
      "It changes 30 pages, so findings are listed here instead of in the diff. No errors or warnings were found.",
    ],
    [
      "all in the diff",
      outcome(three),
      { commented: 3 },
      "This merge request introduces 1 error and 2 warnings. All are commented in the diff.",
    ],
    [
      "all here",
      outcome(three),
      { listed: three },
      "This merge request introduces 1 error and 2 warnings. They are listed here.",
    ],
    [
      "one in the diff",
      outcome(three),
      { listed: three.slice(1), commented: 1 },
      "This merge request introduces 1 error and 2 warnings. 1 is commented in the diff, 2 are listed here.",
    ],
    [
      "one here",
      outcome(three),
      { listed: [error], commented: 2 },
      "This merge request introduces 1 error and 2 warnings. 2 are commented in the diff, 1 is listed here.",
    ],
    [
      "many pages",
      outcome(three, { pages: 21 }),
      { listed: three, isMassChange: true },
      "This merge request introduces 1 error and 2 warnings. It changes 21 pages, so findings are listed here instead of in the diff. They are listed here.",
    ],
  ])("%s", (_, found, coverage, text) => {
    expect(paragraphs(found, coverage)[0]).toBe(`**Handbook review.** ${text}`);
    expect(paragraphs(found, coverage).at(-1)).toBe(footer);
  });

  test("and ends with where to read more, if there is such a page", () => {
    expect(paragraphs(outcome([]), {}, { helpUrl: undefined })).toEqual([
      "**Handbook review.** All findings are resolved.",
      "This note is written by a bot and kept up to date; resolving a comment silences it for good.",
    ]);
  });
});

test.each<[string, ReviewOutcome, Partial<ReviewPolicy>, boolean]>([
  ["nothing", outcome([]), {}, false],
  ["findings", outcome(some(2)), {}, false],
  ["a fault", outcome([], { faults: [{ path: "a.md", rule: undefined, message: "x" }] }), {}, true],
  ["a limit", outcome([], { notices: ["x"] }), {}, true],
  ["overlaps", outcome([], { parts: { overlaps } }), {}, true],
  ["approvals", outcome([], { parts: { approvals } }), {}, false],
])("%s: there is a reason for a summary: %#", (_, found, facts, is) => {
  expect(hasReasonForSummary(found, facts)).toBe(is);
});

test("a second summary points to the first", () => {
  expect(visibleText(renderFoldedSummary(policy))).toBe(
    "The summary of this review stands in an earlier note.",
  );
});

describe("the table of a summary", () => {
  const rows = (listed: readonly PlacedFinding[], over: Partial<ReviewPolicy> = {}) =>
    paragraphs(outcome(listed), { listed }, over)[1]?.split("\n").map(short);

  test("has pages with errors first, then pages, severities and rules in order, with numbers", () => {
    const finding = (path: string, rule: string, severity: "error" | "warning", line: number) =>
      placed({ path, rule: `words/${rule}`, severity, line, text: `${line}`, message: rule });
    expect(
      rows([
        finding("a.md", "b", "warning", 1),
        finding("a.md", "a", "warning", 2),
        finding("a.md", "b", "warning", 3),
        finding("c.md", "z", "warning", 4),
        finding("c.md", "b", "error", 5),
        finding("c.md", "a", "error", 6),
        finding("b.md", "b", "error", 7),
        finding("b.md", "b", "warning", 8),
      ]),
    ).toEqual([
      "| Page | Finding | Rule |",
      "| --- | --- | --- |",
      "| [`b.md`] | b. | [`words/b`] · error |".replace("b. |", "b |"),
      "| [`b.md`] | b | [`words/b`] |",
      "| [`c.md`] | a | [`words/a`] · error |",
      "| [`c.md`] | b | [`words/b`] · error |",
      "| [`c.md`] | z | [`words/z`] |",
      "| [`a.md`] | a | [`words/a`] |",
      "| [`a.md`] | b (and 1 more) | [`words/b`] |",
    ]);
  });

  test("names pages without links where there is no address, and shows no bar", () => {
    const [row] =
      rows([placed({ path: "a|b.md", message: "x | y" })], { blobUrl: undefined })?.slice(2) ?? [];
    expect(row).toBe("| `a¦b.md` | x `¦` y | [`language/no-guys`] |");
  });
});

describe("a summary lists", () => {
  test("what people dismissed, ten at most", () => {
    const dismissed = some(11).map((each) => ({
      placed: each,
      dismissal: { by: "ana", reason: "a song", rank: "member" as const },
    }));
    const [, title, list] = paragraphs(outcome(some(11)), { commented: 11, dismissed });
    expect(title).toBe("Dismissed by people:");
    const rows = list?.split("\n").map(short) ?? [];
    expect(rows[0]).toBe("- [`language/no-guys`] on `people/leave.md` by `ana`: `a song`");
    expect([rows.length, rows.at(-1)]).toEqual([11, "- and 1 more"]);
  });

  test("25 findings for information, in page order", () => {
    const infos = some(26, { severity: "info", message: "m" }).toReversed();
    const text = paragraphs(outcome(infos)).slice(1, -1).join("\n\n").split("\n");
    expect(text[0]).toBe("<details><summary>For information only: 26 findings</summary>");
    expect(short(text[2])).toBe("- `people/leave.md` line 1: m [`language/no-guys`]");
    expect(text.filter((row) => row.startsWith("- `"))).toHaveLength(25);
    expect(text.slice(-3)).toEqual(["- and 1 more", "", "</details>"]);
    const one = paragraphs(outcome(some(1, { severity: "info" }))).slice(1, -1);
    expect(one[0]).toBe("<details><summary>For information only: 1 finding</summary>");
  });

  test("no more of them than five thousand characters hold", () => {
    const infos = some(25, { severity: "info", message: "m ".repeat(290) });
    const text = paragraphs(outcome(infos)).slice(1, -1).join("\n\n").split("\n");
    const rows = text.filter((row) => row.startsWith("- `"));
    expect(rows).toHaveLength(7);
    expect(text).toContain("- and 18 more");
  });

  test("five faults, those of no rule by their page", () => {
    const faults = Array.from({ length: 6 }, (_, at) => ({
      path: `p${at}.md`,
      rule: at === 0 ? undefined : ("words/a" as const),
      message: "it stumbled",
    }));
    const [, title, list] = paragraphs(outcome([], { faults }));
    expect(title).toBe("These checks failed, which is the bot's fault and not the page's:");
    expect(list?.split("\n")).toEqual([
      "- `p0.md`: `it stumbled`",
      ...[1, 2, 3, 4].map((at) => `- \`words/a\` on \`p${at}.md\`: \`it stumbled\``),
      "- and 1 more",
    ]);
  });

  test("five limits", () => {
    const notices = ["a", "b", "c", "d", "e", "f"];
    expect(paragraphs(outcome([], { notices })).slice(1, 3)).toEqual([
      "Limits that were reached:",
      "- a\n- b\n- c\n- d\n- e\n- and 1 more",
    ]);
  });
});

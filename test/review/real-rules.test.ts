import { describe, expect, it } from "vitest";
import { noBrokenIncomingLink } from "../../rules/links/no-broken-incoming-link.ts";
import { noBrokenPageLink } from "../../rules/links/no-broken-page-link.ts";
import { noRepeatedWord } from "../../rules/prose/no-repeated-word.ts";
import { noEmptySection } from "../../rules/structure/no-empty-section.ts";
import { noSkippedHeading } from "../../rules/structure/no-skipped-heading.ts";
import type { ChangedFile } from "../../src/change/change.ts";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import { visibleText } from "../../src/review/marker.ts";
import { planReview } from "../../src/review/plan.ts";
import { reviewOf } from "../change/review-of.ts";
import { liveParts } from "./inert.ts";
import { policy } from "./samples.ts";
import { apply, counts, nothing, touch } from "./simulate.ts";

const linter = createLinter({
  rules: [noBrokenIncomingLink, noBrokenPageLink, noRepeatedWord, noEmptySection, noSkippedHeading],
  config: defaultLintConfig,
  docsBase: "https://docs.example.com/rules",
});

const leave = [
  "---",
  "title: Leave",
  "---",
  "",
  "## Notice",
  "",
  "Tell your manager as soon as you you know the dates.",
  "",
  "## Sick leave",
  "",
  "Stay at home and get well. See [pay](/handbook/pay/) for what you are paid.",
  "",
].join("\n");
const pay =
  "---\ntitle: Pay\n---\n\n## Sick pay\n\nSee [sick leave](/handbook/leave/#sick-leave).\n";
const paths = { leave: "content/handbook/leave.md", pay: "content/handbook/pay.md" };
const handbook = createHandbook([linter.parse(paths.leave, leave), linter.parse(paths.pay, pay)]);

function change(
  before: string | undefined,
  after: string | undefined,
  path = paths.leave,
): ChangedFile {
  const status = before === undefined ? "added" : after === undefined ? "deleted" : "modified";
  return { status, path, oldPath: path, before, after, diff: undefined };
}

function review(changes: readonly ChangedFile[]) {
  const outcome = reviewOf(changes, handbook, linter);
  return { outcome, plan: planReview(outcome, nothing, policy) };
}

describe("a review with rules of the handbook", () => {
  it("comments on a doubled word the author wrote, with a suggestion, and not on the old one", () => {
    const { plan, outcome } = review([change(leave, leave.replace("get well", "get get well"))]);
    expect(outcome.faults).toEqual([]);
    expect(plan.create).toHaveLength(1);
    const [comment] = plan.create;
    expect(comment?.anchor).toEqual({
      kind: "added",
      path: paths.leave,
      oldPath: paths.leave,
      newLine: 11,
    });
    expect(visibleText(comment?.body ?? "")).toContain(
      "```suggestion:-0+0\nStay at home and get well. See [pay](/handbook/pay/) for what you are paid.\n```",
    );
    expect(liveParts(comment?.body ?? "")).toEqual([]);
  });

  it("finds the section that lost its text though no line was added", () => {
    const { plan } = review([change(leave, leave.replace(/Stay at home.*\n/, ""))]);
    expect(plan.create.map(({ placed, anchor }) => [placed[0]?.finding.rule, anchor.kind])).toEqual(
      [["structure/no-empty-section", "context"]],
    );
  });

  it("tells in the summary what deleting a page breaks elsewhere", () => {
    const { plan, outcome } = review([change(pay, undefined, paths.pay)]);
    expect(outcome.placed.map(({ anchor }) => anchor.kind)).toContain("outside");
    expect(plan.create).toEqual([]);
    expect(plan.summary).toMatchObject({
      kind: "create",
      body: expect.stringContaining("links/no-broken-incoming-link"),
    });
  });

  it("has nothing to do at the second look, and resolves everything when it is fixed", () => {
    const worse = leave.replace("## Notice", "#### Notice").replace("get well", "get get well");
    const { plan, outcome } = review([change(leave, worse)]);
    const posted = apply(nothing, plan);
    expect(counts(planReview(outcome, posted, policy))).toEqual({});
    const fixed = review([change(leave, leave.replace("home", "home, rest"))]).outcome;
    const next = planReview(fixed, posted, policy);
    expect(counts(next)).toEqual({ resolve: plan.create.length });
    expect(next.verdict).toEqual({ state: "success", description: "No findings" });
  });

  it("keeps its comments over a push that writes 40 lines above and edits the line itself", () => {
    const first = leave.replace("get well", "get get well");
    const posted = apply(nothing, review([change(leave, first)]).plan);
    const above = first.replace(
      "## Notice",
      `## Why\n\n${"A line of reasons.\n\n".repeat(20)}## Notice`,
    );
    // GitLab traces the thread to its new line; on an edited line it calls it outdated.
    const traced = touch(posted, {
      newLine: 11 + above.split("\n").length - first.split("\n").length,
    });
    expect(counts(planReview(review([change(leave, above)]).outcome, traced, policy))).toEqual({});
    const edited = review([change(leave, above.replace("at home", "at your home"))]).outcome;
    expect(counts(planReview(edited, touch(posted, { newLine: undefined }), policy))).toEqual({});
    const next = planReview(edited, traced, policy);
    expect(counts(next)).toEqual({ edit: 1 });
    expect(next.edit[0]?.body).toContain("suggestion:-0+0\nStay at your home and get well.");
  });
});

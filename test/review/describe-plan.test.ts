import { describe, expect, it } from "vitest";
import { describePlan } from "../../src/review/describe-plan.ts";
import { planReview } from "../../src/review/plan.ts";
import type { ReviewPlan } from "../../src/review/review.ts";
import { outcome, placed, policy, replacement } from "./samples.ts";
import { nothing, push } from "./simulate.ts";

const guys = placed({
  replacements: [replacement(["Dear all,", "guys", ""], ["Dear all,", "people", ""])],
  related: [{ path: "people/pay.md", span: { start: 0, end: 4 }, line: 3, message: "the same" }],
});

describe("describePlan", () => {
  it("tells every step in plain text", () => {
    const gone = placed({ text: "chairman", line: 9 });
    const posted = push(nothing, outcome([gone]));
    const wanted = outcome([guys, placed({ anchor: "outside", severity: "error", text: "he" })]);
    expect(describePlan(planReview(wanted, posted, { ...policy, helpUrl: undefined }))).toBe(
      `people/leave.md:5  warning  language/no-guys
  “guys” leaves people out; say who is meant.
  - guys
  + people
  see people/pay.md:3 the same

resolve the comment on people/leave.md (note 1)

create the summary:
  **Handbook review.** This merge request introduces 1 error and 1 warning. 1 is commented in the diff, 1 is listed here.

  | Page | Finding | Rule |
  | --- | --- | --- |
  | [\`people/leave.md\`](https://gitlab.example.com/people/handbook/-/blob/main/people/leave.md) | \`he\` leaves people out; say who is meant. | [\`language/no-guys\`](https://docs.example.com/rules/language/no-guys.md) · error |

  This note is written by a bot and kept up to date; resolving a comment silences it for good.

1 new comment

gate: failed (1 error, 1 warning)
`,
    );
  });

  it("says so when there is nothing to do", () => {
    expect(describePlan(planReview(outcome([]), nothing, policy))).toBe(
      "nothing to post\n\ngate: success (No findings)\n",
    );
  });

  it("names edits, reopened comments and folded summaries", () => {
    const outside = placed({ anchor: "outside", text: "outside" });
    const first = push(push(nothing, outcome([guys, outside])), outcome([outside]));
    const [summary] = first.summaries;
    const posted = { ...first, summaries: [...first.summaries, { ...summary!, noteId: 90 }] };
    const other = { ...guys, finding: { ...guys.finding, message: "Say who is meant." } };
    expect(describePlan(planReview(outcome([other, outside]), posted, policy))).toContain(
      [
        "edit the comment on people/leave.md (note 1)",
        "reopen the comment on people/leave.md (note 1)",
        "fold the extra summary (note 90)",
      ].join("\n"),
    );
  });

  it("shows steering characters instead of sending them, and cuts long suggestions", () => {
    const long = Array.from({ length: 30 }, (_, line) => `\u001b[31mline ${line}\u202e`);
    const text = describePlan(
      planReview(outcome([placed({ replacements: [replacement(["x"], long)] })]), nothing, policy),
    );
    expect(text).toContain("  - x\n  + �[31mline 0�\n");
    expect(text).toContain("+ … 20 more lines");
    expect(text).not.toContain("\u001b");
  });

  it.each([
    ["nothing", {}, "nothing to post"],
    ["an edit", { edit: 1 }, "edit the comment on people/leave.md (note 1)\n\n0 new comments"],
    ["a summary", { summary: 1 }, "edit the summary:\n  All is well.\n\n0 new comments"],
    ["a folded summary", { fold: 1 }, "fold the extra summary (note 7)\n\n0 new comments"],
    [
      "a reopened comment",
      { reopen: 1 },
      "reopen the comment on people/leave.md (note 1)\n\n0 new comments",
    ],
  ] as const)("of %s says so", (_, has, text) => {
    const [thread] = push(nothing, outcome([guys])).threads;
    if (thread === undefined) throw new Error("There is no thread");
    const plan: ReviewPlan = {
      ...planReview(outcome([]), nothing, policy),
      edit: "edit" in has ? [{ thread, body: "x" }] : [],
      reopen: "reopen" in has ? [thread] : [],
      fold: "fold" in has ? [{ noteId: 7, body: "x" }] : [],
      summary:
        "summary" in has ? { kind: "edit", noteId: 7, body: "All is well." } : { kind: "keep" },
    };
    expect(describePlan(plan)).toBe(`${text}\n\ngate: success (No findings)\n`);
  });
});

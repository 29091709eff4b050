import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import { CommentBudget } from "../../src/review/comment-budget.ts";
import { planReview } from "../../src/review/plan.ts";
import { findingName } from "../../src/review/render.ts";
import type { PostedReview, PostedThread, ReviewPolicy } from "../../src/review/review.ts";
import { outcome, placed, policy } from "./samples.ts";
import { nothing, push } from "./simulate.ts";

const byPerson = { isResolved: true, resolvedBy: "person" } as const;

function many(count: number, rule: `${string}/${string}` = "language/no-guys") {
  return Array.from({ length: count }, (_, at) => placed({ rule, text: `x${at}`, line: at + 1 }));
}

/** What stands on a merge request, each thread with what a test says about it. */
function posted(
  found: readonly PlacedFinding[],
  over: (thread: PostedThread, at: number) => Partial<PostedThread> = () => ({}),
): PostedReview {
  const review = push(nothing, outcome(found));
  const threads = review.threads.map((thread, at) => ({ ...thread, ...over(thread, at) }));
  return { ...review, threads };
}

describe("the verdict leaves out a dismissal", () => {
  const error = placed({ severity: "error" });
  const other = placed({ severity: "error", line: 9, text: "other" });
  test.each([
    ["maintainers", "maintainer", "success"],
    ["maintainers", "member", "failed"],
    ["maintainers", "author", "failed"],
    ["authors", "maintainer", "success"],
    ["authors", "member", "success"],
    ["authors", "author", "success"],
    ["off", "maintainer", "failed"],
  ] as const)("where that is left to %s, by a %s: %s", (dismissals, rank, state) => {
    const dismissal = { by: "ana", reason: "a song", rank };
    const before = posted([error], () => ({ ...byPerson, dismissal }));
    const own: ReviewPolicy = { ...policy, dismissals };
    const plan = planReview(outcome([error]), before, own);
    expect(plan.verdict.state).toBe(state);
    expect(plan.summary.kind).toBe("create");
    expect(planReview(outcome([error, other]), before, own).verdict.state).toBe("failed");
  });

  test("of the finding that was dismissed, and of no other", () => {
    const dismissal = { by: "ana", reason: "a song", rank: "maintainer" as const };
    const both = posted([error, other], ({ newLine }) =>
      newLine === 9 ? { ...byPerson, dismissal } : {},
    );
    expect(planReview(outcome([error, other]), both, policy).verdict).toEqual({
      state: "failed",
      description: "2 errors (1 dismissed)",
    });
  });
});

describe("a plan", () => {
  test("of a review has no answers, and is in order", () => {
    const before = posted(many(3, "links/no-missing-page"));
    const shuffled = { ...before, threads: before.threads.toReversed() };
    const plan = planReview(outcome([]), shuffled, policy);
    expect(plan.answers).toEqual([]);
    expect(plan.resolve).toEqual(before.threads);
    const bots = before.threads.map((thread) => ({
      ...thread,
      isResolved: true,
      resolvedBy: "bot" as const,
    }));
    const again = planReview(
      outcome(many(3, "links/no-missing-page")),
      { ...nothing, threads: bots.toReversed() },
      policy,
    );
    expect(again.reopen).toEqual(bots);
    const reworded = many(3, "links/no-missing-page").map((each) => ({
      ...each,
      finding: { ...each.finding, message: "No page is there." },
    }));
    const edits = planReview(outcome(reworded), shuffled, policy).edit;
    expect(edits.map(({ thread }) => thread)).toEqual(before.threads);
    const both = planReview(outcome(reworded), { ...nothing, threads: bots.toReversed() }, policy);
    expect(both.edit.map(({ thread }) => thread)).toEqual(bots);
  });

  test("counts what people closed among the comments of a rule on a page", () => {
    const before = posted(many(3), () => byPerson);
    const late = placed({ line: 9, text: "late" });
    const elsewhere = placed({ line: 9, text: "late", path: "people/pay.md" });
    const other = placed({ line: 9, text: "late", rule: "links/no-missing-page" });
    const created = (more: PlacedFinding) =>
      planReview(outcome([...many(3), more]), before, policy).create.length;
    expect([late, elsewhere, other].map(created)).toEqual([0, 1, 1]);
    // What is gone no longer counts.
    expect(planReview(outcome([...many(2), late]), before, policy).create).toHaveLength(1);
  });

  test("counts open comments of all rules, those that it resolves aside", () => {
    const own = { ...policy, inlineMax: 3 };
    const before = posted(many(3, "links/no-missing-page"));
    const late = placed({ line: 9, text: "late" });
    const left = many(3, "links/no-missing-page");
    expect(planReview(outcome([...left, late]), before, own).create).toHaveLength(0);
    expect(planReview(outcome([...left.slice(1), late]), before, own).create).toHaveLength(1);
  });

  test("lets a comment whose line has changed make way, without a limit", () => {
    const [first = placed()] = many(1);
    const before = posted([first], () => ({ newLine: undefined, isOutdated: true }));
    const plan = planReview(outcome([first]), before, { ...policy, inlineMax: 0 });
    expect([plan.create.length, plan.resolve.length]).toEqual([1, 1]);
  });

  test("is the same in whatever order threads are given, the oldest first", () => {
    const one = placed({ line: 5, text: "one" });
    const other = placed({ line: 5, text: "other" });
    const far = placed({ line: 9, text: "far" });
    const [base] = posted([one]).threads;
    if (base === undefined) throw new Error("There is a thread");
    const gone = { ...base, newLine: undefined, isOutdated: true };
    const both = { ...gone, noteId: 1, findings: [one, far].map(findingName) };
    const single = { ...gone, noteId: 2, findings: [findingName(other)] };
    for (const threads of [
      [both, single],
      [single, both],
    ]) {
      const own = { ...policy, inlineMax: 0 };
      const plan = planReview(outcome([one, other, far]), { ...nothing, threads }, own);
      expect(plan.create.map(({ anchor }) => anchor.newLine)).toEqual([5]);
      expect(plan.resolve.map(({ noteId }) => noteId)).toEqual([1, 2]);
    }
  });

  test("reopens no thread that stands on another line", () => {
    const [first = placed()] = many(1);
    const before = posted([first], () => ({ isResolved: true, resolvedBy: "bot", newLine: 7 }));
    const plan = planReview(outcome([first]), before, policy);
    expect([plan.create.length, plan.reopen.length]).toEqual([1, 0]);
  });

  test("leaves threads alone that people wrote in, where the handbook wants that", () => {
    const resolved = (over: Partial<PostedThread>, resolveAnswered: boolean) =>
      planReview(
        outcome([]),
        posted(many(1), () => over),
        { ...policy, resolveAnswered },
      ).resolve.length;
    expect(resolved({ hasHumanReply: true }, true)).toBe(1);
    expect(resolved({ hasHumanReply: true }, false)).toBe(0);
    expect(resolved({}, false)).toBe(1);
    expect(resolved({ isEditedByPerson: true }, true)).toBe(0);
    expect(resolved(byPerson, true)).toBe(0);
  });

  test("keeps to 20 pages for comments in the diff", () => {
    const pages = (count: number) =>
      planReview(outcome(many(1), { pages: count }), nothing, policy).create.length;
    expect([pages(20), pages(21)]).toEqual([1, 0]);
  });
});

describe("the budget of comments", () => {
  const limits = { inlineMax: 2, inlinePerRuleMax: 2 };
  const a = placed({ rule: "words/a" });
  const b = placed({ rule: "words/b" });
  const elsewhere = placed({ rule: "words/a", path: "people/pay.md" });

  test("has room for so many open ones", () => {
    const budget = new CommentBudget(limits, 1);
    expect([budget.take([a]), budget.take([b])]).toEqual([true, false]);
  });

  test("has room for so many of a rule on a page, open or not", () => {
    const budget = new CommentBudget({ ...limits, inlineMax: 10 }, 0);
    budget.note([a, a]);
    expect(budget.take([a])).toBe(true);
    expect(budget.take([a])).toBe(false);
    expect(budget.take([elsewhere])).toBe(true);
    expect(budget.take([a, b])).toBe(true);
  });

  test("counts one that takes the place of another, whether there is room or not", () => {
    const budget = new CommentBudget(limits, 0);
    for (let time = 0; time < 3; time += 1) budget.replace([a]);
    expect(budget.take([b])).toBe(false);
  });
});

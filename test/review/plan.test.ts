import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import { planReview } from "../../src/review/plan.ts";
import type { PostedReview, ReviewOutcome, ReviewPolicy } from "../../src/review/review.ts";
import { outcome, placed, policy, replacement } from "./samples.ts";
import { apply, counts, nothing, push, touch } from "./simulate.ts";

function plan(posted: PostedReview, wanted: ReviewOutcome, over: Partial<ReviewPolicy> = {}) {
  return planReview(wanted, posted, { ...policy, ...over });
}

/** Findings of different rules, one a line, so that no cap of one rule holds. */
function many(number: number, sample: Parameters<typeof placed>[0] = {}): PlacedFinding[] {
  return Array.from({ length: number }, (_, index) =>
    placed({ rule: `structure/rule-${index}`, line: index + 1, ...sample }),
  );
}

const guys = placed({ text: "guys" });
const chairman = placed({ text: "chairman", line: 9 });
const both = outcome([guys, chairman]);

describe("planReview", () => {
  it("says nothing where there is nothing to say", () => {
    expect(counts(plan(nothing, outcome([])))).toEqual({});
    expect(counts(plan(nothing, outcome([placed({ severity: "info" })])))).toEqual({});
  });

  it("writes a summary, no comment and no failure, where a policy asks for something else", () => {
    const changed = outcome([], {
      parts: {
        policyChanges: [
          {
            path: "people/leave.md",
            section: "Leave",
            kinds: ["weaker"],
            was: "must",
            is: "may",
            wasMarks: [],
            isMarks: [],
          },
        ],
      },
    });
    const { create, summary, verdict } = plan(nothing, changed);
    expect([create.length, summary.kind, verdict.state]).toEqual([0, "create", "success"]);
    expect(counts(plan(push(nothing, changed), changed))).toEqual({});
  });

  it("names who has to approve only where there is a summary anyway", () => {
    const approvals = {
      owners: [{ section: "", names: ["jo"], approvals: 1 }],
      steps: ["Total Rewards"],
    };
    expect(counts(plan(nothing, outcome([], { parts: { approvals } })))).toEqual({});
  });

  it("comments on each finding at its place, and no summary beside it", () => {
    const { create, summary } = plan(nothing, both);
    expect(create.map(({ anchor, path }) => [path, anchor.newLine])).toEqual([
      ["people/leave.md", 5],
      ["people/leave.md", 9],
    ]);
    expect(summary.kind).toBe("keep");
  });

  it("has nothing to do when its plan was carried out", () => {
    expect(counts(plan(push(nothing, both), both))).toEqual({});
  });

  it("resolves what is gone and reopens what comes back", () => {
    const posted = push(nothing, both);
    const fixed = plan(posted, outcome([guys]));
    expect(counts(fixed)).toEqual({ resolve: 1 });
    expect(fixed.resolve[0]?.body).toContain("chairman");
    const after = apply(posted, fixed);
    expect(counts(plan(after, outcome([guys])))).toEqual({});
    expect(counts(plan(after, both))).toEqual({ reopen: 1 });
  });

  it("stays silent for ever on what a person resolved, whoever GitLab says it was", () => {
    for (const resolvedBy of ["person", undefined] as const) {
      const posted = touch(push(nothing, both), { isResolved: true, resolvedBy });
      expect(counts(plan(posted, both))).toEqual({});
      expect(counts(plan(posted, outcome([])))).toEqual({});
      const edited = { ...guys.finding, fingerprint: "0".repeat(32) };
      expect(counts(plan(posted, outcome([{ ...guys, finding: edited }, chairman])))).toEqual({});
    }
  });

  it("leaves a thread with an answer alone, and resolves it once its finding is gone", () => {
    const posted = touch(push(nothing, both), { hasHumanReply: true });
    const reworded = [guys, chairman].map(({ finding, ...rest }) => ({
      ...rest,
      finding: { ...finding, message: "Say it otherwise." },
    }));
    expect(counts(plan(posted, outcome(reworded)))).toEqual({});
    expect(counts(plan(posted, outcome([])))).toEqual({ resolve: 2 });
    expect(counts(plan(push(posted, outcome([])), outcome([])))).toEqual({});
    const kept = planReview(outcome([]), posted, { ...policy, resolveAnswered: false });
    expect(counts(kept)).toEqual({});
  });

  it("leaves a comment alone that a person edited", () => {
    const posted = touch(push(nothing, both), { isEditedByPerson: true, body: "I say it better." });
    expect(counts(plan(posted, both))).toEqual({});
    expect(counts(plan(posted, outcome([])))).toEqual({});
  });

  it("tells in the summary what came back on a thread that people talked in", () => {
    const posted = touch(push(nothing, outcome([guys])), {
      isResolved: true,
      resolvedBy: "bot",
      hasHumanReply: true,
    });
    const next = plan(posted, outcome([guys]));
    expect(counts(next)).toEqual({ summary: "create" });
  });

  it("edits a comment in place when it reads differently", () => {
    const posted = push(nothing, both);
    const finding = { ...guys.finding, message: "“guys” is not for everybody." };
    const next = plan(posted, outcome([{ ...guys, finding }, chairman]));
    expect(counts(next)).toEqual({ edit: 1 });
    expect(next.edit[0]?.body).toContain("is not for everybody");
    expect(counts(plan(apply(posted, next), outcome([{ ...guys, finding }, chairman])))).toEqual(
      {},
    );
  });

  it("counts a suggestion from the line where the thread stands, not from where it would stand", () => {
    const replacements = [replacement(["a", "b", "guys"], ["a", "b", "all"], { first: 3 })];
    const wanted = placed({ replacements });
    const posted = push(nothing, outcome([wanted]));
    expect(posted.threads[0]?.body).toContain("suggestion:-2+0");
    const moved = touch(posted, { newLine: 4 });
    expect(plan(moved, outcome([wanted])).edit[0]?.body).toContain("suggestion:-1+1");
    const outdated = touch(posted, { newLine: undefined });
    const other = placed({ replacements: [replacement(["guys"], ["people"])] });
    expect(counts(plan(outdated, outcome([other])))).toEqual({});
  });

  it("keeps a thread whose line was edited around the finding", () => {
    const posted = push(nothing, both);
    const finding = { ...guys.finding, fingerprint: "0".repeat(32) };
    expect(counts(plan(posted, outcome([{ ...guys, finding }, chairman])))).toEqual({});
  });

  it("keeps a thread when its page is renamed", () => {
    const posted = push(nothing, outcome([guys]));
    const renamed = placed({
      text: "guys",
      path: "people/time-off.md",
      oldPath: "people/leave.md",
    });
    expect(counts(plan(posted, outcome([renamed])))).toEqual({});
  });

  it("comments anew where an equal finding stands on another page", () => {
    const posted = push(nothing, outcome([guys]));
    const other = placed({ text: "guys", path: "people/pay.md" });
    expect(counts(plan(posted, outcome([guys, other])))).toEqual({ create: 1 });
  });

  it("does not wake a thread it resolved for a new finding that merely equals the old one", () => {
    const posted = push(push(nothing, outcome([guys])), outcome([]));
    const elsewhere = placed({ text: "guys", line: 40, ordinal: 1 });
    expect(counts(plan(posted, outcome([elsewhere])))).toEqual({ create: 1 });
  });

  it("resolves the second of two threads on one finding, left over from a crash", () => {
    const posted = push(nothing, outcome([guys]));
    const twin = posted.threads.map((thread) => ({ ...thread, noteId: 77, discussionId: "d77" }));
    const next = plan({ ...posted, threads: [...twin, ...posted.threads] }, outcome([guys]));
    expect(next.resolve.map(({ noteId }) => noteId)).toEqual([77]);
    expect(counts(next)).toEqual({ resolve: 1 });
  });

  it("stays silent where a person resolved one of two threads on one finding", () => {
    const posted = push(nothing, outcome([guys]));
    const [first] = posted.threads;
    const threads = [
      first!,
      { ...first!, noteId: 77, isResolved: true, resolvedBy: "person" as const },
    ];
    const next = plan({ ...posted, threads }, outcome([guys]));
    expect(counts(next)).toEqual({ resolve: 1 });
    expect(next.resolve[0]?.noteId).toBe(first!.noteId);
  });
});

describe("planReview with several findings on a line", () => {
  const [line] = ["The guys ask the chairman about the the form."];
  const fix = (after: string) => [replacement([line], [after])];
  const three = [
    placed({
      text: "guys",
      replacements: fix("The people ask the chairman about the the form."),
    }),
    placed({ text: "chairman", rule: "language/no-chairman" }),
    placed({
      text: "the the",
      rule: "prose/no-repeated-word",
      replacements: fix("The guys ask the chairman about the form."),
    }),
  ];

  it("writes one comment with one suggestion that fixes all that can be fixed", () => {
    const { create, summary } = plan(nothing, outcome(three));
    expect(create).toHaveLength(1);
    expect(create[0]?.placed).toHaveLength(3);
    expect(create[0]?.body).toContain("The people ask the chairman about the form.\n```");
    expect(summary.kind).toBe("keep");
    expect(counts(plan(push(nothing, outcome(three)), outcome(three)))).toEqual({});
  });

  it("says anew what a suggestion left, though a person closed the thread by applying it", () => {
    const posted = touch(push(nothing, outcome(three)), {
      isResolved: true,
      resolvedBy: "person",
      hasAppliedSuggestion: true,
      isOutdated: true,
      newLine: undefined,
    });
    expect(counts(plan(posted, outcome([])))).toEqual({});
    const rest = outcome(three.slice(1, 2));
    expect(counts(plan(posted, rest))).toEqual({ create: 1 });
    expect(counts(plan(push(posted, rest), rest))).toEqual({});
  });

  it("moves to where the line is now when a push changes it", () => {
    const posted = touch(push(nothing, outcome(three)), { isOutdated: true, newLine: undefined });
    const rest = outcome(
      [0, 2].map((index) => {
        const { finding, ...more } = three[index]!;
        const anchor = { kind: "added", path: finding.path, oldPath: finding.path, newLine: 8 };
        const renamed = { ...finding, fingerprint: `${index}`.repeat(32) };
        return { ...more, finding: renamed, anchor } as PlacedFinding;
      }),
    );
    const next = plan(posted, rest);
    expect(counts(next)).toEqual({ create: 1, resolve: 1 });
    expect(next.create[0]?.anchor.newLine).toBe(8);
    expect(counts(plan(apply(posted, next), rest))).toEqual({});
  });

  it("edits its comment when a finding goes or comes and the line stays", () => {
    const posted = push(nothing, outcome(three));
    const fewer = plan(posted, outcome(three.slice(0, 2)));
    expect(counts(fewer)).toEqual({ edit: 1 });
    expect(fewer.edit[0]?.body).toContain("about the the form.\n```");
    expect(counts(plan(apply(posted, fewer), outcome(three)))).toEqual({ edit: 1 });
  });

  it("keeps quiet about what a person resolved, and says only what is new on the line", () => {
    const closed = touch(push(nothing, outcome(three.slice(0, 2))), {
      isResolved: true,
      resolvedBy: "person",
    });
    const next = plan(closed, outcome(three));
    expect(next.create.map(({ placed: on }) => on.length)).toEqual([1]);
    expect(counts(next)).toEqual({ create: 1 });
  });

  it("brings two comments on one line together", () => {
    const apart = three
      .slice(0, 2)
      .map((each, index) => ({ ...each, anchor: placed({ line: 5 + index }).anchor }));
    const posted = push(nothing, outcome(apart));
    expect(posted.threads).toHaveLength(2);
    const traced = touch(posted, { newLine: 5 });
    const next = plan(traced, outcome(three.slice(0, 2)));
    expect(counts(next)).toEqual({ edit: 1, resolve: 1 });
    expect(counts(plan(apply(traced, next), outcome(three.slice(0, 2))))).toEqual({});
  });

  it("leaves a comment whose line has changed where it is while no line takes another", () => {
    const posted = touch(push(nothing, outcome(three)), { isOutdated: true, newLine: undefined });
    expect(counts(plan(posted, outcome(three, { pages: 21 })))).toEqual({});
    const lost = three.map((it) => ({ ...it, anchor: { kind: "outside" as const } }));
    expect(counts(plan(posted, outcome(lost)))).toEqual({});
  });

  it("lets an answer stand until everything that the comment names is gone", () => {
    const posted = touch(push(nothing, outcome(three)), {
      hasHumanReply: true,
      isOutdated: true,
      newLine: undefined,
    });
    expect(counts(plan(posted, outcome(three.slice(0, 1))))).toEqual({});
    expect(counts(plan(posted, outcome([])))).toEqual({ resolve: 1 });
  });
});

describe("planReview with more to say than fits", () => {
  it("comments on ten findings, errors first, and lists the others", () => {
    const wanted = outcome([...many(12), placed({ severity: "error", line: 99 })]);
    const { create, summary } = plan(nothing, wanted);
    expect(create).toHaveLength(10);
    expect(create[0]?.placed[0]?.finding.severity).toBe("error");
    expect(create.slice(1).map(({ anchor }) => anchor.newLine)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(summary).toMatchObject({
      kind: "create",
      body: expect.stringContaining(
        "introduces 1 error and 12 warnings. 10 are commented in the diff, 3 are listed here.",
      ),
    });
  });

  it("moves listed findings into the diff as room comes free", () => {
    const posted = push(nothing, outcome(many(12)));
    const next = plan(posted, outcome(many(12).slice(2)));
    expect(counts(next)).toEqual({ resolve: 2, create: 2, summary: "edit" });
    expect(next.summary).toMatchObject({
      body: expect.stringContaining("All are commented in the diff."),
    });
  });

  it("counts answered threads among those that stand open", () => {
    const posted = touch(push(nothing, outcome(many(10))), { hasHumanReply: true });
    const late = placed({ path: "people/pay.md" });
    expect(counts(plan(posted, outcome([...many(10), late])))).toEqual({ summary: "create" });
    // Once their findings are gone they are resolved, and there is room again.
    expect(counts(plan(posted, outcome([late])))).toEqual({ create: 1, resolve: 10 });
  });

  it("comments three times on one rule of one page, even after people closed them", () => {
    const same = Array.from({ length: 5 }, (_, line) =>
      placed({ text: `guys ${line}`, line: line + 1 }),
    );
    const posted = push(nothing, outcome(same));
    expect(posted.threads).toHaveLength(3);
    const closed = touch(posted, { isResolved: true, resolvedBy: "person" });
    expect(counts(plan(closed, outcome(same)))).toEqual({});
    expect(plan(nothing, outcome(same), { inlinePerRuleMax: 5 }).create).toHaveLength(5);
  });

  it("tells everything of a mass change in the summary", () => {
    const wanted = outcome(many(5), { pages: 21 });
    const next = plan(nothing, wanted);
    expect(counts(next)).toEqual({ summary: "create" });
    expect(next.summary).toMatchObject({
      body: expect.stringContaining("It changes 21 pages, so findings are listed here"),
    });
    expect(counts(plan(push(nothing, outcome(many(5))), wanted))).toEqual({});
    const posted = push(push(nothing, outcome(many(5))), outcome([], { pages: 21 }));
    expect(counts(plan(posted, wanted))).toEqual({ summary: "create" });
  });

  it("lists what has no place in the diff and what GitLab would not place", () => {
    const outside = placed({ anchor: "outside", text: "outside" });
    const { finding } = guys;
    const refused = plan(nothing, outcome([guys, outside]), {
      unplaced: new Set([finding.fingerprint]),
    });
    expect(counts(refused)).toEqual({ summary: "create" });
    expect(refused.summary).toMatchObject({
      body: expect.stringContaining("They are listed here."),
    });
  });
});

describe("planReview and its summary", () => {
  const outside = outcome([placed({ anchor: "outside" })]);

  it.each([
    ["a check failed", { faults: [{ path: "a.md", rule: undefined, message: "it broke" }] }],
    ["a limit was reached", { notices: ["Only the first 1,000 pages were read."] }],
  ])("writes one when %s", (_, more) => {
    const wanted = outcome([], more);
    expect(counts(plan(nothing, wanted))).toEqual({ summary: "create" });
    expect(counts(plan(push(nothing, wanted), wanted))).toEqual({});
  });

  it("edits it in place, down to the last finding", () => {
    const posted = push(nothing, outside);
    const next = plan(posted, outcome([]));
    expect(next.summary).toMatchObject({
      kind: "edit",
      noteId: posted.summaries[0]?.noteId,
      body: expect.stringContaining("All findings are resolved."),
    });
    expect(counts(plan(apply(posted, next), outcome([])))).toEqual({});
  });

  it("does not touch it for another head, other lines or another order", () => {
    const wanted = outcome([...many(20), ...many(20, { path: "people/pay.md" })]);
    const posted = push(nothing, wanted);
    const shifted = wanted.placed.map((each) => {
      const { start, end } = each.finding.span;
      const finding = { ...each.finding, span: { start: start + 400, end: end + 400 } };
      return { ...each, finding, lines: { first: 41, last: 41 } };
    });
    const next = plan(posted, { ...wanted, placed: shifted.reverse() });
    expect(counts(next)).toEqual({});
  });

  it("keeps the oldest of several and folds the others once", () => {
    const [first] = push(nothing, outside).summaries;
    const posted = {
      threads: [],
      summaries: [
        { noteId: 30, body: first!.body, isEditable: true },
        { noteId: 20, body: first!.body, isEditable: true },
      ],
      commands: [],
    };
    const next = plan(posted, outside);
    expect(counts(next)).toEqual({ fold: 1 });
    expect(next.fold[0]).toMatchObject({
      noteId: 30,
      body: expect.stringContaining("earlier note"),
    });
    expect(counts(plan(apply(posted, next), outside))).toEqual({});
  });

  it("leaves one alone that a person edited", () => {
    const posted = push(nothing, outside);
    const summaries = posted.summaries.map(({ noteId, body }) => ({
      noteId,
      body: `Mine. ${body}`,
      isEditable: true,
    }));
    expect(counts(plan({ ...posted, summaries }, outcome([])))).toEqual({});
  });
});

describe("the verdict", () => {
  const error = placed({ severity: "error", text: "error" });
  const warning = placed();
  const info = placed({ severity: "info", text: "info" });
  const fault = { path: "a.md", rule: undefined, message: "it broke" };

  it.each([
    ["nothing was found", [], "error", "success", "No findings"],
    ["only information was found", [info], "warning", "success", "No errors or warnings"],
    ["warnings were found", [warning], "error", "success", "1 warning"],
    ["warnings were found and fail", [warning], "warning", "failed", "1 warning"],
    ["an error was found", [error, warning, info], "error", "failed", "1 error, 1 warning"],
    ["errors never fail", [error, error], "never", "success", "2 errors"],
  ] as const)("says what was found when %s", (_, found, failOn, state, description) => {
    expect(plan(nothing, outcome(found), { failOn }).verdict).toEqual({ state, description });
  });

  it("does not depend on what people did with the comments", () => {
    const posted = touch(push(nothing, outcome([error])), {
      isResolved: true,
      resolvedBy: "person",
    });
    expect(plan(posted, outcome([error])).verdict.state).toBe("failed");
  });

  it("names checks that could not be run", () => {
    expect(plan(nothing, outcome([warning], { faults: [fault, fault] })).verdict.description).toBe(
      "1 warning; 2 checks could not be run",
    );
  });
});

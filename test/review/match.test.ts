import { describe, expect, test } from "vitest";
import { matchThreads } from "../../src/review/match.ts";
import { planReview } from "../../src/review/plan.ts";
import type { PostedThread } from "../../src/review/review.ts";
import { outcome, placed, policy } from "./samples.ts";
import { nothing, push } from "./simulate.ts";

const upper = placed({ line: 5, ordinal: 0 });
const lower = placed({ line: 9, ordinal: 1 });
const { threads } = push(nothing, outcome([upper, lower]));
const [onFive, onNine] = threads as [PostedThread, PostedThread];

/** What is left of two equal findings when the upper one is fixed: it is the first one now. */
const left = placed({ line: 9, ordinal: 0 });

describe("of equal findings", () => {
  test("each goes with the thread on its own line, whatever number it has now", () => {
    const { threadOf, left: others } = matchThreads([left], threads);
    expect(threadOf.get(left)).toBe(onNine);
    expect(others).toEqual([onFive]);
    const plan = planReview(outcome([left]), { ...nothing, threads }, policy);
    expect(plan.resolve).toEqual([onFive]);
    expect(plan.create).toEqual([]);
  });

  test.each([
    ["is outdated", { newLine: undefined }],
    ["was resolved by the bot", { isResolved: true, resolvedBy: "bot" as const }],
  ])("one goes with the thread of its name where the one on its line %s", (_, over) => {
    const { threadOf } = matchThreads([left], [onFive, { ...onNine, ...over }]);
    expect(threadOf.get(left)).toBe(onFive);
  });

  test("one that a person resolved on the line is the one", () => {
    const resolved = { ...onNine, isResolved: true, resolvedBy: "person" as const };
    expect(matchThreads([left], [onFive, resolved]).threadOf.get(left)).toBe(resolved);
  });
});

describe("of several threads on one finding", () => {
  const other = (noteId: number, over: Partial<PostedThread>): PostedThread => ({
    ...onFive,
    noteId,
    discussionId: `d${noteId}`,
    ...over,
  });
  test.each([
    ["the oldest counts", {}, {}, 0],
    ["one that a person resolved", {}, { isResolved: true, resolvedBy: "person" as const }, 1],
    ["one that a person answered", {}, { hasHumanReply: true }, 1],
    ["one that a person edited", {}, { isEditedByPerson: true }, 1],
    ["an open one", { isResolved: true, resolvedBy: "bot" as const }, {}, 1],
    [
      "one that a suggestion was not applied in",
      { isResolved: true, resolvedBy: "person" as const, hasAppliedSuggestion: true },
      {},
      1,
    ],
  ])("%s comes first", (_, first, second, index) => {
    const both = [other(100, first), other(200, second)];
    for (const given of [both, [...both].reverse()]) {
      expect(matchThreads([upper], given).threadOf.get(upper)).toBe(both[index]);
    }
  });
});

test("an equal finding of another page takes no thread, on whatever line it stands", () => {
  const elsewhere = placed({ line: 5, path: "people/pay.md" });
  const { threadOf, left: others } = matchThreads([elsewhere], [onFive]);
  expect([threadOf.get(elsewhere), others]).toEqual([undefined, [onFive]]);
  const other = placed({ line: 5, text: "other" });
  expect(matchThreads([other], [onFive]).threadOf.get(other)).toBeUndefined();
});

test("a finding that has no line in the diff goes with the thread of its name", () => {
  const away = placed({ line: 5, anchor: "outside" });
  expect(matchThreads([away], [onFive]).threadOf.get(away)).toBe(onFive);
  const late = placed({ line: 7, ordinal: 3, anchor: "outside" });
  expect(matchThreads([late], [onFive]).threadOf.get(late)).toBe(onFive);
  const bots = { ...onFive, isResolved: true, resolvedBy: "bot" as const };
  expect(matchThreads([late], [bots]).threadOf.get(late)).toBeUndefined();
});

test("a finding of a renamed page keeps its thread", () => {
  const moved = placed({ line: 7, path: "people/time-off.md", oldPath: "people/leave.md" });
  expect(matchThreads([moved], [onFive]).threadOf.get(moved)).toBe(onFive);
  const there = { ...onFive, path: "people/time-off.md" };
  expect(matchThreads([moved], [there]).threadOf.get(moved)).toBe(there);
  expect(matchThreads([moved], [onFive, there]).threadOf.get(moved)).toBe(there);
  const elsewhere = placed({ line: 7, path: "people/pay.md" });
  expect(matchThreads([elsewhere], [onFive]).threadOf.get(elsewhere)).toBeUndefined();
});

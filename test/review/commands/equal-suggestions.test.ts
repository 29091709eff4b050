import { expect, test } from "vitest";
import { equalSuggestions } from "../../../src/review/commands/equal-suggestions.ts";
import type { PostedSuggestion, PostedThread } from "../../../src/review/review.ts";

const before = "one\ntwo\nthree\nfour\n";

function suggestion(
  id: number,
  first: number,
  last: number,
  text: string,
  isAppliable = true,
): PostedSuggestion {
  return { id, first, last, text, isAppliable };
}

function thread(
  suggestions: readonly PostedSuggestion[],
  over: Partial<PostedThread> = {},
): PostedThread {
  return { path: "a.md", isResolved: false, newLine: 1, suggestions, ...over } as PostedThread;
}

const two = thread([suggestion(2, 2, 2, "TWO\n")]);
const four = thread([suggestion(4, 4, 4, "FOUR\n")]);

test.each([
  ["one line", [two], "one\nTWO\nthree\nfour\n", [2]],
  ["two lines, in their order", [two, four], "one\nTWO\nthree\nFOUR\n", [2, 4]],
  [
    "lines of which the first become more",
    [thread([suggestion(1, 1, 1, "ONE\nand a half\n")]), four],
    "ONE\nand a half\ntwo\nthree\nFOUR\n",
    [1, 4],
  ],
  ["two lines, in any order", [four, two], "one\nTWO\nthree\nFOUR\n", [4, 2]],
  ["only those that belong to the fix", [two, four], "one\nTWO\nthree\nfour\n", [2]],
  ["lines that go", [thread([suggestion(3, 2, 3, "")])], "one\nfour\n", [3]],
  ["lines that come", [thread([suggestion(3, 4, 4, "four\nfive\n")])], `${before}five\n`, [3]],
  ["the first line", [thread([suggestion(1, 1, 1, "ONE\n")])], before.replace("one", "ONE"), [1]],
  [
    "the first of two offers",
    [thread([suggestion(5, 2, 2, "TWO\n"), suggestion(6, 2, 2, "2\n")])],
    before.replace("two", "TWO"),
    [5],
  ],
  [
    "none that are the second of two offers",
    [thread([suggestion(5, 2, 2, "TWO\n"), suggestion(6, 2, 2, "2\n")])],
    before.replace("two", "2"),
    undefined,
  ],
  [
    "none that GitLab would not apply",
    [thread([suggestion(2, 2, 2, "TWO\n", false)])],
    before.replace("two", "TWO"),
    undefined,
  ],
  [
    "none of a resolved thread",
    [thread([suggestion(2, 2, 2, "TWO\n")], { isResolved: true })],
    before.replace("two", "TWO"),
    undefined,
  ],
  [
    "none of an outdated thread",
    [thread([suggestion(2, 2, 2, "TWO\n")], { newLine: undefined })],
    before.replace("two", "TWO"),
    undefined,
  ],
  [
    "none of another page",
    [thread([suggestion(2, 2, 2, "TWO\n")], { path: "b.md" })],
    before.replace("two", "TWO"),
    undefined,
  ],
  ["none where one is missing", [two], "one\nTWO\nthree\nFOUR\n", undefined],
  [
    "none where two touch one line",
    [two, thread([suggestion(3, 2, 3, "TWO\nthree\n")])],
    before.replace("two", "TWO"),
    undefined,
  ],
  [
    "none that end in the middle of a line",
    [thread([suggestion(2, 2, 2, "WO\n")])],
    before.replace("two", "TWO"),
    undefined,
  ],
])("the suggestions that give the fix are %s", (_, threads, after, ids) => {
  expect(equalSuggestions([{ path: "a.md", before, after, applied: 1 }], threads)).toEqual(ids);
});

test("every page has to be given", () => {
  const b = { path: "b.md", before, after: before.replace("two", "TWO"), applied: 1 };
  const pages = [{ ...b, path: "a.md" }, b];
  const other = thread([suggestion(9, 2, 2, "TWO\n")], { path: "b.md" });
  expect(equalSuggestions(pages, [two, other])).toEqual([2, 9]);
  expect(equalSuggestions(pages, [two])).toBeUndefined();
  expect(equalSuggestions([], [two])).toEqual([]);
});

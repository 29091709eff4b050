import { describe, expect, test } from "vitest";
import type { PlacedFinding } from "../../src/change/placed-finding.ts";
import type { PostedThread } from "../../src/review/review.ts";
import { type CommentAnchor, shareLines } from "../../src/review/share-lines.ts";
import { outcome, placed } from "./samples.ts";
import { nothing, push } from "./simulate.ts";

const a = placed({ line: 5, text: "a" });
const b = placed({ line: 5, text: "b" });
const c = placed({ line: 9, text: "c" });
const away = placed({ line: 12, text: "d", anchor: "outside" });
const names = new Map([a, b, c, away].map((each) => [each, each.finding.identity.slice(-1)]));

/** An open thread about `a`, on line 5. */
const [posted] = push(nothing, outcome([a])).threads as [PostedThread];

function thread(noteId: number, over: Partial<PostedThread> = {}): PostedThread {
  return { ...posted, noteId, discussionId: `d${noteId}`, ...over };
}

const byPerson = { isResolved: true, resolvedBy: "person" } as const;
const byBot = { isResolved: true, resolvedBy: "bot" } as const;

const ofTwo = { findings: [...posted.findings, ...posted.findings] };

const onNine = thread(1, { newLine: 9 });
const answered = thread(3, { hasHumanReply: true });
const outdated = thread(4, { newLine: undefined, isOutdated: true });

function anchorOf({ anchor }: PlacedFinding): CommentAnchor | undefined {
  return anchor.kind === "outside" ? undefined : anchor;
}

/** `5: ab (1)` for a line with two findings and the thread 1. */
function shared(
  found: readonly PlacedFinding[],
  threads: readonly (readonly [PlacedFinding, PostedThread])[],
) {
  const { lines, kept, unplaced, merged } = shareLines(found, new Map(threads), anchorOf);
  const text = (some: readonly PlacedFinding[]): string =>
    some.map((each) => names.get(each)).join("");
  return {
    lines: lines.map(
      ({ placed: some, anchor, thread: own }) =>
        `${anchor?.newLine ?? "none"}: ${text(some)}${own ? ` (${own.noteId})` : ""}`,
    ),
    kept: [...kept].map(([own, some]) => `${text(some)} (${own.noteId})`),
    unplaced: text(unplaced),
    merged: merged.map(({ noteId }) => noteId),
  };
}

const none = { lines: [], kept: [], unplaced: "", merged: [] };

describe("findings and threads share lines:", () => {
  test.each<
    [
      string,
      readonly PlacedFinding[],
      readonly (readonly [PlacedFinding, PostedThread])[],
      Partial<ReturnType<typeof shared>>,
    ]
  >([
    ["nothing", [], [], {}],
    ["new findings, line by line", [a, b, c], [], { lines: ["5: ab", "9: c"] }],
    ["one that has no line", [a, away], [], { lines: ["5: a"], unplaced: "d" }],
    ["a thread and what is new on its line", [a, b], [[a, thread(1)]], { lines: ["5: ab (1)"] }],
    [
      "two threads on a line, of which the older one stays",
      [a, b],
      [
        [a, thread(2)],
        [b, thread(1)],
      ],
      { lines: ["5: ab (1)"], merged: [2] },
    ],
    [
      "a thread on its line before one that is older and elsewhere",
      [a, b],
      [
        [a, thread(1, { newLine: 7 })],
        [b, thread(2)],
      ],
      { lines: ["5: ab (2)"], merged: [1] },
    ],
    [
      "one thread of two lines, which goes to the one it stands on",
      [a, c],
      [a, c].map((each) => [each, onNine] as const),
      { lines: ["5: a", "9: c (1)"] },
    ],
    [
      "threads that stand elsewhere, each with the line of its finding",
      [a, c],
      [
        [a, thread(1, { newLine: 7 })],
        [c, thread(2, { newLine: 8 })],
      ],
      { lines: ["5: a (1)", "9: c (2)"] },
    ],
    [
      "an answered thread, left alone",
      [a, b],
      [[a, thread(1, { hasHumanReply: true })]],
      { lines: ["5: b"], kept: ["a (1)"] },
    ],
    [
      "an edited one, left alone",
      [a],
      [[a, thread(1, { isEditedByPerson: true })]],
      { kept: ["a (1)"] },
    ],
    [
      "one that a person resolved, left alone",
      [a, b],
      [[a, thread(1, byPerson)]],
      { lines: ["5: b"], kept: ["a (1)"] },
    ],
    [
      "one that is kept, with all of its findings",
      [a, b],
      [a, b].map((each) => [each, answered] as const),
      { kept: ["ab (3)"] },
    ],
    [
      "one that the bot resolved: its finding came back",
      [a],
      [[a, thread(1, byBot)]],
      { lines: ["5: a"] },
    ],
    [
      "one that the bot resolved after an answer: only the summary has room",
      [a],
      [[a, thread(1, { ...byBot, hasHumanReply: true })]],
      { unplaced: "a" },
    ],
    [
      "one that nobody can edit, left alone",
      [a],
      [[a, thread(1, { isEditable: false })]],
      { kept: ["a (1)"] },
    ],
    [
      "one whose line is not known, left alone",
      [a],
      [[a, thread(1, { newLine: undefined })]],
      { kept: ["a (1)"] },
    ],
    [
      "one whose line has changed: a new comment takes its place",
      [a],
      [[a, thread(1, { newLine: undefined, isOutdated: true })]],
      { lines: ["5: a"] },
    ],
    [
      "one whose line has changed, of which a finding has no line to move to",
      [a, away],
      [a, away].map((each) => [each, outdated] as const),
      { kept: ["ad (4)"] },
    ],
    [
      "one whose line has changed, which also names a finding that is gone and has no line to move to",
      [away],
      [[away, thread(5, { ...ofTwo, newLine: undefined, isOutdated: true })]],
      { lines: ["none: d"] },
    ],
    [
      "one that nobody can edit and that also names a finding that is gone: a new comment takes its place",
      [a],
      [[a, thread(5, { ...ofTwo, isEditable: false })]],
      { lines: ["5: a"] },
    ],
    [
      "an open one of a finding that has no line",
      [away],
      [[away, thread(1)]],
      { lines: ["none: d (1)"] },
    ],
    [
      "a resolved one of a finding that has no line",
      [away],
      [[away, thread(1, byBot)]],
      { unplaced: "d" },
    ],
  ])("%s", (_, found, threads, expected) => {
    expect(shared(found, threads)).toEqual({ ...none, ...expected });
  });
});

test("a comment names a hundred findings of a line, and others are listed", () => {
  const many = Array.from({ length: 101 }, (_, at) => placed({ line: 5, text: `t${at}` }));
  const { lines, unplaced } = shareLines(many, new Map(), anchorOf);
  expect(lines.map((line) => line.placed)).toEqual([many.slice(0, 100)]);
  expect(unplaced).toEqual(many.slice(100));
});

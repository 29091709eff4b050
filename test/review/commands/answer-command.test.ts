import { describe, expect, test } from "vitest";
import {
  type AnswerFacts,
  answerCommand,
  isOutOfGate,
} from "../../../src/review/commands/answer-command.ts";
import type { Command } from "../../../src/review/commands/command.ts";
import { visibleText } from "../../../src/review/marker.ts";
import type { PostedCommand, PostedThread } from "../../../src/review/review.ts";
import { outcome, placed, policy } from "../samples.ts";

const thread = { discussionId: "d1" } as PostedThread;
const warning = placed({ text: "guys" });
const error = placed({
  severity: "error",
  rule: "links/no-missing-page",
  message: "`x` is missing",
});

const facts: AnswerFacts = {
  rank: "member",
  outcome: outcome([warning, error]),
  placed: [warning],
  explanations: new Map(),
  fix: undefined,
  areAuthorsAllowed: true,
  policy,
};

function asked(commands: readonly Command[], more: Partial<PostedCommand> = {}): PostedCommand {
  return {
    noteId: 7,
    discussionId: "d1",
    author: { id: 3, username: "ana" },
    commands,
    thread,
    ...more,
  };
}

function answer(
  command: Command,
  over: Partial<AnswerFacts> = {},
  more: Partial<PostedCommand> = {},
) {
  const { answer, dismissal } = answerCommand(asked([command], more), { ...facts, ...over });
  return { text: visibleText(answer.body), resolves: answer.resolves, dismissal };
}

const dismiss: Command = { kind: "dismiss", reason: "It is a name." };
const why: Command = { kind: "why" };

describe("a command is refused", () => {
  test.each([
    [
      "of strangers",
      { kind: "help" },
      { rank: undefined },
      {},
      "Commands are for members with the role Developer or higher and the author of the merge request.",
    ],
    [
      "of strangers, where authors are too",
      { kind: "help" },
      { rank: undefined, areAuthorsAllowed: false },
      {},
      "Commands are for members with the role Developer or higher.",
    ],
    [
      "why, outside a thread of the bot",
      why,
      {},
      { thread: undefined },
      "Write `why` as a reply to the comment that it is about.",
    ],
    [
      "dismiss, outside a thread of the bot",
      dismiss,
      {},
      { thread: undefined },
      "Write `dismiss` as a reply to the comment that it is about.",
    ],
    ["where the finding is gone", dismiss, { placed: [] }, {}, "This finding is no longer there."],
    [
      "without a reason",
      { kind: "dismiss", reason: " -- " },
      {},
      {},
      "Give a reason after the command: `dismiss REASON`.",
    ],
    [
      "for an error in the configuration",
      dismiss,
      { placed: [warning, placed({ rule: "configuration/no-error" })] },
      {},
      "An error in the configuration can't be dismissed: it would stop every review.",
    ],
    [
      "for a word that is none",
      { kind: "word", term: "" },
      {},
      {},
      "Name one word or a short phrase after the command: `word TERM`.",
    ],
    [
      "to fix, where nothing came of it",
      { kind: "fix", what: "all" },
      {},
      {},
      "Nothing was changed.",
    ],
  ] as readonly (readonly [
    string,
    Command,
    Partial<AnswerFacts>,
    Partial<PostedCommand>,
    string,
  ])[])("%s", (_, command, over, more, text) => {
    expect(answer(command, over, more)).toEqual({
      text,
      resolves: undefined,
      dismissal: undefined,
    });
  });

  test("beside another", () => {
    const { answer } = answerCommand(asked([why, dismiss]), facts);
    expect(visibleText(answer.body)).toBe("Write one command per comment.");
  });
});

describe("dismiss", () => {
  test.each([
    [[warning], "member", "maintainers", "error", "Dismissed. Reopen the thread to undo it."],
    [
      [error],
      "maintainer",
      "maintainers",
      "error",
      "Dismissed. The check no longer counts it. Reopen the thread to undo it.",
    ],
    [
      [error],
      "author",
      "authors",
      "error",
      "Dismissed. The check no longer counts it. Reopen the thread to undo it.",
    ],
    [
      [error],
      "member",
      "maintainers",
      "error",
      "Dismissed. The check still counts it until a maintainer dismisses it. Reopen the thread to undo it.",
    ],
    [
      [error],
      "maintainer",
      "off",
      "error",
      "Dismissed. The check still counts it. Reopen the thread to undo it.",
    ],
    [
      [warning, error],
      "maintainer",
      "maintainers",
      "warning",
      "Dismissed all 2 findings. The check no longer counts them. Reopen the thread to undo it.",
    ],
    [
      [warning, error],
      "member",
      "maintainers",
      "error",
      "Dismissed all 2 findings. The check still counts it until a maintainer dismisses it. Reopen the thread to undo it.",
    ],
  ] as const)(
    "of %o by a %s, where dismissals are of %s and the gate of %s",
    (found, rank, dismissals, failOn, text) => {
      const over = { placed: found, rank, policy: { ...policy, dismissals, failOn } };
      expect(answer(dismiss, over)).toEqual({
        text,
        resolves: "d1",
        dismissal: { by: "ana", reason: "It is a name.", rank },
      });
    },
  );

  test.each([
    [undefined, "authors", false],
    ["author", "authors", true],
    ["author", "maintainers", false],
    ["member", "maintainers", false],
    ["maintainer", "maintainers", true],
    ["maintainer", "off", false],
  ] as const)("by %s leaves the gate where it follows %s: %s", (rank, dismissals, is) => {
    const dismissal = rank && { by: "ana", reason: "x", rank };
    expect(isOutOfGate(dismissal, { dismissals })).toBe(is);
  });
});

describe("an answer", () => {
  test.each([
    [[warning, error], "Checked again: 1 error and 1 warning."],
    [[], "Checked again: no errors or warnings."],
  ])("to recheck counts %o", (found, text) => {
    expect(answer({ kind: "recheck" }, { outcome: outcome(found) }).text).toBe(text);
  });

  test("to why has the reason of each rule once", () => {
    const { text } = answer(why, { placed: [warning, placed({ line: 9 }), error] });
    expect(text.split("\n\n---\n\n")).toEqual([
      expect.stringContaining("Not everybody feels addressed."),
      expect.stringContaining("Readers who follow the link find nothing."),
    ]);
  });

  test("to word names the rule whose message has the word, or the only one", () => {
    const term = (word: string, found = [warning, error]) =>
      answer({ kind: "word", term: word }, { placed: found }).text;
    expect(term("X ")).toContain("rules: [links/no-missing-page]");
    expect(term("payroll")).toContain("rules: [language/no-guys]");
    expect(term("payroll", [])).toContain("prose/no-misspelt-word");
  });

  test("to fix says what came of it", () => {
    const fix = { kind: "nothing" } as const;
    expect(answer({ kind: "fix", what: "thread" }, { fix }).text).toBe(
      "This comment has no suggestion.",
    );
  });

  test("beside other comments names whom it answers; in a thread it does not", () => {
    expect(answer({ kind: "help" }, {}, { discussionId: undefined }).text).toMatch(
      /^Answer to `help` by `ana`: Write a command/,
    );
    expect(answer({ kind: "help" }).text).toMatch(/^Write a command/);
  });
});

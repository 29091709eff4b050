import * as fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { describe, expect, it } from "vitest";
import { readCommands } from "../../../src/review/commands/read-commands.ts";
import { hostileComments } from "../../hostile/hostile-comments.ts";

const username = "handbook-bot";
const inThread = { username, isOwnThread: true };
const elsewhere = { username, isOwnThread: false };

describe("a command", () => {
  it.each([
    ["why", { kind: "why" }],
    ["Why  ", { kind: "why" }],
    ["help", { kind: "help" }],
    ["recheck", { kind: "recheck" }],
    ["@handbook-bot review", { kind: "recheck" }],
    ["@Handbook-Bot: why", { kind: "why" }],
    ["@handbook-bot, help", { kind: "help" }],
    ["@handbook-bot,  fix   all", { kind: "fix", what: "all" }],
    ["@handbook-bot  dismiss a: b", { kind: "dismiss", reason: "a: b" }],
    ["dismiss it is a quotation", { kind: "dismiss", reason: "it is a quotation" }],
    ["Dismiss: it is\ta quotation ", { kind: "dismiss", reason: "it is\ta quotation" }],
    ["dismiss", { kind: "dismiss", reason: "" }],
    ["word ACME Ltd.", { kind: "word", term: "ACME Ltd." }],
    ["Thank you.\n\nwhy\n\nI do not see it.", { kind: "why" }],
    ["```\ncode\n```\n\nwhy", { kind: "why" }],
    ["- a list\n\nwhy\r\n", { kind: "why" }],
  ])("is read in a thread of the bot: %j", (body, command) => {
    expect(readCommands(body, inThread).commands).toEqual([command]);
  });

  it.each([
    "why?",
    "why not",
    "Why is this wrong",
    "please recheck",
    "I would\ndismiss this\nas noise",
    "why\nnot",
    "`why`",
    "> why",
    "- why",
    "1. why",
    "# why",
    "    why",
    " why",
    "```\n\nwhy\n\n```",
    "~~~~\n```\n\nwhy\n\n~~~\n\nhelp",
    ">>>\n\nwhy\n\n>>>",
    "$$\n\nwhy\n\n$$",
    "---\ntitle: x\n\nwhy\n\n---",
    "<details>\n\nwhy\n\n</details>",
    "<!--\n\nwhy\n\n-->",
    "text <!--\n\nwhy",
    "| a |\n| --- |\nwhy",
    "why\n===",
    "whyever",
    "@handbook-bot",
    "@handbook-bot-2 why",
    "@somebody why",
    "hello @handbook-bot why",
    "",
  ])("is not read: %j", (body) => {
    expect(readCommands(body, inThread)).toEqual({ commands: [], isOnlyCommands: false });
  });

  it("needs a mention outside the bot's own threads", () => {
    expect(readCommands("why", elsewhere).commands).toEqual([]);
    expect(readCommands("@handbook-bot why", elsewhere).commands).toEqual([{ kind: "why" }]);
    expect(
      readCommands("@handbook-bot why", { ...elsewhere, username: undefined }).commands,
    ).toEqual([]);
  });

  it("is told from talk: only a note of commands alone is no word between people", () => {
    expect(readCommands("why\n\nhelp", inThread).isOnlyCommands).toBe(true);
    expect(readCommands("why\n\nI like it.", inThread).isOnlyCommands).toBe(false);
  });

  it("is always a paragraph of its own in what people see", () => {
    const piece = fc.constantFrom(
      "why", "dismiss it", "\n", "\n\n", "```", "~~~~", "> ", "- ", "    ", "`", "<b>", "<!--", "-->", "---", "===",
      "| a |", "1. ", "# ", "\\", "text", ">>>", "$$", "[a]: b", "\t", "*", "&amp;",
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const body = pieces.join("");
        const { commands } = readCommands(body, inThread);
        const paragraphs = fromMarkdown(body).children.filter(({ type }) => type === "paragraph");
        const texts = paragraphs.map(({ position }) =>
          body.slice(position?.start.offset, position?.end.offset).trim(),
        );
        for (const command of commands) {
          const line = command.kind === "dismiss" ? /^dismiss:?(\s|$)/i : /^why$/i;
          expect(texts.some((text) => line.test(text) && !text.includes("\n"))).toBe(true);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("is found in none of 300 comments that only look like one", () => {
    const comments = hostileComments(300);
    expect(new Set(comments).size).toBe(300);
    for (const body of comments)
      expect([body, readCommands(body, inThread).commands]).toEqual([body, []]);
  });
});

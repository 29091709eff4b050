import { describe, expect, test } from "vitest";
import { readDirectives } from "../../src/lint/suppression-comments.ts";
import { parsePage } from "../../src/page/parse-page.ts";

function read(source: string) {
  return readDirectives(parsePage("a.md", source));
}

describe("a comment that speaks to the engine is read:", () => {
  const plain = { rules: [], until: undefined, hasReason: false, problem: undefined };
  test.each<[string, object]>([
    ["disable a/b", { ...plain, verb: "disable", rules: ["a/b"] }],
    ["disable-line a/b, c/d e/f", { ...plain, verb: "disable-line", rules: ["a/b", "c/d", "e/f"] }],
    [
      "disable-file  a/b\n  -- why\n not",
      { ...plain, verb: "disable-file", rules: ["a/b"], hasReason: true },
    ],
    ["disable a/b -- ", { ...plain, verb: "disable", rules: ["a/b"] }],
    ["disable a/b --", { ...plain, verb: "disable", rules: ["a/b"] }],
    ["disable a/b – why", { ...plain, verb: "disable", rules: ["a/b"], hasReason: true }],
    ["disable a/b — why -- not", { ...plain, verb: "disable", rules: ["a/b"], hasReason: true }],
    ["disable a/b--why", { ...plain, verb: "disable", rules: ["a/b--why"] }],
    ["enable", { ...plain, verb: "enable" }],
    ["enable a/b", { ...plain, verb: "enable", rules: ["a/b"] }],
    [
      "disable-next-line a/b until 2026-12-31 -- why",
      {
        verb: "disable-next-line",
        rules: ["a/b"],
        until: "2026-12-31",
        hasReason: true,
        problem: undefined,
      },
    ],
    ["disable a/until", { ...plain, verb: "disable", rules: ["a/until"] }],
  ])("%j", (text, expected) => {
    const source = `x\n\n<!-- handbook-bot-${text} -->\n`;
    const comment = { start: 3, end: source.length - 1 };
    expect(read(source)).toEqual([{ comment, ...expected }]);
  });

  test.each([
    ["disable", "handbook-bot-disable names no rule. Add the rule's id after it."],
    ["disable -- why", "handbook-bot-disable names no rule. Add the rule's id after it."],
    [
      "disabel a/b",
      "“handbook-bot-disabel” is not an instruction. Did you mean handbook-bot-disable?",
    ],
    ["whatever a/b", "“handbook-bot-whatever” is not an instruction."],
    ["disable a/b until", "“until” needs a date such as 2026-12-31, not “”."],
    ["disable a/b until May", "“until” needs a date such as 2026-12-31, not “May”."],
    ["disable a/b until 2026-02-30", "“until” needs a date such as 2026-12-31, not “2026-02-30”."],
    ["disable a/b until 2026-13-01", "“until” needs a date such as 2026-12-31, not “2026-13-01”."],
    [
      "disable a/b until 12026-01-01",
      "“until” needs a date such as 2026-12-31, not “12026-01-01”.",
    ],
    [
      `disable ${Array.from({ length: 11 }, (_, at) => `a/b${at}`).join(" ")}`,
      "handbook-bot-disable names 11 rules. One comment can name at most 10.",
    ],
  ])("%j is wrong", (text, problem) => {
    expect(read(`<!-- handbook-bot-${text} -->\n`).map((each) => each.problem)).toEqual([problem]);
  });

  test("with ten rules it is right", () => {
    const names = Array.from({ length: 10 }, (_, at) => `a/b${at}`).join(" ");
    expect(read(`<!-- handbook-bot-disable ${names} -->\n`)[0]?.problem).toBeUndefined();
  });

  test.each([
    "<!-- see handbook-bot-disable a/b -->",
    "<!-- handbook-bot: disable a/b -->",
    "`<!-- handbook-bot-disable a/b -->`",
    "handbook-bot-disable a/b",
  ])("%s is none", (source) => {
    expect(read(`${source}\n`)).toEqual([]);
  });

  test("up to 200 of them; the next one says so", () => {
    const line = "<!-- handbook-bot-disable a/b -->\n\n";
    expect(read(line.repeat(200)).map(({ problem }) => problem)).toEqual(
      Array.from({ length: 200 }, () => undefined),
    );
    const many = read(line.repeat(203));
    expect(many).toHaveLength(201);
    expect(
      many.filter(({ problem }) => problem !== undefined).map(({ problem }) => problem),
    ).toEqual(["A page has at most 200 suppressions. This one and those after it are ignored."]);
    expect(many[200]?.problem).toBeDefined();
  });
});

import { describe, expect, test } from "vitest";
import { codeSpan, fenceAround, inline } from "../../src/review/inline.ts";

describe("a message on one line", () => {
  test.each([
    ["Say “people”.", "Say `people`."],
    ["“a” “b”", "`a` `b`"],
    ["“a”“b”", "`a` `b`"],
    ["a“b”c", "a`b`c"],
    ["one\n\ntwo   three", "one two three"],
    [" one ", "one"],
    ["- not a list", "`-` not a list"],
    ["1. not a list", "`1.` not a list"],
    ["a - b", "a `-` b"],
    ["", ""],
  ])("of %j is %j", (message, line) => {
    expect(inline(message)).toBe(line);
  });

  test("has 600 characters at most, and is cut between words", () => {
    const whole = `${"a".repeat(300)} ${"b".repeat(299)}`;
    expect(inline(whole)).toBe(whole);
    expect(inline(`${whole}b`)).toBe(`${"a".repeat(300)}…`);
    expect(inline(`${whole} c`)).toBe(`${whole}…`);
  });
});

test.each([
  ["leave", "`leave`"],
  ["", "“”"],
  ["a`b", "``a`b``"],
  ["a``b`c", "```a``b`c```"],
  ["`a", "`` `a ``"],
  ["a`", "`` a` ``"],
  ["<!-- x", "`<! -- x`"],
  ["handbook-bot:1 x", "`handbook-bot: 1 x`"],
  ["a\nb", "`a b`"],
])("%j in code is %j", (text, code) => {
  expect(codeSpan(text)).toBe(code);
});

test("code is cut where it is too long for its place", () => {
  expect(codeSpan("x".repeat(200))).toBe(`\`${"x".repeat(200)}\``);
  expect(codeSpan("x".repeat(201)).length).toBeLessThanOrEqual(202);
  expect(codeSpan("x".repeat(30), 20).length).toBeLessThanOrEqual(22);
});

test.each([
  ["leave", "```"],
  ["a `` b", "```"],
  ["```\n````\n", "`````"],
])("around %j a fence is %s", (text, fence) => {
  expect(fenceAround(text)).toBe(fence);
});

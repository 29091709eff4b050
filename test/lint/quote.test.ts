import { expect, test } from "vitest";
import { quote } from "../../src/lint/rule.ts";

test.each([
  ["leave", "“leave”"],
  ["  a \n\t b  ", "“a b”"],
  ["“a” b", '“"a" b”'],
  ["a\u200bb\u0007c", "“abc”"],
  ["x".repeat(40), `“${"x".repeat(40)}”`],
  ["x".repeat(41), `“${"x".repeat(39)}…”`],
  [`${"x".repeat(38)} yyyy`, `“${"x".repeat(38)}…”`],
  ["👩".repeat(40), `“${"👩".repeat(40)}”`],
  ["", "“”"],
])("%j is quoted as %s", (text, quoted) => {
  expect(quote(text)).toBe(quoted);
});

test("as much is quoted as is asked for", () => {
  expect(quote("leave of absence", 6)).toBe("“leave…”");
});

import { expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { suggestionGuard } from "../../src/lint/guard-suggestions.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const pay = parsePage("handbook/pay.md", "# Pay\n\n## Days\n");

/** What becomes of a suggestion that calls itself safe. */
function guarded(source: string | Uint8Array, find: string, text: string, isSafe = true) {
  const page = parsePage("handbook/leave.md", source);
  const start = page.source.indexOf(find);
  const edits = [{ span: { start, end: start + find.length }, text }];
  const guard = suggestionGuard(page, createHandbook([page, pay]));
  const suggestion = guard({ label: "Write it", edits, isSafe });
  return suggestion === undefined ? "not made" : suggestion.isSafe ? "safe" : "an offer";
}

test.each([
  ["blanks in a text", "Ten  days.\n", "  ", " ", "safe"],
  ["marks in a text", "Ten days , at most.\n", " ,", ",", "safe"],
  ["a word in a text", "Teams utilise it daily.\n", "utilise", "use", "safe"],
  ["a word of a contract", "You must utilise it.\n", "utilise", "use", "an offer"],
  ["marks in a quotation", "> Ten days , at most.\n", " ,", ",", "an offer"],
  ["marks in code", "Write `a , b` here.\n", " ,", ",", "an offer"],
  ["a hyphen, which makes another word", "You must re-sign it.\n", "-", "", "an offer"],
  ["marks of a heading", "# Leave: days\n", ":", "", "safe"],
  ["blanks of a heading, which are part of its anchor", "# Leave  days\n", "  ", " ", "an offer"],
  ["the case of a heading", "# LEAVE\n", "LEAVE", "Leave", "safe"],
  ["a letter of a heading", "# Congé\n", "é", "e", "an offer"],
  ["a mark on a letter of a heading", "# Conge\u0301\n", "\u0301", "", "an offer"],
  ["a hyphen of a heading", "# On-call\n", "-", " ", "an offer"],
  ["blanks of a heading with an id", "# Leave  days {#x}\n", "  ", " ", "safe"],
  ["a line break in a text", "Ten\ndays.\n", "\n", " ", "an offer"],
  ["lines between blocks", "A.\n\n\n\nB.\n", "\n\n\n\n", "\n\n", "safe"],
  ["a line between blocks", "A.\n\n\n\nB.\n", "\n\n", "\n", "safe"],
  ["a comment between blocks that goes", "A.\n\n<!-- x -->\n\nB.\n", "<!-- x -->\n", "", "safe"],
  [
    "a comment between blocks that changes",
    "A.\n\n<!-- x -->\n\nB.\n",
    "<!-- x -->",
    "<!-- y -->",
    "safe",
  ],
  ["a comment that becomes text", "A.\n\n<!-- x -->\n\nB.\n", "<!-- x -->", "x", "an offer"],
  ["a line across the page", "A.\n\n---\n\nB.\n", "---", "***", "an offer"],
  ["words that come between blocks", "A.\n\n---\n\nB.\n", "---", "Words", "an offer"],
  ["a target that leads to the same", "[Pay](./pay.md)\n", "./pay.md", "pay.md", "safe"],
  ["a part of such a target", "[Pay](./pay.md)\n", "./", "", "safe"],
  ["a target that leads elsewhere", "[Pay](./pay.md)\n", "./pay.md", "leave.md", "an offer"],
  ["a target that nobody knows", "[Pay](./x.pdf)\n", "./x.pdf", "x.pdf", "an offer"],
  ["an anchor of a target", "[Pay](pay.md#days)\n", "pay.md#days", "./pay.md#days", "safe"],
  ["the case of an anchor", "[Pay](pay.md#Days)\n", "#Days", "#days", "safe"],
  ["an anchor that is another", "[Pay](pay.md#days)\n", "#days", "", "an offer"],
  ["more than a target", "[Pay](./pay.md)\n", "](./pay.md)", "](pay.md)", "an offer"],
  ["words of a link", "See how [we utilise it](pay.md) daily.\n", "utilise", "use", "an offer"],
  ["marks in the words of a link", "See [our  pay](pay.md).\n", "  ", " ", "safe"],
])("a suggestion for %s: %#", (_, source, find, text, expected) => {
  expect(guarded(source, find, text)).toBe(expected);
  expect(guarded(source, find, text, false)).toBe("an offer");
});

test("on a page that is not UTF-8 nothing is safe, and nothing is made of a line that was lost", () => {
  const bytes = new Uint8Array([...new TextEncoder().encode("Ten  days.\n\nCaf"), 0xe9, 0x0a]);
  expect(guarded(bytes, "  ", " ")).toBe("an offer");
  expect(guarded(bytes, "Caf", "caf")).toBe("not made");
});

import { expect, test } from "vitest";
import {
  endOfWord,
  hashWord,
  hashWords,
  wordBuffer,
} from "../../../src/handbook/passages/word-hashes.ts";
import { parsePage } from "../../../src/page/parse-page.ts";

/** The words of the first paragraph of a text, cut out of the source, and what is known of them. */
function wordsOf(text: string) {
  const page = parsePage("leave.md", text);
  const [block] = page.blocks;
  if (block === undefined) throw new Error("There is no paragraph");
  const out = wordBuffer();
  hashWords(page.source, page.prose, block.span, out);
  const starts = [...out.starts.subarray(0, out.length)];
  return {
    hashes: [...out.hashes.subarray(0, out.length)],
    texts: starts.map((start) => page.source.slice(start, endOfWord(page.prose, start))),
    words: out.words,
    sentences: [...out.sentences],
  };
}

test.each([
  ["Ask early, ask often.", ["Ask", "early", "ask", "often"], 4, [4]],
  ["Ask. Wait! Who? I", ["Ask", "Wait", "Who", "I"], 4, [1, 2, 3]],
  ["Ask... Wait", ["Ask", "Wait"], 2, [1]],
  ["At 9.30 or v1.2", ["At", "9", "30", "or", "v1", "2"], 6, []],
  ["Don't say team’s", ["Don't", "say", "team’s"], 3, []],
  ["snake_case", ["snake", "case"], 2, []],
  ["Congé parental", ["Congé", "parental"], 2, []],
  ["Run `npm ci` now", ["Run", "`npm ci`", "now"], 2, []],
  ["See https://a.example/b now", ["See", "https://a.example/b", "now"], 2, []],
  ["See [the form](/form/) now", ["See", "the", "form", "now"], 4, []],
  ["休暇を", ["休", "暇", "を"], 3, []],
  ["ลา", ["ล", "า"], 2, []],
  ["\uF900\uFAFF", ["\uF900", "\uFAFF"], 2, []],
  ["\uFB00\uFB01", ["\uFB00\uFB01"], 1, []],
  ["\uAC00\uAC01", ["\uAC00\uAC01"], 1, []],
])("the words of %j are %j", (text, texts, words, sentences) => {
  expect(wordsOf(text)).toMatchObject({ texts, words, sentences });
});

test.each([
  ["LEAVE", "leave"],
  ["CONGÉ", "congé"],
  ["don't", "dont"],
  ["team’s", "teams"],
  ["*leave* **days**", "leave days"],
  ["leave, days!", "leave days"],
  ["[leave](/a/) days", "leave days"],
  ["leave <br> days", "leave days"],
  ["leave ![](x.png) days", "leave days"],
])("%j and %j are the same words", (one, other) => {
  expect(wordsOf(one).hashes).toEqual(wordsOf(other).hashes);
});

test.each([
  ["Run `npm ci` now", "Run `npm i` now"],
  ["See https://a.example/ now", "See https://b.example/ now"],
  ["See {{ leave }} now", "See {{ pay }} now"],
  ["congé", "conge"],
  ["ab", "a b"],
])("%j and %j are other words", (one, other) => {
  expect(wordsOf(one).hashes).not.toEqual(wordsOf(other).hashes);
});

test("a word by itself has the hash that it has in a text, and a long text makes room", () => {
  expect(wordsOf("Leave").hashes).toEqual([hashWord("leave")]);
  expect(wordsOf("team’s").hashes).toEqual([hashWord("Teams")]);
  const many = "a ".repeat(2_000).trim();
  expect(wordsOf(many).hashes).toEqual(Array.from({ length: 2_000 }, () => hashWord("a")));
});

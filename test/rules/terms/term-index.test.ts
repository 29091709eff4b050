import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createTermIndex } from "../../../rules/terms/term-index.ts";

function found(forms: readonly string[], text: string): string[] {
  const index = createTermIndex(forms.map((form) => [form, form] as const));
  return [...index.scan(text)].map(({ span }) => text.slice(span.start, span.end));
}

describe("scanning for terms", () => {
  test.each([
    ["in any case", ["manpower"], "Manpower, MANPOWER", ["Manpower", "MANPOWER"]],
    ["at the borders of words", ["man"], "manage human man's many man_1 2man man", ["man", "man"]],
    ["beside letters of other scripts", ["guys"], "guysé éguys guysж guys", ["guys"]],
    [
      "with a hyphen for a space",
      ["fast paced"],
      "fast-paced, fast paced, fast   paced",
      ["fast-paced", "fast paced", "fast   paced"],
    ],
    [
      "with a space or a short dash for a hyphen",
      ["man-made"],
      "man made man-made man\u2013made man \u2013 made",
      ["man made", "man-made", "man\u2013made"],
    ],
    [
      "through characters that nobody sees",
      ["sanity check"],
      "san\u00ADity check, sanity\u200B check, \u200Bsanity check\u2060",
      ["san\u00ADity check", "sanity\u200B check", "\u200Bsanity check\u2060"],
    ],
    [
      "never over the end of a block",
      ["sanity check"],
      "sanity\ncheck, sanity \n check, sanity\n\ncheck",
      [],
    ],
    [
      "with either apostrophe",
      ["poor man's"],
      "poor man’s poor man's",
      ["poor man’s", "poor man's"],
    ],
    ["with spaces around a slash", ["he/she"], "he/she he / she", ["he/she", "he / she"]],
    ["with brackets of its own", ["(s)he"], "(s)he she", ["(s)he"]],
    ["with a last point", ["e.g."], "e.g. eg e.g", ["e.g."]],
    ["longest first", ["he or she", "he", "she"], "he or she or he", ["he or she", "he"]],
    ["not across blocks", ["sanity check"], "sanity. Check", []],
  ])("finds forms %s", (_, forms, text, expected) => {
    expect(found(forms, text)).toEqual(expected);
  });

  test("agrees with a plain search, whatever the text", () => {
    const words = ["leave", "pay", "sick leave", "sick", "paid leave"];
    const pieces = fc.constantFrom(
      "leave",
      "Sick",
      "pay",
      "paid",
      " ",
      "-",
      ", ",
      "\n",
      "x",
      "é",
      "’s",
      "\uFFFC",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        const pattern =
          /(?<![\p{L}\p{N}_])(?:sick(?:[^\S\n]+|-)leave|paid(?:[^\S\n]+|-)leave|leave|sick|pay)(?![\p{L}\p{N}_])/giu;
        expect(found(words, text)).toEqual(text.match(pattern) ?? []);
      }),
    );
  });

  test("gives all values of a form that several lists hold", () => {
    const index = createTermIndex([
      ["guru", 1],
      ["guru", 2],
    ]);
    expect([...index.scan("a guru")].map(({ values }) => values)).toEqual([[1, 2]]);
  });
});

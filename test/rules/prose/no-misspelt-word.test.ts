import { describe, expect, test } from "vitest";

import { noMisspeltWord } from "../../../rules/prose/no-misspelt-word.ts";
import { openSpeller } from "../../../src/cli/open-speller.ts";
import { check, fixed } from "../handbook-rule.ts";

const rule = noMisspeltWord({ openSpeller });
const path = "content/handbook/people/leave.md";
const others = {
  "content/handbook/a.md": "# The leavebot\n",
  "content/handbook/b.md": "# Asking leavebot\n",
  "content/handbook/quizlobox/c.md": "# Boxes\n",
};
const on = (text: string) => check(rule, { texts: { [path]: text, ...others } });

describe("prose/no-misspelt-word", () => {
  test.each([
    ["a slip of one letter", "An efficent form.\n", "An efficient form.\n"],
    ["two letters that changed places", "Ask thier manager.\n", "Ask their manager.\n"],
    ["a slip in a short word", "Ask teh manager.\n", "Ask the manager.\n"],
    ["letters that changed places in a short word", "Ask them adn wait.\n", "Ask them and wait.\n"],
    ["a lost apostrophe", "They dont ask.\n", "They don't ask.\n"],
    ["words run together", "Ask alot.\n", "Ask a lot.\n"],
    ["a doubled letter", "On this occassion.\n", "On this occasion.\n"],
  ])("corrects %s", (_, text, expected) => {
    const { page, reports } = on(text);
    expect(reports).toHaveLength(1);
    expect(fixed(page, reports)).toBe(expected);
  });

  test.each([
    ["words as they are written", "Everybody receives the handbook on the first day.\n"],
    ["British spelling", "We organise, analyse and practise; the colour is neighbourly.\n"],
    ["words made of others", "Fill in the webform, then redownload it; skillsets differ.\n"],
    ["names in small letters", "Use Quizlo every day. In the menu it is quizlo.\n"],
    [
      "code, links and addresses",
      "Run `recieve`, see https://example.com/recieve and ops@recieve.io.\n",
    ],
    ["words with digits, dots and hyphens", "Open recieve2, recieve.txt and recieve-box.\n"],
    ["words that the page uses three times", "Our accoun is an accoun is an accoun.\n"],
    ["words from headings of several pages", "Ask leavebot.\n"],
    ["words from the names of files", "Ask quizlobox.\n"],
    [
      "names in code and addresses",
      "Run [doctoc](https://github.com/thlorenz/doctoc), then doctoc. Set `hokusaix`: hokusaix.\n",
    ],
    ["names in brackets and quotation marks", "East US (eastus) and “hyperv”.\n"],
    ["short words that nobody knows", "The ops dri asks bdr and sdr.\n"],
    ["a name in capitals and small letters", "Teh Wei Lin asks.\n"],
    ["what nothing is like", "The word xqzvbn is a secret.\n"],
    [
      "another language",
      "Die Beurlaubung steht allen Mitarbeitenden gleich nach ihrem ersten Arbeitstag offen und wird schriftlich beantragt, " +
        "wobei die zuständige Führungskraft innerhalb einer angemessenen Frist darüber entscheidet und den Betroffenen dies mitteilt. " +
        "Abweichende gesetzliche Regelungen bleiben davon unberührt, ebenso wie tarifliche Vereinbarungen zwischen beiden Parteien.\n",
    ],
  ])("accepts %s", (_, text) => {
    expect(on(text).lines).toEqual([]);
  });

  test("accepts the words of the organisation", () => {
    const texts = { [path]: "You recive pay.\n" };
    expect(check(rule, { texts, options: { words: ["Recive"] } }).lines).toEqual([]);
  });

  test("offers at most two words and says how to keep the one that stands there", () => {
    expect(on("You recieve pay.\n").lines).toEqual([
      "1:5-1:12 “recieve” looks misspelled. Did you mean “receive” or “relieve”? If it is correct, add it to the rule’s words.",
    ]);
  });

  test("says nothing where no dictionary is open", () => {
    const texts = { [path]: "You recive pay.\n" };
    expect(check(noMisspeltWord({}), { texts }).lines).toEqual([]);
  });
});

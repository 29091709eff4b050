import { describe, expect, test } from "vitest";
import { applyEdits } from "../../../src/text/edit.ts";
import { pageOf, reportsOf } from "../built-in.ts";

/** The text after the suggestion, or undefined where there is none. */
function suggested(text: string): string | undefined {
  const page = pageOf(text);
  const [report] = reportsOf("inclusive/no-paired-pronoun", page);
  const edits = report?.suggestions?.[0]?.edits;
  return edits === undefined ? undefined : applyEdits(page.source, edits);
}

describe("the verb after “he or she”", () => {
  test.each([
    ["He or she is on leave.", "They are on leave."],
    ["He or she was on leave.", "They were on leave."],
    ["He or she has approved it.", "They have approved it."],
    ["He or she doesn’t work on Friday.", "They don't work on Friday."],
    ["He or she needs a laptop.", "They need a laptop."],
    ["He or she applies in May.", "They apply in May."],
    ["He or she watches the film.", "They watch the film."],
    ["He or she discusses it.", "They discuss it."],
    ["He or she goes home.", "They go home."],
    ["He or she also reports to Ana.", "They also report to Ana."],
    ["He or she usually works from home.", "They usually work from home."],
    ["HE OR SHE will be paid.", "THEY will be paid."],
    ["If he/she leaves, tell us.", "If they leave, tell us."],
    ["If he/she leaves early tell us.", "If they leave early tell us."],
    ["He or she can ask.", "They can ask."],
    ["He or she asked.", "They asked."],
    ["He or she did not ask.", "They did not ask."],
    ["He or she’ll ask.", "They’ll ask."],
    ["Ask him or her.", "Ask them."],
    ["Use his/her badge.", "Use their badge."],
    ["The badge is his or hers.", "The badge is theirs."],
  ])("%s becomes %s", (text, expected) => {
    expect(suggested(text)).toBe(expected);
  });

  test.each([
    // A second verb would have to change too, or may.
    "He or she reads and signs the form.",
    "He or she reads the form, signs it and leaves.",
    // “is” or “has”.
    "He or she’s on leave.",
    // No verb to be sure of.
    "It is he or she.",
    "Which of them, he or she, left?",
    "He or she bus the form.",
    "He or **she** is on leave.",
  ])("%s is left to a person", (text) => {
    expect(suggested(text)).toBeUndefined();
  });
});

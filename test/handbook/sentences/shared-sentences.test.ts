import { describe, expect, test } from "vitest";
import { parsePage } from "../../../src/page/parse-page.ts";
import { handbookOf } from "../handbook-of.ts";

const rule =
  "Team members must ask their manager for leave at least 20 days before the first day of it.";
const handbook = handbookOf({
  "people/leave.md": `# Leave\n\n## Parental leave\n\nRead on. ${rule} Then wait.\n`,
});

function sharedSentencesOf(text: string, path = "people/new.md") {
  const page = parsePage(path, text);
  return [...handbook.sharedSentences(page)].map(({ span, slots, others }) => ({
    sentence: text.slice(span.start, span.end),
    slots: slots.map(({ start, end }) => text.slice(start, end)),
    others: others.map((other) => `${other.path}:${other.line} ${other.slotValues}`),
  }));
}

test("a sentence is found again with its place and its slot values", () => {
  expect(sharedSentencesOf(`Ask early. ${rule}\n`)).toEqual([
    {
      sentence: rule.slice(0, -1),
      slots: ["must", "manager", "20", "days", "first", "day"],
      others: ["people/leave.md:5 must manager 20 days first day"],
    },
  ]);
});

describe("a sentence is found again that differs in", () => {
  test.each([
    ["a number", "20 days", "25 days"],
    ["a number in words", "20 days", "twenty days"],
    ["a modal verb", "must", "should"],
    ["a role", "manager", "director"],
    ["a period", "20 days", "20 weeks"],
    ["case and markup", "Team members must", "TEAM MEMBERS **must**"],
  ])("%s", (_, from, to) => {
    expect(sharedSentencesOf(rule.replace(from, to))).toHaveLength(1);
  });
});

describe("a sentence is another one that differs in", () => {
  test.each([
    ["any other word", "leave", "travel"],
    ["one word more", "20 days", "20 working days"],
    ["a modal verb where the other has a number", "20", "may"],
    ["its length: it is short", rule, "You must ask 20 days before."],
  ])("%s", (_, from, to) => {
    expect(sharedSentencesOf(rule.replace(from, to))).toEqual([]);
  });
});

test("sentences of the same page are not asked for", () => {
  expect(sharedSentencesOf(rule, "people/leave.md")).toEqual([]);
});

import { describe, expect, test } from "vitest";
import { noMisspeltKey } from "../../../rules/structure/no-misspelt-key.ts";
import { check, fixed } from "../handbook-rule.ts";

const page = (keys: string): string => `---\ntitle: Leave\n${keys}\n---\n\nTen days a year.\n`;

/** A page, beside so many others with keys of their own. */
const on = (keys: string, others: readonly string[] = [], options = {}) =>
  check(noMisspeltKey, {
    texts: {
      "handbook/leave.md": page(keys),
      ...Object.fromEntries(others.map((it, index) => [`handbook/page-${index}.md`, page(it)])),
    },
    options,
  });

const times = (count: number, keys: string): readonly string[] => Array<string>(count).fill(keys);

describe("structure/no-misspelt-key accepts", () => {
  test.each([
    ["a known key", "description: Days off."],
    ["keys like none that is known", "owner: People\nStatus: Open\nVersion Number: one\nDoc?: yes"],
    ["a longer key", "subtitle: Days\nlinkTitle: Off"],
    ["several authors", "authors: [Ana, Ben]"],
    ["a hyphen for an underscore", "next-review: 2027-01-01\nlast-reviewed: 2026-01-01"],
    ["other separators", "expiry-date: 2027-01-01\nredirect-to: /x/\nnoList: true"],
  ])("%s", (_, keys) => {
    expect(on(keys).lines).toEqual([]);
  });

  test("a key that the configuration names", () => {
    expect(on("descripton: x", [], { keys: ["descripton"] }).lines).toEqual([]);
  });

  test("a key that several pages have", () => {
    expect(on("Description: x", times(3, "Description: x")).lines).toEqual([]);
  });

  test("two keys of the handbook that are alike", () => {
    const others = [...times(20, "approver: Ana"), ...times(20, "approved: yes")];
    expect(on("approved: yes", others).lines).toEqual([]);
  });

  test("what structure/require-title reports", () => {
    const texts = { "handbook/leave.md": "---\ntitel: Leave\n---\n\nText.\n" };
    expect(check(noMisspeltKey, { texts }).lines).toEqual([]);
  });
});

describe("structure/no-misspelt-key rejects", () => {
  test.each([
    ["next-reveiw: x", "3:1-3:12 “next-reveiw”", "“next-review”", "next-review: x"],
    ["decription: Days off.", "3:1-3:11 “decription”", "“description”", "description: Days off."],
    [
      "Controlled_Document: true",
      "3:1-3:20 “Controlled_Document”",
      "“controlled_document”",
      "controlled_document: true",
    ],
  ])("%s", (keys, wrong, right, better) => {
    const { page: given, reports, lines } = on(keys);
    expect(lines).toEqual([
      `${wrong} looks like a misspelling of ${right}. Rename the key or delete it.`,
    ]);
    expect(fixed(given, reports)).toBe(page(better));
  });

  test("a key whose right form is on the page as well, without a suggestion", () => {
    const { reports } = on("+description: Days off.\ndescription: Days.");
    expect(reports.map(({ suggestions }) => suggestions)).toEqual([undefined]);
  });

  test("a rare key that is like one of many other pages", () => {
    const others = times(40, "participating-teams: [a]");
    expect(on("particpating-teams: [a]", others).lines).toHaveLength(1);
    expect(on("particpating-teams: [a]").lines).toEqual([]);
  });

  test("a misspelling that was copied to a few of many pages", () => {
    const others = [...times(80, "description: x"), ...times(2, "decription: x")];
    expect(on("decription: x", others).lines).toHaveLength(1);
  });
});

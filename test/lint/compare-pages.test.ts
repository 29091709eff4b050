import { describe, expect, test } from "vitest";
import { areOtherwiseSame } from "../../src/lint/compare-pages.ts";
import { shiftSpans } from "../../src/lint/shift-spans.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import { applyEdits, type Edit } from "../../src/text/edit.ts";

/** Whether two pages are the same but for the edits that are given. */
function areSame(before: string, after: string, edits: readonly Edit[] = []): boolean {
  const [old, now] = [before, after].map((text) => parsePage("a.md", text));
  if (old === undefined || now === undefined) throw new Error("There are two pages");
  return areOtherwiseSame(old, now, edits, shiftSpans(edits));
}

/** Replaces a text by another, once. */
function edit(source: string, from: string, to: string): Edit {
  const start = source.indexOf(from);
  return { span: { start, end: start + from.length }, text: to };
}

/** Whether nothing but what an edit touches is different after it. */
function keepsTheRest(source: string, from: string, to: string): boolean {
  const edits = [edit(source, from, to)];
  return areSame(source, applyEdits(source, edits), edits);
}

describe("without an edit, pages are different", () => {
  test.each([
    ["in the text of a heading", "# Ab\n", "# Ac\n"],
    ["in the depth of a heading", "# Ab\n", "## A\n"],
    ["in the id of a heading", "# A {#a}\n", "# A {#b}\n"],
    ["in the target of a link", "[x](a)\n", "[x](b)\n"],
    ["in the kind of a link", "Ab [x](a)\n", "A ![x](a)\n"],
    ["in the place of a link", "ab [x](a)\n", "a [x](a) \n"],
    ["in what is opaque", "a `b` c\n", "a <b> c\n"],
    ["in what a block is part of", "- a\n", "> a\n"],
    ["in the kind of a block", "a\n\nbc\n", "a\n\n# c\n"],
    ["in how deep an item is", "- a\n  - b\n", "- a\n\n\n- b\n"],
    ["in a block more", "a\nb\n", "a\n\n"],
    ["in a block fewer", "a\n\nb\n", "a\nb\n\n"],
    ["in a value of the front matter", "---\na: 1\n---\n", "---\na: 2\n---\n"],
    ["in a key of the front matter", "---\na: 1\n---\n", "---\nb: 1\n---\n"],
    ["in having front matter", "---\na: 1\n---\n", "--\na: 1\n---\n\n"],
    [
      "in their type",
      "---\ncontrolled_document: true\n---\n",
      "---\ncontrolled_document: null\n---\n",
    ],
    ["in what is wrong with them", "---\na: 1\n---\n\nText\n", "---\na: [\n---\n\nText\n"],
  ])("%s", (_, before, after) => {
    expect(areSame(before, after)).toBe(false);
  });

  test.each([
    ["in words", "# A\n\nText here.\n", "# A\n\nMore here.\n"],
    [
      "in nothing",
      "---\na: 1\n---\n\n# A\n\n- [x](a) `b`\n",
      "---\na: 1\n---\n\n# A\n\n- [x](a) `b`\n",
    ],
  ])("but not %s", (_, before, after) => {
    expect(areSame(before, after)).toBe(true);
  });
});

const page =
  "---\ntitle: A\nowner: b\n---\n\n# Leave\n\nSee [pay](/pay/) and `code`.\n\n## Days\n\n- Ask.\n";

describe("an edit leaves the rest of a page as it is", () => {
  test.each([
    ["in a paragraph", "See", "Look at"],
    ["in a heading", "Leave", "Time off"],
    ["in a value", "owner: b", "owner: c"],
    ["in the text of a link", "[pay]", "[our pay]"],
    ["in its target", "/pay/", "/people/pay/"],
    ["in an item", "Ask.", "Ask early."],
    ["in code", "`code`", "`more`"],
    ["before all others", "title: A", "title: All about leave"],
  ])("%s", (_, from, to) => {
    expect(keepsTheRest(page, from, to)).toBe(true);
  });

  test.each([
    ["that opens code", "See", "See `x"],
    ["that opens a fence", "See", "```\nSee"],
    ["that ends the front matter", "title: A", "title: A\n---\n"],
  ])("but not one %s", (_, from, to) => {
    expect(keepsTheRest(page, from, to)).toBe(false);
  });

  test("though it mends front matter that could not be read", () => {
    const open = '---\ntitle: "A\nowner: b\n---\n\n# Leave\n';
    expect(keepsTheRest(open, '"A', '"A"')).toBe(true);
    expect(keepsTheRest("---\ntitle: [\nowner: b\n---\n\n# Leave\n", "title: [", "title: A")).toBe(
      true,
    );
    expect(keepsTheRest("---\ntitle: [\nowner: b\n---\n\n# Leave\n", "title: [", "title: [[")).toBe(
      true,
    );
  });
});

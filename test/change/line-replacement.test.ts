import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replaceLines } from "../../src/change/line-replacement.ts";
import { applyEdits, type Edit } from "../../src/text/edit.ts";
import { plainPage } from "./small-linter.ts";

/** An edit that replaces the first place where `find` stands. */
function swap(source: string, find: string, text: string): Edit {
  const start = source.indexOf(find);
  return { span: { start, end: start + find.length }, text };
}

function replace(source: string, edits: readonly Edit[], through?: number): unknown {
  const suggestion = { label: "Mend it", edits, isSafe: true };
  const result = replaceLines(plainPage("leave.md", source), suggestion, through);
  return result && `${result.first}-${result.last} ${JSON.stringify(result.after)}`;
}

const leave = "# Leave\n\nHey guys,\nask him.\n\nThe end";

describe("replaceLines", () => {
  it.each([
    ["a word", "guys", "all", '3-3 ["Hey all,"]'],
    ["words on two lines", "guys,\nask him", "all,\nask them", '3-4 ["Hey all,","ask them."]'],
    ["a line that is joined with the next", ",\nask", " ask", '3-4 ["Hey guys ask him."]'],
    ["a line cut in two", "ask him", "ask\nthem", '4-4 ["ask","them."]'],
    ["the last line, which has no line break", "end", "beginning", '6-6 ["The beginning"]'],
    ["a whole line with its line break", "ask him.\n", "", "4-4 []"],
    ["a whole line and the blank one after it", "ask him.\n\n", "", "4-5 []"],
    ["a line whose text alone goes", "Hey guys,", "", '1-4 ["# Leave","","","ask him."]'],
    [
      "a blank line that becomes two",
      "Leave\n\n",
      "Leave\n\n\n",
      '1-3 ["# Leave","","","Hey guys,"]',
    ],
    ["a line put before another", "Hey", "Dear\nHey", '3-3 ["Dear","Hey guys,"]'],
  ])("gives %s as whole lines", (_, find, text, expected) => {
    expect(replace(leave, [swap(leave, find, text)])).toBe(expected);
  });

  it("takes several edits and the lines between them as one", () => {
    const edits = [swap(leave, "him", "them"), swap(leave, "Leave", "Time off")];
    expect(replace(leave, edits)).toBe('1-4 ["# Time off","","Hey guys,","ask them."]');
  });

  it("puts a line at the very end of a page", () => {
    const end = { start: leave.length + 1, end: leave.length + 1 };
    expect(replace(`${leave}\n`, [{ span: end, text: "Bye\n" }])).toBe('6-6 ["The end","Bye"]');
  });

  it("reaches to the commented line, but not across half the page", () => {
    expect(replace(leave, [swap(leave, "guys", "all")], 4)).toBe('3-4 ["Hey all,","ask him."]');
    const long = `guys\n${"line\n".repeat(40)}`;
    expect(replace(long, [swap(long, "guys", "all")], 40)).toBeUndefined();
  });

  it("does not reach up from a deleted end that had no line break", () => {
    expect(replace(leave, [swap(leave, "The end", "")], 4)).toBeUndefined();
    const two = "Hey all,\nthe end";
    expect(replace(two, [swap(two, "the end", "")], 1)).toBeUndefined();
    expect(replace(two, [swap(two, "the end", "")], 2)).toBe("2-2 []");
    expect(replace(`${two}\n`, [swap(two, "the end", "x")], 1)).toBe('1-2 ["Hey all,","x"]');
  });

  it("notes CR LF and leaves it out of the lines", () => {
    const source = "Hey guys\r\nask\r\n";
    const suggestion = { label: "Mend", edits: [swap(source, "guys", "all")], isSafe: false };
    expect(replaceLines(plainPage("leave.md", source), suggestion)).toMatchObject({
      before: ["Hey guys"],
      after: ["Hey all"],
      isCrlf: true,
      isSafe: false,
    });
  });

  it.each([
    ["no edit", "x\n", []],
    ["an edit that changes nothing", "x\n", [{ span: { start: 0, end: 1 }, text: "x" }]],
    ["an edit of an empty page", "", [{ span: { start: 0, end: 0 }, text: "x" }]],
    ["a line break added at the end", "x", [{ span: { start: 1, end: 1 }, text: "\n" }]],
    ["a line break taken off the end", "x\n", [{ span: { start: 1, end: 2 }, text: "" }]],
    ["a page that becomes blank", "x\n", [{ span: { start: 0, end: 1 }, text: "" }]],
  ])("gives nothing for %s", (_, source, edits) => {
    expect(replace(source, edits)).toBeUndefined();
  });

  it("does to the lines what the edits do to the text", () => {
    const text = fc
      .array(fc.constantFrom("Leave", "", "guys", "a b"), { maxLength: 8 })
      .chain((lines) => fc.constantFrom("\n", "").map((end) => lines.join("\n") + end));
    const place = fc.nat(40);
    const put = fc.constantFrom("", "x", "\n", "x\ny", "\n\n", "x\n");
    fc.assert(
      fc.property(
        text,
        place,
        place,
        put,
        fc.option(fc.nat(9)),
        (source, one, other, insert, line) => {
          const [start, end] = [one, other]
            .map((at) => at % (source.length + 1))
            .sort((a, b) => a - b);
          const edit = { span: { start: start ?? 0, end: end ?? 0 }, text: insert };
          const page = plainPage("leave.md", source);
          const through = line === null ? undefined : 1 + (line % page.lines.count);
          const result = replaceLines(
            page,
            { label: "Mend", edits: [edit], isSafe: true },
            through,
          );
          if (result === undefined) return;
          // As GitLab does: whole lines out, new lines in, the terminator of the last one stays.
          const lines = source.match(/[^\n]*\n|[^\n]+$/g) ?? [];
          const tail = lines[result.last - 1]?.endsWith("\n") ? "\n" : "";
          const put = result.after.length === 0 ? "" : result.after.join("\n") + tail;
          const applied =
            lines.slice(0, result.first - 1).join("") + put + lines.slice(result.last).join("");
          expect(applied).toBe(applyEdits(source, [edit]));
          expect(result.before).toEqual(
            lines.slice(result.first - 1, result.last).map((each) => each.replace(/\n$/, "")),
          );
          if (through !== undefined) {
            expect(result.first).toBeLessThanOrEqual(through);
            expect(result.last).toBeGreaterThanOrEqual(through);
          }
          if (result.after.length > 0) {
            expect(result.after.at(0)).not.toBe("");
            expect(result.after.at(-1)).not.toBe("");
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("takes in twenty lines beside blank ones, and not one more", () => {
    const page = (blank: number): string =>
      `First.\n${"\n".repeat(blank)}Old.\n${"\n".repeat(blank)}Last.\n`;
    const without = (blank: number): unknown =>
      replace(page(blank), [swap(page(blank), "Old.", "")]);
    expect(without(19)).toBe(
      `1-41 ${JSON.stringify(["First.", ...Array.from({ length: 39 }, () => ""), "Last."])}`,
    );
    expect(without(20)).toBeUndefined();
    const above = (blank: number): string => `First.\n${"\n".repeat(blank)}Old.\nLast.\n`;
    const below = (blank: number): string => `First.\nOld.\n${"\n".repeat(blank)}Last.\n`;
    for (const make of [above, below]) {
      expect(replace(make(19), [swap(make(19), "Old.", "")])).toMatch(/^1-22 /);
      expect(replace(make(20), [swap(make(20), "Old.", "")])).toBeUndefined();
    }
    for (const source of ["\nOld.\nLast.\n", "First.\nOld.\n\n"]) {
      expect(replace(source, [swap(source, "Old.", "")])).toBeUndefined();
    }
  });
});

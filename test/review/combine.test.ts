import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replaceLines } from "../../src/change/line-replacement.ts";
import type { LineReplacement } from "../../src/change/placed-finding.ts";
import { combine } from "../../src/review/combine.ts";
import { applyEdits, type Edit } from "../../src/text/edit.ts";
import { plainPage } from "../change/small-linter.ts";

const source = "one two three\nfour five six\nseven eight nine\n";

/** Replaces each of the words, on lines that take in the second one. */
function swaps(...words: readonly (readonly [find: string, text: string])[]): LineReplacement[] {
  return words.map(([find, text]) => {
    const start = source.indexOf(find);
    const suggestion = {
      label: find,
      isSafe: true,
      edits: [{ span: { start, end: start + find.length }, text }],
    };
    return replaceLines(plainPage("a.md", source), suggestion, 2)!;
  });
}

function combined(replacements: readonly LineReplacement[]): unknown {
  const result = combine(replacements);
  return (
    result && [
      `${result.replacement.first}-${result.replacement.last}`,
      result.replacement.after.join("|"),
      result.parts.length,
    ]
  );
}

describe("combine", () => {
  it.each([
    ["two words of a line", swaps(["four", "4"], ["six", "6"]), ["2-2", "4 five 6", 2]],
    [
      "words of three lines",
      swaps(["one", "1"], ["five", "5"], ["nine", "9"]),
      ["1-3", "1 two three|four 5 six|seven eight 9", 3],
    ],
    ["the same edit twice, as one", swaps(["five", "5"], ["five", "5"]), ["2-2", "four 5 six", 2]],
    [
      "the first of two that touch",
      swaps(["four five", "45"], ["five six", "56"]),
      ["2-2", "45 six", 1],
    ],
    [
      "one that touches another, which reaches further down",
      swaps(["five", "5"], ["five six\nseven", "x"]),
      ["2-2", "four 5 six", 1],
    ],
    [
      "a deleted line and a word above it",
      swaps(["one", "1"], ["four five six\n", ""]),
      ["1-2", "1 two three", 2],
    ],
    ["nothing", [], undefined],
  ])("makes one of %s", (_, replacements, expected) => {
    expect(combined(replacements)).toEqual(expected);
  });

  it("keeps what its parts say of themselves, and lines that only others touch out of it", () => {
    const parts = swaps(["five", "5"], ["nine", "9"]).map((each, at) => ({
      ...each,
      isSafe: at === 0,
      isCrlf: at === 1,
    }));
    expect(combine(parts)).toEqual({
      parts,
      replacement: {
        label: "five, nine",
        isSafe: false,
        isCrlf: true,
        first: 2,
        last: 3,
        before: ["four five six", "seven eight nine"],
        after: ["four 5 six", "seven eight 9"],
        edits: [],
      },
    });
    const [safe] = swaps(["five", "5"]);
    expect(combine(safe === undefined ? [] : [safe])?.replacement).toMatchObject({
      label: "five",
      isSafe: true,
      isCrlf: false,
      first: 2,
      last: 2,
      before: ["four five six"],
      after: ["four 5 six"],
    });
    const outer = swaps(["one two three\nfour", "x"], ["two", "2"], ["nine", "9"]);
    expect(combined(outer)).toEqual(["1-3", "x five six|seven eight 9", 2]);
  });

  it("gives the text that all edits together give", () => {
    const edit = fc
      .tuple(fc.nat(source.length), fc.nat(6), fc.constantFrom("", "x", "a b", "y\n", "\n"))
      .map(([start, length, text]): Edit => {
        return { span: { start, end: Math.min(source.length, start + length) }, text };
      });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 5 }), (edits) => {
        const page = plainPage("a.md", source);
        const whole = edits.flatMap((each) => {
          const suggestion = { label: "", isSafe: true, edits: [each] };
          const replacement = replaceLines(page, suggestion, 2);
          return replacement === undefined ? [] : [{ each, replacement }];
        });
        const result = combine(whole.map(({ replacement }) => replacement));
        if (result === undefined) return;
        const made = new Map(
          whole
            .filter(({ replacement }) => result.parts.includes(replacement))
            .map(({ each }) => [JSON.stringify(each), each]),
        );
        const { first, last, after } = result.replacement;
        const lines = source.split("\n");
        lines.splice(first - 1, last - first + 1, ...after);
        expect(lines.join("\n")).toBe(applyEdits(source, [...made.values()]));
      }),
    );
  });
});

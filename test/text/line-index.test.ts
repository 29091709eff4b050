import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../../src/text/line-index.ts";

describe("LineIndex", () => {
  test.each([
    { text: "", count: 1, lines: [""] },
    { text: "Leave policy", count: 1, lines: ["Leave policy"] },
    { text: "Leave\npolicy\n", count: 2, lines: ["Leave", "policy"] },
    { text: "Leave\r\npolicy\r\n", count: 2, lines: ["Leave", "policy"] },
    { text: "\n\n", count: 2, lines: ["", ""] },
    { text: "A lone \r stays in its line\n", count: 1, lines: ["A lone \r stays in its line"] },
  ])("counts the lines of $text as git does", ({ text, count, lines }) => {
    const index = new LineIndex(text);
    expect(index.count).toBe(count);
    expect(
      lines.map((_, at) => {
        const span = index.span(at + 1);
        return text.slice(span.start, span.end);
      }),
    ).toEqual(lines);
  });

  test("finds every offset again from its line and column", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "é", "😀", "\n", "\r\n")), (parts) => {
        const text = parts.join("");
        const index = new LineIndex(text);
        for (let offset = 0; offset <= text.length; offset += 1) {
          expect(index.offset(index.locate(offset))).toBe(offset);
        }
      }),
    );
  });

  test.each([-1, 4])("refuses offset %i of a text of three characters", (offset) => {
    expect(() => new LineIndex("abc").locate(offset)).toThrow(RangeError);
  });

  test("refuses places that the text does not have", () => {
    const index = new LineIndex("abc");
    expect(() => index.span(2)).toThrow("There is no line 2");
    expect(() => index.offset({ line: 1, column: 5 })).toThrow("There is no place 1:5");
    expect(() => index.offset({ line: 1, column: 0 })).toThrow(RangeError);
  });
});

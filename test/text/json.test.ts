import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonTooComplexError, parseJson } from "../../src/text/json.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("JSON with bounds", () => {
  it("is parsed like any other", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 4 }), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(parseJson(bytes(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it("does not count what stands in strings", () => {
    const value = { text: '[[[[{{{{,,,,\\\\"', "[": ["]", "\\"] };
    const limits = { depthMax: 2, valuesMax: 5 };
    expect(parseJson(bytes(JSON.stringify(value)), limits)).toEqual(value);
  });

  it.each([
    ["lists", "[".repeat(65) + "]".repeat(65)],
    ["objects", '{"a":'.repeat(65) + "1" + "}".repeat(65)],
    ["what is not even closed", "[".repeat(1_000_000)],
  ])("is refused where it is nested too deep: %s", (_, text) => {
    expect(() => parseJson(bytes(text))).toThrow(new JsonTooComplexError("nested deeper than 64"));
  });

  it("is refused where it holds too many values", () => {
    const limits = { depthMax: 64, valuesMax: 10 };
    expect(() => parseJson(bytes("[1,2,3,4,5,6,7,8,9,10,11]"), limits)).toThrow(
      "more than 10 values",
    );
    expect(() => parseJson(bytes("[{},{},{},{},{},{}]"), limits)).toThrow("more than 10 values");
  });

  it.each(["", "{", '"', '"\\', "[1,]", "nul"])(
    "is a syntax error where it is none: %j",
    (text) => {
      expect(() => parseJson(bytes(text))).toThrow(SyntaxError);
    },
  );
});

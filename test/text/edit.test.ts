import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../src/text/edit.ts";
import { compareSpans, contains, overlaps } from "../../src/text/span.ts";

describe("applyEdits", () => {
  test("replaces, inserts and deletes at places of the original text", () => {
    expect(
      applyEdits("he or she signs the the form", [
        { span: { start: 16, end: 20 }, text: "" },
        { span: { start: 0, end: 9 }, text: "they" },
        { span: { start: 28, end: 28 }, text: "." },
      ]),
    ).toBe("they signs the form.");
  });

  test.each([
    {
      why: "overlapping",
      edits: [
        { start: 0, end: 3 },
        { start: 2, end: 4 },
      ],
    },
    { why: "outside", edits: [{ start: 3, end: 6 }] },
    { why: "inverted", edits: [{ start: 3, end: 2 }] },
  ])("refuses $why edits", ({ edits }) => {
    expect(() =>
      applyEdits(
        "leave",
        edits.map((span) => ({ span, text: "" })),
      ),
    ).toThrow(RangeError);
  });

  test("gives the same text whatever the order of the edits", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.uniqueArray(fc.nat(30), { maxLength: 8 }),
        fc.array(fc.string(), { minLength: 4, maxLength: 4 }),
        (text, cuts, texts) => {
          const places = cuts.filter((cut) => cut <= text.length).sort((a, b) => a - b);
          const edits = [];
          for (let at = 0; at + 1 < places.length; at += 2) {
            edits.push({
              span: { start: places[at]!, end: places[at + 1]! },
              text: texts[at / 2] ?? "",
            });
          }
          expect(applyEdits(text, [...edits].reverse())).toBe(applyEdits(text, edits));
        },
      ),
    );
  });
});

describe("spans", () => {
  test("touching spans do not overlap, equal spans contain each other", () => {
    const a = { start: 0, end: 2 };
    expect(overlaps(a, { start: 2, end: 3 })).toBe(false);
    expect(overlaps(a, { start: 1, end: 3 })).toBe(true);
    expect(contains(a, a)).toBe(true);
    expect(contains(a, { start: 1, end: 3 })).toBe(false);
    expect(compareSpans(a, { start: 0, end: 3 })).toBeLessThan(0);
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { shiftSpans } from "../../src/lint/shift-spans.ts";
import { applyEdits, type Edit } from "../../src/text/edit.ts";

const text = "Ask your manager for leave.";

function edit(start: number, end: number, replacement: string): Edit {
  return { span: { start, end }, text: replacement };
}

describe("after edits a span stands", () => {
  test.each([
    ["where it was, before them", [edit(9, 16, "lead")], [0, 3], "Ask"],
    ["further on, behind an insertion", [edit(0, 0, "Please ")], [9, 16], "manager"],
    ["further back, behind a deletion", [edit(4, 9, "")], [9, 16], "manager"],
    ["around what was replaced in it", [edit(9, 16, "lead")], [4, 20], "your lead for"],
    ["over its own replacement", [edit(9, 16, "lead")], [9, 16], "lead"],
    ["over its own insertion", [edit(9, 9, "dear ")], [9, 9], "dear "],
    ["between two edits", [edit(0, 3, "Request"), edit(17, 20, "of")], [4, 8], "your"],
  ] as const)("%s", (_, edits, [start, end], expected) => {
    const shifted = shiftSpans(edits)({ start, end });
    expect(applyEdits(text, edits).slice(shifted.start, shifted.end)).toBe(expected);
  });
});

test("text that no edit touches is found again, whatever the edits", () => {
  const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.string({ minLength: 60, maxLength: 60 }),
      cuts,
      fc.string(),
      (source, at, added) => {
        const sorted = at.sort((a, b) => a - b);
        const edits: Edit[] = [];
        const kept: { start: number; end: number }[] = [];
        for (let index = 0; index + 1 < sorted.length; index += 1) {
          const span = { start: sorted[index]!, end: sorted[index + 1]! };
          if (index % 2 === 0) edits.push({ span, text: added });
          else if (span.end - span.start > 2)
            kept.push({ start: span.start + 1, end: span.end - 1 });
        }
        const edited = applyEdits(source, edits);
        const shift = shiftSpans(edits);
        for (const span of kept) {
          const { start, end } = shift(span);
          expect(edited.slice(start, end)).toBe(source.slice(span.start, span.end));
        }
      },
    ),
  );
});

import type { Edit } from "../text/edit.ts";
import { compareSpans, type Span } from "../text/span.ts";

/** Says where a span of a text stands after the text was edited. */
export type Carry = (span: Span) => Span;

/** Builds the answer for edits that all refer to the same text and do not overlap. */
export function carrySpans(edits: readonly Edit[]): Carry {
  const sorted = [...edits].sort((a, b) => compareSpans(a.span, b.span));
  const carry = (offset: number, side: "start" | "end"): number => {
    let shift = 0;
    for (const { span, text } of sorted) {
      const isPast = side === "start" || span.end > span.start;
      if (span.start > offset || (span.start === offset && isPast)) break;
      if (span.end > offset) return span.start + shift + (side === "end" ? text.length : 0);
      shift += text.length - (span.end - span.start);
    }
    return offset + shift;
  };
  return ({ start, end }) => ({ start: carry(start, "start"), end: carry(end, "end") });
}

import type { Edit } from "../text/edit.ts";
import { compareSpans, type Span } from "../text/span.ts";

/** Gives the span in the edited text that corresponds to a span of the original. */
export type Shift = (span: Span) => Span;

/** Builds the shift of edits that all refer to the same text and do not overlap. */
export function shiftSpans(edits: readonly Edit[]): Shift {
  const sorted = [...edits].sort((a, b) => compareSpans(a.span, b.span));
  const shift = (offset: number, side: "start" | "end"): number => {
    let delta = 0;
    for (const { span, text } of sorted) {
      const isPast = side === "start" || span.end > span.start;
      if (span.start > offset || (span.start === offset && isPast)) break;
      if (span.end > offset) return span.start + delta + (side === "end" ? text.length : 0);
      delta += text.length - (span.end - span.start);
    }
    return offset + delta;
  };
  return ({ start, end }) => ({ start: shift(start, "start"), end: shift(end, "end") });
}

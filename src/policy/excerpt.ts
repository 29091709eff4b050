import type { Span } from "../text/span.ts";

/** A text cut around what is marked in it. */
export interface Excerpt {
  readonly text: string;
  /** The parts of `text` that differ from the other version; none where all of it is new or gone. */
  readonly marks: readonly Span[];
}

const charactersMax = 160;
const leadCharacters = 50;

/** Cuts a long text around the first part that is marked, at spaces where there are some. */
export function excerptOf(text: string, marks: readonly Span[]): Excerpt {
  if (text.length <= charactersMax) return { text, marks };
  const lead = (marks[0]?.start ?? 0) - leadCharacters;
  const space = text.indexOf(" ", lead);
  const from = lead <= 0 ? 0 : space === -1 || space > lead + leadCharacters ? lead : space + 1;
  const isWhole = from + charactersMax >= text.length;
  const gap = text.lastIndexOf(" ", from + charactersMax);
  const to = isWhole ? text.length : gap > from ? gap : from + charactersMax;
  const before = from > 0 ? "…" : "";
  const shift = before.length - from;
  const cut = `${before}${text.slice(from, to).toWellFormed()}${isWhole ? "" : "…"}`;
  return {
    text: cut,
    marks: marks
      .filter(({ start, end }) => start < to && end > from)
      .map(({ start, end }) => ({
        start: Math.max(start, from) + shift,
        end: Math.min(end, to) + shift,
      })),
  };
}

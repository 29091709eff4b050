import type { Span } from "../../src/text/span.ts";

/** Where a clause ends: a mark, or a word that begins another clause. */
const border =
  /[;:()\u2014]|\s[\u2013-]\s|[.!?]\s|,\s(?:and|or|so|yet|then|which|who|where|when|if|as)\s|,?\s(?:but|because|although|though|while|whereas|unless|until|so that|in case)\s/giu;

/** The part of a sentence that a span belongs to. */
export function clauseAround(prose: string, span: Span, sentence: Span): Span {
  let { start, end } = sentence;
  for (const { 0: mark, index } of prose.slice(sentence.start, span.start).matchAll(border)) {
    start = sentence.start + index + mark.length;
  }
  const next = prose.slice(span.end, sentence.end).search(border);
  if (next >= 0) end = span.end + next;
  return { start, end };
}

import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Span } from "../../src/text/span.ts";
import { wordCodes } from "../../src/text/letters.ts";

/**
 * Words that English may say twice in a row: “the fact that that page”, “what it is is”, “log in in
 * the morning”, and words doubled for emphasis or as sounds.
 */
const legitimate = new Set(
  `that had is was were are do does did have has been in on up out by off over it you her his who what which there here
  so very really many much more far long too never no yes well now again bye blah ha hey hi ho knock night chop tut win
  half dada can will may might must please cha boo go`.split(/\s+/),
);

/** Verbs that end in “to”, before a purpose: “a report I can refer to to check the figures”. */
const endsInTo =
  /(?:refer|talk|speak|listen|reply|respond|look|go|get|log|sign|agree|subscribe|belong|assign|report|link|attend|access|add|connect|apply|point)(?:s|ed|red|ing|ring)?$|(?:spoke|spoken|went|goes|gone)$/i;

/** No word is repeated by accident. */
export const noRepeatedWord: PageRule<Record<string, never>> = {
  id: "prose/no-repeated-word",
  scope: "page",
  summary: "No word is repeated by accident.",
  why: "A repeated word is nearly always left over from an edit.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check({ prose, source }) {
    for (const { first, second } of doubledWords(prose)) {
      const word = prose.slice(second.start, second.end);
      if (!/^\p{L}[\p{L}\p{M}]*$/u.test(word) || legitimate.has(word.toLowerCase())) continue;
      // Markup between the two, such as the end of a link, says that they do not belong together.
      if (!/^\s+$/.test(source.slice(first.end, second.start))) continue;
      if (isPartOfMore(prose, first.start, second.end)) continue;
      const before = prose.slice(Math.max(0, first.start - 20), first.start);
      if (isLegitimate(prose.slice(first.start, first.end), word, before)) continue;
      yield {
        span: { start: first.start, end: second.end },
        message: `${quote(prose.slice(first.start, second.end))} is repeated. Delete one of the two.`,
        suggestions: [
          {
            label: `Delete the second ${quote(word)}`,
            edits: [{ span: { start: first.end, end: second.end }, text: "" }],
            isSafe: true,
          },
        ],
      };
    }
  },
};

/** Neighbouring words of equal letters, with nothing but a few spaces between them. Every word of a handbook comes by. */
function* doubledWords(text: string): Iterable<{ readonly first: Span; readonly second: Span }> {
  const { length } = text;
  let firstStart = 0;
  let firstEnd = 0;
  let firstCode = 0;
  for (let at = 0; at < length; at += 1) {
    const code = wordCodes[text.charCodeAt(at)];
    if (code === undefined || code === 0) continue;
    const start = at;
    at += 1;
    while (at < length && wordCodes[text.charCodeAt(at)] !== 0) at += 1;
    if (code === firstCode && at - start === firstEnd - firstStart) {
      const first = { start: firstStart, end: firstEnd };
      const second = { start, end: at };
      if (isEqualWord(text, first, second)) yield { first, second };
    }
    firstStart = start;
    firstEnd = at;
    firstCode = code;
  }
}

function isEqualWord(text: string, first: Span, second: Span): boolean {
  const gap = second.start - first.end;
  if (gap < 1 || gap > 8) return false;
  for (let at = first.end; at < second.start; at += 1) {
    if (text.charCodeAt(at) !== 32) return false;
  }
  for (let at = first.start; at < first.end; at += 1) {
    const other = text.charCodeAt(at + second.start - first.start);
    if (wordCodes[text.charCodeAt(at)] !== wordCodes[other]) return false;
  }
  return true;
}

/** One of the two is half of a longer word, a path or a name: `end-to to`, `it it's`, `page page/2`. */
function isPartOfMore(prose: string, start: number, end: number): boolean {
  return (
    /[-–'’&@#/.\uFFFC]$/.test(prose.slice(Math.max(0, start - 1), start)) ||
    /^(?:['’–&@#/\uFFFC]|-\p{L}|[.:]\p{L})/u.test(prose.slice(end, end + 2))
  );
}

function isLegitimate(first: string, second: string, before: string): boolean {
  if (second === "to" && endsInTo.test(before.trimEnd())) return true;
  if (second === "source" && /open[\s-]+$/i.test(before)) return true;
  if (first === first.toLowerCase()) return first !== second;
  // Equal capitals inside a sentence are a name (“Walla Walla”), a capital behind it starts anew.
  const startsSentence = /(?:^|[\n.!?:]["”’)\]]{0,2}\s{0,8})$/.test(before);
  return !(startsSentence && second === second.toLowerCase());
}

import type { Suggestion } from "../../src/lint/finding.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Span } from "../../src/text/span.ts";
import { wordCodes } from "../../src/text/letters.ts";

/**
 * Words that English may say twice in a row: “the fact that that page”, “what it is is”, “log in in
 * the morning”, and words doubled for emphasis or as sounds.
 */
const legitimate = new Set(
  `that had is was were are do does did have has been in on up out by off over it you her his who what which there here
  so very really real super truly totally way extra big deep old just quite pretty very many much more far long too never
  no yes yeah yep nope ok okay well now again bye blah ha haha hey hi ho he hm hmm wow yay woo woot womp la na da ta tsk
  knock night chop tut win half dada can will may might must please cha boo go beep ding meow woof wink nudge hear come
  there now etc yum yummy wait stop sorry thank thanks tick toot vroom zoom pew
  mahi tuk chow hip fifty vous nous hush tom bora pago agar cous pom ylang aye bon beri baden wagga dik piri peri gado paw`.split(
    /\s+/,
  ),
);

/** Words that are never doubled on purpose. */
const neverMeant = new Set(
  "the a an of and or to for from with as at be by this these into than then if but not".split(" "),
);

/** Those of them that are often a slip for another word: “own of of the tasks”, “at at time”, “we as as if”. */
const slips = new Set("of or at as by into than then if".split(" "));

/** Verbs that end in “to”, before a purpose: “a report I can refer to to check the figures”. */
const endsInTo =
  /(?:refer|talk|speak|listen|reply|respond|look|go|get|log|sign|agree|subscribe|belong|assign|report|link|attend|access|add|connect|apply|point)(?:s|ed|red|ing|ring)?$|(?:spoke|spoken|went|goes|gone)$/i;

/** A subject that ends in a verb, which the next verb repeats: “What happens happens”, “The tests we run run on Linux”. */
const relative =
  /(?:^|[\n.!?:;,] {0,2}| {2}|(?:and|but|that|if|as) )(?:(?:what(?:ever)?|who(?:ever)?)(?: (?:i|we|you|they|he|she|it))?|(?:the|all|our|your|any|every|those|these) \p{L}{2,20} (?:who|(?:that |which )?(?:i|we|you|they))) $/iu;

/** So many characters before the first of the two hold such a subject. */
const subjectCharacters = 60;

/** “Longevity at at least one job”: the second belongs to what follows. */
const extreme = /^ (?:least|most|best|worst|first|last|once|all)\b/;

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
      const folded = word.toLowerCase();
      if (!/^\p{L}[\p{L}\p{M}]*$/u.test(word) || legitimate.has(folded)) continue;
      const between = source.slice(first.end, second.start);
      // Markup between two words says that they do not belong together, but for those that belong to no other.
      if (!/^\s+$/.test(between) && !(neverMeant.has(folded) && linkBorder.test(between))) continue;
      // A line that ends with the word that the next begins with is a heading more often than a slip.
      if (/[\r\n]/.test(between) && !neverMeant.has(folded)) continue;
      if (isPartOfMore(prose, first.start, second.end)) continue;
      const before = prose.slice(Math.max(0, first.start - subjectCharacters), first.start);
      if (isLegitimate(prose.slice(first.start, first.end), word, before)) continue;
      if (word === "at" && extreme.test(prose.slice(second.end, second.end + 10))) continue;
      const isSafe = neverMeant.has(folded) && !slips.has(folded) && !lacksTo(before, folded);
      const suggestion = deleteOne(source, { first, second }, word, isSafe);
      yield {
        span: { start: first.start, end: second.end },
        message: `${quote(`${prose.slice(first.start, first.end)} ${word}`)} is repeated. Delete one of the two.`,
        ...(suggestion === undefined ? {} : { suggestions: [suggestion] }),
      };
    }
  },
};

/** “The engineer reports the the director”: the first of the two was to be “to”. */
function lacksTo(before: string, word: string): boolean {
  return word === "the" && endsInTo.test(before.trimEnd());
}

/** `the [the guide](…)`, `[see the](…) the guide`. */
const linkBorder = /^(?:\s{1,3}\[|\]\([^()\s]{0,300}\)\s{1,3})$/;

/**
 * Deletes the second word, or the first where a link begins between them; the line break between two lines
 * stays. Undefined where that would leave an empty line.
 */
function deleteOne(
  source: string,
  { first, second }: { readonly first: Span; readonly second: Span },
  word: string,
  isSafe: boolean,
): Suggestion | undefined {
  const between = source.slice(first.end, second.start);
  const label = `Delete the second ${quote(word)}`;
  if (between.endsWith("[")) {
    const span = { start: first.start, end: second.start - 1 };
    return { label: `Delete the first ${quote(word)}`, edits: [{ span, text: "" }], isSafe: false };
  }
  if (!/[\r\n]/.test(between)) {
    const start = between.includes("]") ? second.start - 1 : first.end;
    return { label, edits: [{ span: { start, end: second.end }, text: "" }], isSafe };
  }
  const gap = /^[ \t]+(?=\S)/.exec(source.slice(second.end, second.end + 10))?.[0];
  if (gap === undefined) return undefined;
  const span = { start: second.start, end: second.end + gap.length };
  return { label, edits: [{ span, text: "" }], isSafe };
}

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

/** Blanked markup, such as the target of a link, is long. */
const gapMax = 320;

function isEqualWord(text: string, first: Span, second: Span): boolean {
  const gap = second.start - first.end;
  if (gap < 1 || gap > gapMax) return false;
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
    /[-–'’"“‘&@#/.\uFFFC]$/.test(prose.slice(Math.max(0, start - 1), start)) ||
    /^(?:['’–&@#/\uFFFC]|-\p{L}|[.:]\p{L})/u.test(prose.slice(end, end + 2))
  );
}

function isLegitimate(first: string, second: string, before: string): boolean {
  if (second === "to" && endsInTo.test(before.trimEnd())) return true;
  if (!neverMeant.has(second) && relative.test(before)) return true;
  if (second === "source" && /open[\s-]+$/i.test(before)) return true;
  if (first === first.toLowerCase()) return first !== second;
  // Equal capitals inside a sentence are a name (“Walla Walla”), a capital behind it starts anew.
  const startsSentence = /(?:^|[\n.!?:]["”’)\]]{0,2}\s{0,8})$/.test(before);
  return !(startsSentence && second === second.toLowerCase());
}

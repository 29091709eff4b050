import { z } from "zod";
import type { Report } from "../../src/lint/finding.ts";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import type { Block, Page } from "../../src/page/page.ts";
import { sentencesIn, wordsIn } from "../../src/text/sentences.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import { headingsAbove } from "../terms/blocks.ts";

const options = z.strictObject({
  max: z
    .int()
    .min(10)
    .max(200)
    .default(40)
    .describe("The maximum number of words in a sentence, or in a part of it between semicolons."),
});

/** Agreed wording: who edits the page cannot cut its sentences. */
const agreed = /bylaws|licen[sc]|agreement|\bterms\b|disclaimer|\blegal\b|nda\b|\bdpa\b/i;

/** A comma to so few words makes a list of a sentence, which is read item by item. */
const wordsAComma = 6;

/** Readers can hold a sentence in their heads. */
export const noLongSentence: PageRule<z.infer<typeof options>> = {
  id: "prose/no-long-sentence",
  scope: "page",
  summary: "Sentences have at most 40 words.",
  why: "At the end of a long sentence readers have forgotten its start, sooner still in a second language.",
  severity: "info",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check(page, { max }) {
    if (agreed.test(page.path)) return;
    for (const block of page.blocks) {
      if (!isRunningText(block) || !hasMoreWords(page.prose, block.span, max)) continue;
      for (const whole of sentencesIn(page.prose, block.span)) {
        if (!hasMoreWords(page.prose, whole, max)) continue;
        for (const sentence of withoutLabels(page, whole)) {
          const words = longestPart(page, sentence, max);
          if (words === undefined || isAgreed(page, block)) continue;
          yield reportOf(page, sentence, words);
        }
      }
    }
  },
};

function isRunningText({ kind, isQuoted }: Block): boolean {
  return kind === "paragraph" && !isQuoted;
}

/** Counts what stands between spaces, words or not: nearly all text is sorted out by that. */
function hasMoreWords(prose: string, { start, end }: Span, max: number): boolean {
  // A word has a letter and a space.
  if (end - start < 2 * max) return false;
  let words = 0;
  let wasSpace = true;
  for (let at = start; at < end; at += 1) {
    const isSpace = prose.charCodeAt(at) <= 32;
    if (wasSpace && !isSpace && (words += 1) > max) return true;
    wasSpace = isSpace;
  }
  return false;
}

function isAgreed(page: Page, { section }: Block): boolean {
  return headingsAbove(page, section).some((text) => agreed.test(text));
}

/** What cuts a sentence for the eye: a semicolon, or a tag, of which those for a line break are most. */
const cut = /;|\uFFFC+/g;

/** A list or a table that was written in one paragraph: nobody reads it as a sentence. */
const runIn = /\s\|\s|(?:\s[-–—*•]\s[^\n]{0,400}){3}/;

/** A line that begins with a capital where the one before it ended without a mark: a list without bullets. */
const listLine = /[\p{L}\p{N})][ \t]*\r?\n[ \t]*\p{Lu}/gu;

/** So many of them make a list of a sentence. */
const listLinesMin = 2;

/** Who quotes at length cannot cut what others said. The closing mark may be behind the last full stop. */
const quotation = /[“"][^“”"]{60,1000}(?:[”"]|$)/;

/** A short line without a full stop is a title, a label or an item that nobody marked as one. */
const shortLine = /^(?!(?:The|An?|This|These|If|When|While|Because|For|In|As)\b).*[\p{L}\p{N}):]$/u;

/** A short line has no more characters. */
const shortLineMax = 61;

/** A line that is all bold stands above a text as a heading does. */
const boldLine = /^(?:\*\*|__)[^*_]+(?:\*\*|__)[:.]?$/;

/** Whoever writes a line of so many characters does not break lines to wrap them. */
const unwrappedMin = 160;

/** A sentence without the lines above it that are labels, where no editor has wrapped the text. */
function* withoutLabels({ source }: Page, { start, end }: Span): Generator<Span, void, void> {
  const lines = source.slice(start, end).split("\n");
  const isUnwrapped = lines.some((line) => line.length >= unwrappedMin);
  let from = start;
  let at = start;
  for (const [index, line] of lines.entries()) {
    at += line.length + 1;
    const below = lines[index + 1]?.trimStart() ?? "";
    if (!/^\p{Lu}/u.test(below) || !isLabel(line.trim(), isUnwrapped)) continue;
    yield { start: from, end: at };
    from = at;
  }
  yield { start: from, end };
}

function isLabel(line: string, isUnwrapped: boolean): boolean {
  if (boldLine.test(line)) return true;
  return isUnwrapped && line.length <= shortLineMax && shortLine.test(line);
}

/** How many words the longest part has, if they are too many and neither an enumeration nor a quotation. */
function longestPart({ prose, source }: Page, { start, end }: Span, max: number) {
  let longest = 0;
  let from = start;
  const text = prose.slice(start, end);
  const measure = (to: number): void => {
    if (!hasMoreWords(prose, { start: from, end: to }, max)) return;
    const words = wordsIn(prose, { start: from, end: to });
    const commas = words.filter((word) => /[,/]$/.test(word)).length;
    if (commas * wordsAComma < words.length) longest = Math.max(longest, words.length);
  };
  for (const { 0: found, index } of text.matchAll(cut)) {
    if (found !== ";" && source[start + index] !== "<") continue;
    measure(start + index);
    from = start + index + found.length;
  }
  measure(end);
  if (longest <= max || runIn.test(text) || quotation.test(text)) return undefined;
  const lines = source.slice(start, end).match(listLine)?.length ?? 0;
  return lines < listLinesMin ? longest : undefined;
}

function reportOf(page: Page, sentence: Span, count: number): Report {
  const { prose } = page;
  const text = prose.slice(sentence.start, sentence.end);
  const start = sentence.start + text.length - text.trimStart().length;
  return {
    span: { start, end: sentence.start + text.trimEnd().length },
    // Fixing one word of a long sentence doesn't make it a new one.
    key: wordsIn(prose, sentence).slice(0, 8).join(" ").toLowerCase(),
    message: `${quote(`${beginningOf(page, sentence)} …`, 60)} has ${count} words. Split it into two sentences.`,
  };
}

/** So many words name a sentence. */
const namedBy = 6;

/** The first words as people see them, with their code. */
function beginningOf({ prose, source }: Page, { start, end }: Span): string {
  const words: string[] = [];
  for (const { 0: piece, index } of prose.slice(start, end).matchAll(/\S+/g)) {
    const written = source.slice(start + index, start + index + piece.length);
    const isCode = piece.includes("\uFFFC") && /^\W{0,3}`/.test(written);
    if (/[\p{L}\p{N}]/u.test(piece) || isCode)
      words.push(isCode ? written.replaceAll("`", "") : piece);
    if (words.length === namedBy) break;
  }
  return words.join(" ");
}

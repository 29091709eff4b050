import type { Suggestion } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Edit } from "../../src/text/edit.ts";
import type { Span } from "../../src/text/span.ts";
import { articleBefore } from "./article.ts";
import { agreeWithThey } from "./verb-agreement.ts";

/** Offers a text in place of a term, written the same way, with the article and the verb changed along. */
export function replacement(
  source: string,
  prose: string,
  span: Span,
  text: string,
  withVerb: boolean,
): Suggestion | undefined {
  const found = source.slice(span.start, span.end);
  // Markup inside the term, such as one bold word of two, would be lost.
  if (found.replace(/\s+/g, " ") !== prose.slice(span.start, span.end).replace(/\s+/g, " ")) {
    return undefined;
  }
  const cased = likeCase(found, text);
  const edits: Edit[] = [];
  const article = articleEdit(source, prose, span, text, cased);
  if (article === undefined) return undefined;
  edits.push(article);
  if (withVerb) {
    const verb = agreeWithThey(prose, span.end);
    if (verb === undefined) return undefined;
    edits.push(...verb);
  }
  return {
    label: `Replace with ${quote(cased)}`,
    edits,
    isSafe: edits.length === 1 && !withVerb,
  };
}

/** Words that stay small in a title, unless first. */
const smallWord = /^(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$/i;

/** Writes a text as the found one is written: CAPITALS, Title Case or a capital at the start. */
export function likeCase(found: string, text: string): string {
  if (isShouted(found)) return text.toUpperCase();
  const words = found.match(/\p{L}+/gu) ?? [];
  if (!/^[^\p{L}]*\p{Lu}/u.test(found)) return text;
  const isTitle =
    words.length > 1 &&
    words.every((word, at) => isCapital(word) || (at > 0 && smallWord.test(word)));
  const hasSmallWord = words.some((word) => !isCapital(word));
  // “Rule of thumb” starts a sentence, “Rule of Thumb” is a title.
  if (isTitle && words.filter(isCapital).length > 1) {
    return text.replace(/(?<![\p{L}'])\p{L}+/gu, (word, at: number) =>
      at > 0 && hasSmallWord && smallWord.test(word) ? word : capital(word),
    );
  }
  return text.replace(/^\P{L}*\p{Ll}/u, (start) => start.toUpperCase());
}

function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, "");
  return letters.length > 2 && letters === letters.toUpperCase();
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * “a middleman” becomes “an intermediary”: one edit over both words where the article changes, else over
 * the term. Undefined where there is an article and nobody knows which.
 */
function articleEdit(
  source: string,
  prose: string,
  span: Span,
  text: string,
  cased: string,
): Edit | undefined {
  const match = /(?<![\p{L}\p{N}])(an?)(\s{1,4})$/iu.exec(
    prose.slice(Math.max(0, span.start - 8), span.start),
  );
  const article = match?.[1];
  const space = match?.[2];
  if (article === undefined || space === undefined) return { span, text: cased };
  const wanted = articleBefore(text);
  if (wanted === undefined) return undefined;
  if (article.toLowerCase() === wanted) return { span, text: cased };
  const start = span.start - space.length - article.length;
  if (source.slice(start, span.start) !== article + space) return undefined;
  const isLoud = isCapital(article) && isShouted(cased);
  const written = isLoud ? wanted.toUpperCase() : likeCase(article, wanted);
  return { span: { start, end: span.end }, text: written + space + cased };
}

import type { Suggestion } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Edit } from "../../src/text/edit.ts";
import { articleBefore } from "./article.ts";
import { isCapital, isShouted, likeCase, startCase } from "./letter-case.ts";
import type { Occurrence } from "./occurrence.ts";
import { agreeWithThey } from "./verb-agreement.ts";

/** What a list says of the text that takes the place of a form. */
export interface Replacement {
  /** The form as the list writes it. */
  readonly form: string;
  readonly text: string;
  /** The verb behind it has to agree with “they”. */
  readonly isSubject: boolean;
  /** It keeps the meaning in any sentence. */
  readonly isSafe: boolean;
}

/**
 * Offers a text in place of a term, written the same way, with the article and the verb changed along.
 * Undefined where the term is broken over lines, holds markup, or nobody can tell what has to change with it.
 */
export function suggestReplacement(
  occurrence: Occurrence,
  { form, text, isSubject, isSafe }: Replacement,
): Suggestion | undefined {
  const { page, span, block } = occurrence;
  const { source, prose } = page;
  const found = source.slice(span.start, span.end);
  // Markup or a line break inside the term would be lost.
  if (found !== prose.slice(span.start, span.end) || /[\r\n]/.test(found)) return undefined;
  const written = writtenAs(occurrence, found, form, text);
  const article = articleEdit(occurrence, text, written);
  if (article === undefined) return undefined;
  const edits: Edit[] = [article];
  if (isSubject) {
    const verb = agreeWithThey(prose, span.end);
    if (verb === undefined) return undefined;
    edits.push(...verb);
  }
  const isPlain = edits.length === 1 && !isSubject && gapsOf(found) === gapsOf(form);
  return {
    label: `Replace with ${quote(written)}`,
    edits,
    // Titles and the wording of policies are read by people before they change.
    isSafe: isSafe && isPlain && block?.kind !== "heading" && page.type !== "policy",
  };
}

/** “Rule-of-thumb” in front of a noun is not the phrase that the list means. */
function gapsOf(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, "").replace(/\s+/g, " ");
}

/** A form that the list writes with capitals has them by nature: they say nothing about the text in its place. */
function writtenAs(
  { page, span, sentence }: Occurrence,
  found: string,
  form: string,
  text: string,
): string {
  if (!/\p{Lu}/u.test(form) || found !== form) return likeCase(found, text);
  const isInside = /[\p{L}\p{N}]/u.test(page.prose.slice(sentence.start, span.start));
  return isInside ? text : startCase(text);
}

/**
 * “a middleman” becomes “an intermediary”: one edit over both words where the article changes, else over
 * the term. Undefined where there is an article and nobody knows which, or the two are on different lines.
 */
function articleEdit(
  { page: { source, prose }, span }: Occurrence,
  text: string,
  written: string,
): Edit | undefined {
  const match = /(?<![\p{L}\p{N}])(an?)(\s{1,4})$/iu.exec(
    prose.slice(Math.max(0, span.start - 8), span.start),
  );
  const article = match?.[1];
  const space = match?.[2];
  if (article === undefined || space === undefined) return { span, text: written };
  const wanted = articleBefore(text);
  if (wanted === undefined) return undefined;
  if (article.toLowerCase() === wanted) return { span, text: written };
  const start = span.start - space.length - article.length;
  if (source.slice(start, span.start) !== article + space) return undefined;
  const isLoud = isCapital(article) && isShouted(written);
  const changed = isLoud ? wanted.toUpperCase() : likeCase(article, wanted);
  return { span: { start, end: span.end }, text: changed + space + written };
}

import type { Suggestion } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Edit } from "../../src/text/edit.ts";
import type { Span } from "../../src/text/span.ts";
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
  const article = articleEdit(source, prose, span, cased);
  edits.push(article ?? { span, text: cased });
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

/** Writes a text as the found one is written: CAPITALS, Title Case or a capital at the start. */
export function likeCase(found: string, text: string): string {
  const letters = found.replace(/[^\p{L}]/gu, "");
  if (letters.length > 2 && letters === letters.toUpperCase()) return text.toUpperCase();
  const words = found.match(/\p{L}+/gu) ?? [];
  if (!/^[^\p{L}]*\p{Lu}/u.test(found)) return text;
  const isTitle = words.length > 1 && words.every((word) => /^\p{Lu}/u.test(word));
  return text.replace(isTitle ? /(?<![\p{L}'])\p{Ll}/gu : /\p{Ll}/u, (letter) =>
    letter.toUpperCase(),
  );
}

/** “a middleman” becomes “an intermediary”: one edit over both words where the article changes. */
function articleEdit(source: string, prose: string, span: Span, text: string): Edit | undefined {
  const match = /(?<![\p{L}\p{N}])(an?)(\s{1,4})$/iu.exec(
    prose.slice(Math.max(0, span.start - 8), span.start),
  );
  const article = match?.[1];
  const space = match?.[2];
  if (article === undefined || space === undefined) return undefined;
  const wanted = /^[aeiou]/i.test(text) ? "an" : "a";
  if (article.toLowerCase() === wanted) return undefined;
  const start = span.start - space.length - article.length;
  if (source.slice(start, span.start) !== article + space) return undefined;
  return { span: { start, end: span.end }, text: likeCase(article, wanted) + space + text };
}

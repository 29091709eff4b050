import type { Link } from "../../src/page/page.ts";
import { contains, type Span } from "../../src/text/span.ts";
import { smallWord } from "./letter-case.ts";
import type { Occurrence } from "./occurrence.ts";

/** So far around a term the path, handle or name it may be part of is looked for. */
const identifierReach = 80;

/** Words that keep their meaning behind these: ex-chairman, co-chairman. */
const prefix =
  /(?<![\p{L}\p{N}])(?:ex|co|past|vice|former|non|all|multi|super|self|would-be|pro)-$/iu;

/** “rockstar-level”, “chairman-elect”: the term itself stays what it is. */
const suffix =
  /^-(?:level|like|style|type|only|led|elect|friendly|driven|based|in-\p{L}+|turned)(?![\p{L}\p{N}])/iu;

/** The run of characters without spaces around a term is a path, a handle, a file or a name in code. */
export function isInIdentifier({ page: { prose }, span }: Occurrence): boolean {
  let { start, end } = span;
  while (start > 0 && span.start - start < identifierReach && !isBlank(prose[start - 1]))
    start -= 1;
  while (end < prose.length && end - span.end < identifierReach && !isBlank(prose[end])) end += 1;
  const before = prose.slice(start, span.start);
  const after = prose.slice(span.end, end);
  if (/[#@~\\_]|:\/\/|\/[^/\s]*\/|^[./:]|^-{1,2}$|\p{L}[.:)]$/u.test(before)) return true;
  if (/_|:\/\/|\/[^/\s]*\/|^\.\p{L}|^\(\)/u.test(after)) return true;
  if (/[:/]$/.test(before) && before.at(-1) === after[0]) return true;
  // Joined by a hyphen to a further word it is part of a longer one: `anti-guru`, `dummy-service-1`.
  if (/[\p{L}\p{N}]-$/u.test(before) && !prefix.test(before)) return true;
  return /^-[\p{L}\p{N}]/u.test(after) && !suffix.test(after);
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || /[\s\uFFFC]/.test(char);
}

/** The link whose text a span lies in. Links are in order of their start. */
function linkAt(links: readonly Link[], span: Span): Link | undefined {
  let low = 0;
  let high = links.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((links[middle]?.span.start ?? Infinity) <= span.start) low = middle;
    else high = middle - 1;
  }
  const link = links[low];
  return link !== undefined && contains(link.textSpan, span) ? link : undefined;
}

/** A link with fewer words says what it opens; one with more repeats a title. */
const titleWordsMin = 3;
const externalTitleWordsMin = 5;

/**
 * The term is in the title of a work of others, set as link text: most of its longer words begin with a
 * capital, or it is a long text that leads to another site.
 */
export function isInTitleOfWork({ page, span }: Occurrence): boolean {
  const link = linkAt(page.links, span);
  if (link === undefined || !/^(?:https?:)?\/\//i.test(link.target)) return false;
  // The name of a project is the last part of its address.
  const text = page.prose.slice(span.start, span.end).toLowerCase();
  if (
    link.target
      .toLowerCase()
      .split(/[/.#?]/)
      .includes(text)
  )
    return true;
  const words = link.text.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length >= externalTitleWordsMin && /^["“'‘(]?\p{Lu}/u.test(link.text)) return true;
  return words.length >= titleWordsMin && isTitleCase(link.text);
}

/** Most of the longer words begin with a capital, as in a title; so does nothing in text in capitals. */
function isTitleCase(text: string): boolean {
  const words = text.match(/(?<![\p{L}\p{N}])\p{L}[\p{L}'’]{3,}/gu) ?? [];
  const capitals = words.filter((word) => /^\p{Lu}/u.test(word));
  return words.length >= 2 && capitals.length / words.length >= 0.75;
}

/** Text in capitals says nothing about names. */
function isShouted(text: string): boolean {
  const letters = text.replace(/\P{L}/gu, "");
  return letters.length >= 8 && letters.replace(/\p{Lu}/gu, "").length <= letters.length / 5;
}

/** The sentence without the term and the run of capitalised words around it. */
function around({ page: { prose }, span, sentence }: Occurrence): string {
  const before = prose.slice(sentence.start, span.start).split(/\s+/);
  const after = prose.slice(span.end, sentence.end).split(/\s+/);
  const isSmall = (word: string): boolean => word !== "" && !/^\p{Lu}/u.test(word);
  const last = before.findLastIndex(isSmall);
  const first = after.findIndex(isSmall);
  return [...before.slice(0, last + 1), ...(first === -1 ? [] : after.slice(first))].join(" ");
}

/** Capitals say nothing here: the sentence is a title, or written in capitals. */
export function hasTitleCapitals(occurrence: Occurrence): boolean {
  const { page, sentence, block } = occurrence;
  const whole = page.prose.slice(sentence.start, sentence.end);
  if (isShouted(whole)) return true;
  const rest = around(occurrence);
  if (isTitleCase(rest)) return true;
  // A heading of few words is a title, whatever its capitals.
  return block?.kind === "heading" && !/\s\p{Ll}{4}/u.test(rest);
}

/** “The Chairman's Award”, “the Chairman, Lee Wong, spoke”. */
const inNameBehind = /^(?:['’]s\s\p{Lu}\p{Ll}|,\s\p{Lu}\p{Ll}{1,20}\s\p{Lu}\p{Ll}{1,20}[,.;)])/u;

/** “Chairman Albert Booth”, “Fireman Sam”, “Rockstar Games”: a capital, and a word with one behind it. */
export function isBeforeName(occurrence: Occurrence): boolean {
  const { page, span } = occurrence;
  const { prose } = page;
  if (!/^\P{L}*\p{Lu}/u.test(prose.slice(span.start, span.end))) return false;
  if (inNameBehind.test(prose.slice(span.end, span.end + 60))) return !hasTitleCapitals(occurrence);
  const next = /^\.?\s{1,3}(\p{Lu}\p{L}{1,30})/u.exec(prose.slice(span.end, span.end + 40))?.[1];
  return next !== undefined && !smallWord.test(next) && !hasTitleCapitals(occurrence);
}

/** Whether the term is written as a name is: with a capital where no other word has one. */
export function isWrittenAsName(occurrence: Occurrence): boolean {
  const { page, span, sentence } = occurrence;
  const { prose } = page;
  // The capitals of an abbreviation in front (“IT guys”) say nothing.
  const text = prose.slice(span.start, span.end).replace(/^\p{Lu}{2,4}(?=[\s-])[\s-]+/u, "");
  if (!/^\p{Lu}/u.test(text)) return false;
  if (hasTitleCapitals(occurrence)) return isNameElsewhere(occurrence, text);
  // “Black Hat”, “WhiteHat”: a second capital makes a name even where a sentence begins.
  if (/\p{Ll}[\s-]?\p{Lu}/u.test(text) || isBeforeName(occurrence)) return true;
  const isInside = /[\p{L}\p{N}]/u.test(prose.slice(sentence.start, span.start));
  return isInside || isNameElsewhere(occurrence, text);
}

/** Where any word has a capital, the rest of the page says whether this one always has. */
function isNameElsewhere({ facts, span }: Occurrence, text: string): boolean {
  const { small, inside } = facts.capitalUse(text, span.start);
  return inside > 0 && small === 0;
}

/** Whether the page never writes the term small: what is also the name of a product may be meant as one. */
export function isAlwaysCapital({ page: { prose }, span, facts }: Occurrence): boolean {
  const text = prose.slice(span.start, span.end);
  return /^\p{Lu}/u.test(text) && facts.capitalUse(text, span.start).small === 0;
}

/** Whether there is nothing but the term in its link, item, cell or paragraph. */
export function isAlone({ page, span, block }: Occurrence): boolean {
  const link = linkAt(page.links, span);
  const whole = link?.textSpan ?? block?.span;
  if (whole === undefined) return false;
  return lettersIn(page.prose, whole) <= lettersIn(page.prose, span);
}

function lettersIn(prose: string, { start, end }: Span): number {
  return prose.slice(start, end).replace(/[^\p{L}\p{N}]/gu, "").length;
}

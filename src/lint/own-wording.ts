import { isEnglish } from "../page/language.ts";
import type { Block, Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";

/** Pages whose text is law, history or somebody else's. Also `docs/changelog/v2.md` and `nda-template.md`. */
const foreignPage =
  /(?:^|[/._-])(?:licen[cs]es?|copying|notice|changelogs?|changes|history|release[-_]?notes|releases|code[-_]of[-_]conduct|anti[-_]harassment|harassment|polic(?:y|ies)|charters?|governance|compliance|cla|legal|contracts?|agreements?|addendum|nda|dpa|eula|terms|privacy|bylaws|statutes?|quotes?|testimonials?|transcripts?)(?:[/._-]|$)/i;

/** Pages and sections that speak about words. */
const aboutWords =
  /\b(?:inclusive|words?|wording|terms?|terminolog\w+|language|phrases?|idioms?|glossar\w+|vocabular\w+|writing|style ?guides?|spelling|grammar|pronouns?|jargon|definitions?|examples?)\b/i;

/** Sentences that name a word instead of using it. Too many of them left to people are better than one rewritten. */
const mentions =
  /\b(?:avoid|instead of|rather than|in place of|replac\w+|prefer(?:red)?|(?:do not|don['’]t|never|not|to) (?:say|use|write|call)|(?:say|write|spell|call)(?:ing|s)?|words?|terms?|terminolog\w+|phrases?|pronouns?|expressions?|idioms?|synonyms?|called|known as|so-called|label(?:l?ed)?|historically|examples?|e\.g|quot\w+|meaning|means|definition)\b/i;

/** Says what somebody has to do, or is entitled to. */
const normative =
  /\b(?:must|shall|may not|cannot|prohibited|forbidden|required|requires?|requirements?|obligat\w+|obliged|mandatory|entitle\w*|eligib\w+|compl(?:y|ies|iance)|violat\w+|polic(?:y|ies)|disciplin\w+|terminat\w+|rights?|consent|confidential\w*)\b/i;

/** A contract, a notice or a law speaks. */
const legalese =
  /\b(?:hereby|herein|hereof|hereto|hereunder|hereinafter|thereof|therein|thereto|whereas|pursuant|notwithstanding|indemnif\w+|licensors?|licensees?|warrant(?:y|ies)|liabilit(?:y|ies)|liable|copyrights?|the (?:employer|employee|parties|party|company)|contracts?|agreements?|in lieu|consideration|severance|statutor\w+|disclaim\w*)\b/i;

/** The first row of a table that sets words side by side. */
const wordTable =
  /\b(?:avoid|instead|don['’]?t|do not|say|replac\w+|not|non|wrong|right|misused|terms?|words?|phrases?|alternatives?|inclusive|prefer\w*|before|after|old|new|example|trigger|response)\b/i;

/**
 * Builds the test whether a stretch of a block is the handbook's own running text, which it uses and does not
 * speak about. Only there are words replaced unread.
 */
export function createWordingTest(page: Page): (span: Span, block: Block) => boolean {
  const isOwnPage =
    page.provenance === "authored" &&
    page.type !== "policy" &&
    !foreignPage.test(page.path) &&
    !aboutWords.test(page.path.replace(/[/_.-]+/g, " ")) &&
    !legalese.test(titleOf(page)) &&
    !normative.test(titleOf(page));
  if (!isOwnPage) return () => false;
  const headers = tableHeaders(page);
  return (span, block) => {
    if (block.isQuoted || !isEnglish(page, span)) return false;
    if (aboutWords.test(headingsAbove(page, block.section))) return false;
    if (block.table !== undefined && wordTable.test(headers.get(block.table) ?? "")) return false;
    const text = page.source.slice(block.span.start, block.span.end);
    if (mentions.test(text) || normative.test(text) || legalese.test(text)) return false;
    const at = { start: span.start - block.span.start, end: span.end - block.span.start };
    return !isMarkedOff(text, at);
  };
}

function titleOf({ frontMatter, headings }: Page): string {
  const title = frontMatter?.get("title");
  return typeof title === "string" ? title : (headings[0]?.text ?? "");
}

function headingsAbove({ sections }: Page, section: number): string {
  const texts: string[] = [];
  let index: number | undefined = section;
  while (index !== undefined) {
    const at: Page["sections"][number] | undefined = sections[index];
    texts.push(at?.heading?.text ?? "");
    index = at?.parent;
  }
  return texts.join("\n");
}

function tableHeaders({ blocks, lines, prose }: Page): ReadonlyMap<number, string> {
  const headers = new Map<number, string>();
  for (const { table, span } of blocks) {
    if (table === undefined || headers.has(table)) continue;
    const { start, end } = lines.span(lines.locate(span.start).line);
    headers.set(table, prose.slice(start, end));
  }
  return headers;
}

const pairs: readonly (readonly [opening: string, closing: string])[] = [
  ["“", "”"],
  ["‘", "’"],
  ["«", "»"],
  ["„", "“"],
];

/** Stands between quotation marks, is struck through, or is set in italics, as words are that are spoken of. */
function isMarkedOff(text: string, { start, end }: Span): boolean {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (pairs.some(([open, close]) => isOpen(before, open, close) && after.includes(close))) {
    return true;
  }
  if (['"', "~~", "`"].some((mark) => isOdd(before, mark) && after.includes(mark))) return true;
  if (/(?:^|[\s(["])'[^']*$/.test(before) && /^[^']*'/.test(after)) return true;
  if (isInElement(before)) return true;
  return /(?:^|[^*])\*$|(?:^|[^_])_$/.test(before) || /^(?:\*(?!\*)|_(?!_))/.test(after);
}

/** An element that quotes, stresses or strikes out is open. */
function isInElement(before: string): boolean {
  let opened = -1;
  for (const { index } of before.matchAll(/<(?:s|del|q|strike|em|i|cite)[\s>]/gi)) opened = index;
  return opened > before.lastIndexOf("</");
}

function isOpen(before: string, open: string, close: string): boolean {
  return before.lastIndexOf(open) > before.lastIndexOf(close);
}

function isOdd(text: string, mark: string): boolean {
  return text.split(mark).length % 2 === 0;
}

import { isEnglish } from "../page/language.ts";
import type { Block, Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";
import type { Span } from "../text/span.ts";

/** Pages whose text is history or somebody else's: `docs/changelog/v2.md`, `minutes/2026-11.md`, `CODE_OF_CONDUCT.md`. */
const foreignPage =
  /(?:^|[/._-])(?:licen[cs]es?|copying|notice|changelogs?|changes|history|release[-_]?notes|releases|code[-_]of[-_]conduct|quotes?|testimonials?|transcripts?|archived?|archives|minutes|meeting[-_]notes|session[-_]notes)(?:[/._-]|$)/i;

/** Pages whose words bind people: `anti-harassment.md`, `legal/nda.md`. */
const bindingPage =
  /(?:^|[/._-])(?:anti[-_]harassment|harassment|polic(?:y|ies)|charters?|governance|compliance|cla|legal|contracts?|agreements?|technical[-_]and[-_]organi[sz]ational|addendum|nda|dpa|eula|terms|privacy|bylaws|statutes?)(?:[/._-]|$)/i;

/** Pages and sections that speak about words. */
const aboutWords =
  /\b(?:inclusive|words?|wording|terms?|terminolog\w+|language|phrases?|idioms?|glossar\w+|vocabular\w+|writing|style ?guides?|spelling|grammar|pronouns?|jargon|definitions?|examples?)\b/i;

/** Sentences that name a word instead of using it. Too many of them left to people are better than one rewritten. */
const mentions =
  /\b(?:avoid|instead of|rather than|in place of|replac\w+|prefer(?:red)?|(?:do not|don['’]t|never|not|to) (?:say|use|write|call)|(?:say|write|spell|call)(?:ing|s)?|words?|terms?|terminolog\w+|phrases?|pronouns?|expressions?|idioms?|synonyms?|called|known as|so-called|label(?:l?ed)?|historically|examples?|e\.g|quot\w+|meaning|means|definition)\b/i;

/** Says what somebody has to do or is entitled to, or speaks as a contract, a notice or a law does. */
const binding =
  /\b(?:must|shall|may not|cannot|prohibited|forbidden|required|requires?|requirements?|obligat\w+|obliged|mandatory|entitle\w*|eligib\w+|compl(?:y|ies|iance)|violat\w+|polic(?:y|ies)|disciplin\w+|terminat\w+|rights?|consent|confidential\w*|hereby|herein|hereof|hereto|hereunder|hereinafter|thereof|therein|thereto|whereas|pursuant|notwithstanding|indemnif\w+|licensors?|licensees?|warrant(?:y|ies)|liabilit(?:y|ies)|liable|copyrights?|the (?:employer|employee|parties|party|company)|contracts?|agreements?|in lieu|consideration|severance|statutor\w+|disclaim\w*|insur(?:ed|ance|er)|beneficiar(?:y|ies)|claimants?|disabilit(?:y|ies)|illness|medical)\b/i;

/** A cell of fewer words is a value or a label, which may stand elsewhere as well. */
const cellWordsMin = 4;

/** Nobody writes longer paragraphs: the longest of a public handbook of 2,154 pages has 8,693 characters (2022). */
const blockCharsMax = 10_000;

/** The first row of a table that sets words side by side. */
const wordTable =
  /\b(?:avoid|instead|don['’]?t|do not|say|replac\w+|not|non|wrong|right|misused|terms?|words?|phrases?|alternatives?|inclusive|prefer\w*|before|after|old|new|example|trigger|response)\b/i;

/** The first row of a table that tells the history of a document has one of each, and the sections that do. */
const historyDate = /\b(?:dates?|versions?|revisions?)\b/i;
const historyNote = /\b(?:changes?|description|details|comments?|notes?|summary|author)\b/i;
const historySection =
  /\b(?:change ?logs?|(?:version|revision|change|document|edit) history|history|release notes|what['’]s new|minutes|meeting notes|transcripts?|testimonials?|quotes?)\b/i;

/** What is known of the text of one page, before somebody edits it unread. */
export interface OwnText {
  /** The stretch is written by the people of this handbook, not quoted, struck through or handed down. */
  isOwn(span: Span, block: Block): boolean;
  /** It is English that uses its words and does not speak about them, and that binds nobody. */
  isRunningEnglish(edit: Edit, block: Block): boolean;
}

/** Looks at a page once for all edits. */
export function ownTextOf(page: Page): OwnText {
  const isOwnPage = page.provenance === "authored" && !foreignPage.test(page.path);
  const isPlainPage =
    page.type !== "policy" &&
    !bindingPage.test(page.path) &&
    !aboutWords.test(page.path.replace(/[/_.-]+/g, " ")) &&
    !binding.test(titleOf(page));
  const headers = tableHeaders(page);
  return {
    isOwn(span, block) {
      if (!isOwnPage || block.isQuoted || isTooLong(block)) return false;
      if (historySection.test(headingsAbove(page, block.section))) return false;
      if (block.table !== undefined && isHistory(headers.get(block.table) ?? "")) return false;
      const { start } = block.span;
      const text = page.source.slice(start, block.span.end);
      return !isMarkedOff(text, { start: span.start - start, end: span.end - start });
    },
    isRunningEnglish({ span, text: written }, block) {
      if (!isPlainPage || isTooLong(block) || !isEnglish(page, span)) return false;
      if (aboutWords.test(headingsAbove(page, block.section))) return false;
      const text = page.source.slice(block.span.start, block.span.end);
      if (block.table !== undefined) {
        if (wordTable.test(headers.get(block.table) ?? "")) return false;
        if (text.trim().split(/\s+/).length < cellWordsMin) return false;
      }
      if (mentions.test(text) || binding.test(text)) return false;
      if (isInBoldTitle(text, span.start - block.span.start)) return false;
      const found = page.source.slice(span.start, span.end);
      return found.toLowerCase() === written.toLowerCase() || !isName(page.prose, block, span);
    },
  };
}

/** Stands in a line that is all bold, or in the bold label that begins one: `**Before the start:** ask.` */
function isInBoldTitle(text: string, at: number): boolean {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const [line = ""] = text.slice(start).split("\n", 1);
  const mark = /^\s*(\*\*|__)/.exec(line)?.[1];
  if (mark === undefined) return false;
  const opening = line.indexOf(mark) + mark.length;
  const closing = line.indexOf(mark, opening);
  if (closing < at - start) return false;
  const rest = line.slice(closing + mark.length).trim();
  return rest === "" || rest === "." || rest.startsWith(":") || line[closing - 1] === ":";
}

function isHistory(header: string): boolean {
  return historyDate.test(header) && historyNote.test(header);
}

function isTooLong({ span }: Block): boolean {
  return span.end - span.start > blockCharsMax;
}

/** A capital inside a sentence: “World Health Organisation”. */
function isName(prose: string, block: Block, span: Span): boolean {
  if (!/^\p{Lu}/u.test(prose.slice(span.start, span.end))) return false;
  const before = prose.slice(Math.max(block.span.start, span.start - 20), span.start);
  return /[\p{L}\p{N},;’')\uFFFC-]\s*$/u.test(before);
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

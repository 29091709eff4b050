import type { Span } from "../text/span.ts";
import { htmlPieces } from "./html-tags.ts";
import { HtmlText } from "./html-text.ts";
import type { Block, FrontMatter, FrontMatterText } from "./page.ts";
import type { ProseWriter } from "./prose-writer.ts";

/** What readers see of every page, however short it is. */
const SHOWN = new Set(["title", "linktitle", "description", "summary", "subtitle", "excerpt"]);
const TITLES = new Set(["title", "linktitle"]);
/** Keys in which sites keep a section of a job page, whose items may be short: “Young and hungry”. */
const SECTIONS =
  /^(?:(?:job|key|main|minimum|preferred|required|role)[ _-]?)?(?:benefits|duties|expectations|objectives|perks|qualifications|requirements?|responsibilit(?:y|ies)|skills|tasks)$/;
/** Other values of so many words are text: job pages of some sites keep all of theirs there. */
const WORDS_MIN = 5;

/** Writes the text that readers see of front matter, a block for each title, paragraph and item. */
export function addFrontMatterText(
  source: string,
  { texts }: FrontMatter,
  prose: ProseWriter,
  blocks: Block[],
): void {
  for (const { key, span } of texts) {
    const name = key.toLowerCase();
    const isShown = SHOWN.has(name) || SECTIONS.test(name);
    if (!isShown && !isText(source.slice(span.start, span.end))) continue;
    const kind = TITLES.has(name) ? "heading" : "paragraph";
    for (const piece of paragraphs(source, span)) addPiece(source, piece, kind, prose, blocks);
  }
}

function isText(value: string): boolean {
  const words = value.split(/\s+/).filter((piece) => WORD.test(piece));
  return words.length >= WORDS_MIN;
}

/** A word with the marks around it; no path, number or address. */
const WORD = /^[^\p{L}\s]{0,3}\p{L}[\p{L}\p{M}'’-]{0,40}[^\p{L}\s]{0,3}$/u;

/** Cuts a value of several lines where Markdown would: at blank lines and at items of a list. */
function* paragraphs(source: string, { start, end }: Span): Iterable<Span> {
  const breaks = /\n[ \t]*\r?(?=\n)|\n(?=[ \t]*(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t])/g;
  let from = start;
  for (const { index } of source.slice(start, end).matchAll(breaks)) {
    yield { start: from, end: start + index };
    from = start + index + 1;
  }
  yield { start: from, end };
}

function addPiece(
  source: string,
  { start, end }: Span,
  kind: Block["kind"],
  prose: ProseWriter,
  blocks: Block[],
): void {
  const marker = /^\s*(?:(?:[-*+]|\d{1,3}[.)]|#{1,6})[ \t]+)?/.exec(source.slice(start, end));
  const place = {
    kind,
    container: "front-matter",
    itemDepth: 0,
    quoteDepth: 0,
    section: 0,
    nextTable: () => undefined,
  } as const;
  const running = new HtmlText(prose, blocks, place);
  for (const piece of htmlPieces(source, start + (marker?.[0].length ?? 0), end)) {
    if (piece.kind === "tag") running.tag(piece);
    else if (piece.kind === "text") running.text(piece.span, source);
  }
  running.end();
}

/** Where the text of a scalar is, without quotes or the mark of a block; undefined where it holds no text. */
export function scalarText(source: string, { start, end }: Span): Span | undefined {
  const quote = source.charAt(start);
  if (quote === "|" || quote === ">") {
    const lineBreak = source.indexOf("\n", start);
    return lineBreak === -1 || lineBreak >= end ? undefined : { start: lineBreak + 1, end };
  }
  const isQuoted =
    (quote === '"' || quote === "'") && end - start >= 2 && source[end - 1] === quote;
  const span = isQuoted ? { start: start + 1, end: end - 1 } : { start, end };
  return span.start < span.end ? span : undefined;
}

/** Texts of front matter that is flat: of each key its value. */
export function flatTexts(
  source: string,
  entries: FrontMatter["entries"],
): readonly FrontMatterText[] {
  return entries.flatMap(({ key, value, valueSpan }) => {
    const span = typeof value === "string" ? scalarText(source, valueSpan) : undefined;
    return span === undefined ? [] : [{ key, span }];
  });
}

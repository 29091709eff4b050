import type { Handbook } from "../handbook/handbook.ts";
import { foldAnchor } from "../handbook/links/anchors.ts";
import type { Block, Link, Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";
import { contains, overlaps, type Span } from "../text/span.ts";
import type { Suggestion } from "./finding.ts";
import { type OwnText, ownTextOf } from "./own-text.ts";

/**
 * Decides what may become of a suggestion, whichever rule makes it: nothing, where applying it would write
 * down what decoding lost; an offer that a person reads; or an edit that may be applied unread.
 */
export type SuggestionGuard = (suggestion: Suggestion) => Suggestion | undefined;

/** Builds the guard of one page; a page without suggestions costs nothing. */
export function suggestionGuard(page: Page, handbook: Handbook): SuggestionGuard {
  const isDamaged = page.problems.some(({ kind }) => kind === "not-utf8");
  let own: OwnText | undefined;
  const mayGoUnread = (edit: Edit): boolean => {
    const { span } = edit;
    const block = blockAround(page, span);
    if (block === undefined) return isBetweenBlocks(page, span) && !changesWords(page, edit);
    const link = page.links.find((link) => contains(link.span, span));
    if (link?.targetSpan !== undefined && overlaps(link.targetSpan, span)) {
      return leadsToTheSame(page, handbook, link, edit);
    }
    if (lineBreaks(edit.text) !== lineBreaks(textAt(page, span))) return false;
    if (block.kind === "heading" && changesAnchor(page, block, edit)) return false;
    own ??= ownTextOf(page);
    if (!own.isOwn(span, block)) return false;
    if (!changesWords(page, edit)) return true;
    return link === undefined && own.isRunningEnglish(edit, block);
  };
  return (suggestion) => {
    const { edits, isSafe } = suggestion;
    if (isDamaged && edits.some((edit) => isOnLostText(page, edit))) return undefined;
    if (!isSafe || (!isDamaged && edits.every(mayGoUnread))) return suggestion;
    return { ...suggestion, isSafe: false };
  };
}

/** A suggestion replaces whole lines, also the characters on them that could not be decoded. */
function isOnLostText({ lines, source }: Page, { span }: Edit): boolean {
  const { start } = lines.span(lines.locate(span.start).line);
  const { end } = lines.span(lines.locate(span.end).line);
  return source.slice(start, end).includes("\uFFFD");
}

/** The heading, paragraph or cell that holds all of a span. */
function blockAround({ blocks }: Page, span: Span): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.span.start ?? Infinity) <= span.start) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  return block !== undefined && contains(block.span, span) ? block : undefined;
}

function isBetweenBlocks({ blocks }: Page, span: Span): boolean {
  return !blocks.some((block) => overlaps(block.span, span));
}

/** The target is written in another way, and both ways are known to lead to one place of one page. */
function leadsToTheSame(page: Page, handbook: Handbook, link: Link, { span, text }: Edit): boolean {
  const { target, targetSpan = span } = link;
  if (!contains(targetSpan, span)) return false;
  const { source } = page;
  const now =
    source.slice(targetSpan.start, span.start) + text + source.slice(span.end, targetSpan.end);
  const was = handbook.resolve(page.path, target);
  const is = handbook.resolve(page.path, now);
  const isSamePage = was.kind === "found" && is.kind === "found" && was.path === is.path;
  return isSamePage && anchorIn(target) === anchorIn(now);
}

function anchorIn(target: string): string {
  const hash = target.indexOf("#");
  return hash === -1 ? "" : foldAnchor(target.slice(hash + 1));
}

/** Another page may link to a heading, and so may people's bookmarks. */
function changesAnchor(page: Page, block: Block, { span, text }: Edit): boolean {
  const heading = page.headings.find(({ textSpan }) => textSpan.start === block.span.start);
  if (heading?.id !== undefined) return false;
  return slug(textAt(page, span)) !== slug(text);
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, "");
}

/** The edit writes or takes away words: letters or digits that a reader sees. */
function changesWords(page: Page, { span, text }: Edit): boolean {
  const old = textAt(page, span);
  if (isComment(old)) return !isComment(text);
  return letters(old) !== letters(text);
}

function isComment(text: string): boolean {
  return /^\s*(?:<!--(?:(?!-->)[^])*-->\s*)?$/.test(text);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}-]+/gu, "");
}

function lineBreaks(text: string): number {
  return text.split("\n").length;
}

function textAt({ source }: Page, { start, end }: Span): string {
  return source.slice(start, end);
}

import type { Block, Page } from "../page/page.ts";
import type { Edit } from "../text/edit.ts";
import { contains, overlaps, type Span } from "../text/span.ts";
import { createWordingTest } from "./own-wording.ts";
import type { Suggestion } from "./finding.ts";

/**
 * Decides what may become of a suggestion, whichever rule makes it: nothing, where applying it would write
 * down what decoding lost; an offer that a person reads; or an edit that may be applied unread.
 */
export type SuggestionGuard = (suggestion: Suggestion) => Suggestion | undefined;

/** Builds the guard of one page; a page without suggestions costs nothing. */
export function suggestionGuard(page: Page): SuggestionGuard {
  const isDamaged = page.problems.some(({ kind }) => kind === "not-utf8");
  let isOwnWording: ((span: Span, block: Block) => boolean) | undefined;
  const mayGoUnread = ({ span, text }: Edit): boolean => {
    const block = blockAround(page, span);
    if (block === undefined) return isBetweenBlocks(page, span) && !isWording(page, { span, text });
    if (lineBreaks(text) !== lineBreaks(page.source.slice(span.start, span.end))) return false;
    if (!isWording(page, { span, text })) return true;
    isOwnWording ??= createWordingTest(page);
    return isOwnWording(span, block);
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

/** The edit writes or takes away words: letters or digits that a reader sees. */
function isWording(page: Page, { span, text }: Edit): boolean {
  const old = page.source.slice(span.start, span.end);
  if (isComment(old)) return !isComment(text);
  return letters(old) !== letters(text);
}

function isComment(text: string): boolean {
  return /^\s*(?:<!--(?:(?!-->)[^])*-->\s*)?$/.test(text);
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

function lineBreaks(text: string): number {
  return text.split("\n").length;
}

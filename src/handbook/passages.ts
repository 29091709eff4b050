import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import { emptySketch, type Sketch, sketch } from "./winnow.ts";
import { hashWords, wordBuffer } from "./word-hashes.ts";

/** Shorter passages are stock sentences: nobody can keep them in one place. They are not indexed. */
export const INDEXED_WORDS_MIN = 15;

/** A paragraph, list item or quotation of a page. */
export interface Passage {
  readonly span: Span;
  readonly words: number;
  /** Index of the nearest heading above; undefined before the first one. */
  readonly heading: number | undefined;
  /** Valid until the next passage is asked for. */
  readonly sketch: Sketch;
}

/**
 * Reads the passages of at least so many words of a page, in order: running text only, no headings,
 * tables, footnotes, code.
 */
export function* readPassages(
  page: Page,
  minWords = INDEXED_WORDS_MIN,
): Generator<Passage, void, void> {
  const least = Math.max(minWords, INDEXED_WORDS_MIN);
  const words = wordBuffer();
  const result = emptySketch();
  for (const block of page.blocks) {
    if (block.kind !== "paragraph") continue;
    if (block.container === "table" || block.container === "footnote") continue;
    if (block.span.end - block.span.start < least) continue;
    hashWords(page.source, page.prose, block.span, words);
    if (words.words < least) continue;
    sketch(words, result);
    yield {
      span: block.span,
      words: words.words,
      heading: block.section > 0 ? block.section - 1 : undefined,
      sketch: result,
    };
  }
}

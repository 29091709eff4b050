import type { Page } from "../../page/page.ts";
import type { Span } from "../../text/span.ts";
import { emptySketch, type Sketch, sketch } from "./fingerprints.ts";
import { hashWords, wordBuffer, type WordHashes } from "./word-hashes.ts";

/** Shorter passages are stock sentences: nobody can keep them in one place. They are not indexed. */
export const INDEXED_WORDS_MIN = 15;

/** A paragraph, list item or quotation of a page. */
export interface Passage {
  readonly span: Span;
  readonly words: number;
  /** Index of the nearest heading above; undefined before the first one. */
  readonly heading: number | undefined;
  /** Valid until the next passage is asked for, as is `hashes`. */
  readonly sketch: Sketch;
  readonly hashes: WordHashes;
}

/** A piece of running text with its words. Nothing of them is valid once the page is read. */
export interface Paragraph {
  readonly span: Span;
  readonly heading: number | undefined;
  /** Valid until the next paragraph is asked for. */
  readonly words: WordHashes;
}

/** Reads the paragraphs of at least so many words of a page, in order: running text only, no headings, tables, footnotes, code. */
export function* readParagraphs(page: Page, least: number): Generator<Paragraph, void, void> {
  const words = buffers.pop() ?? wordBuffer();
  try {
    for (const block of page.blocks) {
      if (block.kind !== "paragraph" || !block.isMarkdown) continue;
      if (block.container === "table" || block.container === "footnote") continue;
      if (block.span.end - block.span.start < least) continue;
      hashWords(page.source, page.prose, block.span, words);
      if (words.words < least) continue;
      const heading = block.section > 0 ? block.section - 1 : undefined;
      yield { span: block.span, heading, words };
    }
  } finally {
    if (words.hashes.length <= keptWordsMax) buffers.push(words);
  }
}

/** Buffers of pages that are read: making one takes longer than reading a short page. */
const buffers: WordHashes[] = [];

const keptWordsMax = 1 << 14;

/** Reads the passages of at least so many words of a page, in order. */
export function* readPassages(
  page: Page,
  minWords = INDEXED_WORDS_MIN,
): Generator<Passage, void, void> {
  const result = emptySketch();
  for (const { span, heading, words } of readParagraphs(
    page,
    Math.max(minWords, INDEXED_WORDS_MIN),
  )) {
    sketch(words, result);
    yield { span, heading, words: words.words, sketch: result, hashes: words };
  }
}

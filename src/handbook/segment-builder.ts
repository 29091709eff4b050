import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import type { StoredPage } from "./page-record.ts";
import { sketch, emptySketch } from "./passages/fingerprints.ts";
import { NONE, PassageTableBuilder } from "./passages/passage-table.ts";
import { INDEXED_WORDS_MIN, readParagraphs } from "./passages/passages.ts";
import { readPage, TextPool } from "./read-page.ts";
import { type AddressSettings, Segment } from "./segment.ts";
import { readSentences, SENTENCE_WORDS_MIN, slotValuesOf } from "./sentences/read-sentences.ts";
import { SentenceTableBuilder } from "./sentences/sentence-table.ts";

/** Collects pages into a segment. Pages themselves are let go. */
export class SegmentBuilder {
  readonly #pages: StoredPage[] = [];
  readonly #passages = new PassageTableBuilder();
  readonly #sentences = new SentenceTableBuilder();
  readonly #sketch = emptySketch();
  readonly #texts = new TextPool();

  add(page: Page): void {
    const number = this.#pages.push(readPage(page, this.#texts)) - 1;
    // What a program or a lawyer writes is nobody's copy.
    if (page.provenance === "authored") this.#addPassages(page, number);
    else this.#passages.beginPage();
  }

  #addPassages(page: Page, number: number): void {
    this.#passages.beginPage();
    const least = Math.min(INDEXED_WORDS_MIN, SENTENCE_WORDS_MIN);
    for (const paragraph of readParagraphs(page, least)) {
      const { span, words, heading = NONE } = paragraph;
      const { line } = page.lines.locate(span.start);
      for (const sentence of readSentences(page, paragraph)) {
        const place = { page: number, ...sentence.span, heading };
        this.#sentences.add(
          sentence,
          { ...place, line: lineOf(page, span, line, sentence.span) },
          sentence.values,
          () => slotValuesOf(page, sentence),
        );
      }
      if (words.words < INDEXED_WORDS_MIN) continue;
      sketch(words, this.#sketch);
      const place = { page: number, ...span, line, heading, words: words.words };
      this.#passages.add(place, this.#sketch);
    }
  }

  paths(): string[] {
    return this.#pages.map(({ path }) => path);
  }

  finish(settings: AddressSettings): Segment {
    const passages = this.#passages.finish();
    return new Segment(this.#pages, { passages, sentences: this.#sentences.finish() }, settings);
  }
}

/** Most paragraphs are on one line, which is known. */
function lineOf(page: Page, paragraph: Span, line: number, { start }: Span): number {
  const isOneLine = page.lines.span(line).end >= paragraph.end;
  return isOneLine ? line : page.lines.locate(start).line;
}

/** Puts the pages that are still visible of several segments into one. */
export function mergeSegments(
  layers: readonly { readonly segment: Segment; readonly hidden: ReadonlySet<number> }[],
  settings: AddressSettings,
): Segment {
  const pages: StoredPage[] = [];
  const passages = new PassageTableBuilder();
  const sentences = new SentenceTableBuilder();
  for (const { segment, hidden } of layers) {
    const numbers = new Map<number, number>();
    for (const [number, { stored }] of segment.pages.entries()) {
      if (hidden.has(number)) continue;
      segment.passages.copyPage(number, passages, pages.length);
      numbers.set(number, pages.length);
      pages.push(stored);
    }
    segment.sentences.copyTo(sentences, numbers);
  }
  const tables = { passages: passages.finish(), sentences: sentences.finish() };
  return new Segment(pages, tables, settings);
}

import type { Page, YamlValue } from "../page/page.ts";
import { detach } from "../text/detach.ts";
import type { Span } from "../text/span.ts";
import { pageAnchors } from "./links/anchors.ts";
import { NumberList } from "./number-list.ts";
import { NONE, PassageTableBuilder } from "./passages/passage-table.ts";
import { INDEXED_WORDS_MIN, readParagraphs } from "./passages/passages.ts";
import { isOwnTarget } from "./links/page-references.ts";
import { type AddressSettings, type LinkTable, type PageRecord, Segment } from "./segment.ts";
import { readSentences, SENTENCE_WORDS_MIN, slotValuesOf } from "./sentences/read-sentences.ts";
import { SentenceTableBuilder } from "./sentences/sentence-table.ts";
import { emptySketch, sketch } from "./passages/fingerprints.ts";
import { keyOf, pageAddress } from "./links/urls.ts";

/** Collects pages into a segment. Pages themselves are let go. */
export class SegmentBuilder {
  readonly #records: Omit<PageRecord, "address" | "aliases">[] = [];
  readonly #hints: { url: string | undefined; slug: string | undefined; aliases: string[] }[] = [];
  readonly #passages = new PassageTableBuilder();
  readonly #sentences = new SentenceTableBuilder();
  readonly #sketch = emptySketch();
  readonly #texts = new TextPool();

  add(page: Page): void {
    const number = this.#records.length;
    const anchors = pageAnchors(page);
    const texts = this.#texts;
    const facts = {
      path: page.path,
      type: page.type,
      title: titleOf(page),
      url: undefined,
      headings: page.headings.map(({ depth, text, span }, index) => ({
        depth,
        text: texts.keep(text),
        line: page.lines.locate(span.start).line,
        anchor: texts.keep(anchors.headings[index] ?? ""),
      })),
      hasTemplates: page.hasTemplates,
      canonical: canonicalOf(page.frontMatter?.get("canonical")),
      date: dateOf(page),
      keys: (page.frontMatter?.entries ?? []).map(({ key }) => texts.keep(key)),
    };
    this.#records.push({
      facts,
      otherAnchors: anchors.others.map((name) => texts.keep(name)),
      hasUnknownAnchors:
        page.hasTemplates ||
        page.path.endsWith(".erb") ||
        page.headings.some(({ isOpaque, id }) => isOpaque && id === undefined),
      links: linkTable(page, texts),
    });
    this.#hints.push({
      url: textOf(page.frontMatter?.get("url")),
      slug: textOf(page.frontMatter?.get("slug")),
      aliases: textsOf(page.frontMatter?.get("aliases")),
    });
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
    return this.#records.map(({ facts }) => facts.path);
  }

  finish(settings: AddressSettings): Segment {
    const pages = this.#records.map((record, number) => {
      const hints = this.#hints[number];
      const address =
        record.facts.type === "include"
          ? undefined
          : pageAddress(record.facts.path, settings.layout, hints);
      const aliases = settings.layout === "hugo" ? (hints?.aliases ?? []) : [];
      return {
        ...record,
        facts: { ...record.facts, url: address?.url },
        address,
        aliases: aliases.map((alias) => keyOf(alias, settings.layout)),
      };
    });
    const passages = this.#passages.finish();
    return new Segment(pages, { passages, sentences: this.#sentences.finish() }, settings);
  }
}

/** Most paragraphs stand on one line, which is known. */
function lineOf(page: Page, paragraph: Span, line: number, { start }: Span): number {
  const isOneLine = page.lines.span(line).end >= paragraph.end;
  return isOneLine ? line : page.lines.locate(start).line;
}

/** Texts that outlive their pages, each kept once: most anchors and link targets recur. */
class TextPool {
  readonly #texts = new Map<string, string>();

  keep(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = detach(text);
    this.#texts.set(own, own);
    return own;
  }
}

/** Puts the pages that are still shown of several segments into one. */
export function mergeSegments(
  layers: readonly { readonly segment: Segment; readonly hidden: ReadonlySet<number> }[],
  settings: AddressSettings,
): Segment {
  const pages: PageRecord[] = [];
  const passages = new PassageTableBuilder();
  const sentences = new SentenceTableBuilder();
  for (const { segment, hidden } of layers) {
    const numbers = new Map<number, number>();
    for (const [number, page] of segment.pages.entries()) {
      if (hidden.has(number)) continue;
      segment.passages.copyPage(number, passages, pages.length);
      numbers.set(number, pages.length);
      pages.push(page);
    }
    segment.sentences.copyTo(sentences, numbers);
  }
  const tables = { passages: passages.finish(), sentences: sentences.finish() };
  return new Segment(pages, tables, settings);
}

function linkTable(page: Page, texts: TextPool): LinkTable {
  const targets: string[] = [];
  const places = new NumberList(16);
  for (const link of page.links) {
    if (!isOwnTarget(link) || /^(?:mailto|tel):/i.test(link.target)) continue;
    targets.push(texts.keep(link.target));
    places.push(page.lines.locate(link.span.start).line);
    places.push(link.span.start);
    places.push(link.span.end);
  }
  return { targets, places: places.toArray() };
}

function titleOf(page: Page): string | undefined {
  const title = textOf(page.frontMatter?.get("title"));
  if (title !== undefined && title.trim() !== "") return title.trim();
  const heading = page.headings.find(({ depth }) => depth === 1);
  return heading === undefined ? undefined : detach(heading.text);
}

function canonicalOf(value: YamlValue | undefined): string | undefined {
  return value === true ? "true" : textOf(value);
}

function dateOf({ frontMatter }: Page): string | undefined {
  const value = frontMatter?.get("date") ?? frontMatter?.get("created");
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  }
  return typeof value === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
}

function textOf(value: YamlValue | undefined): string | undefined {
  return typeof value === "string" ? detach(value) : undefined;
}

function textsOf(value: YamlValue | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string").map(detach);
}

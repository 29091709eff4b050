import type { Block, Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { foldWords } from "./words.ts";
import { sentenceAround } from "../../src/text/sentences.ts";

/** A sentence is looked at no further than this to either side of a word. */
const reachMax = 600;

/** No condition needs more of a heading. */
const headingCharactersMax = 200;

/** Where a word stands: everything that conditions ask about, computed when asked for. */
export interface Place {
  readonly page: Page;
  readonly span: Span;
  readonly block: Block | undefined;
  /** The sentence around the word, as a reader reads it. */
  readonly sentence: Span;
  /** Folded text of the sentence, of its part before and after the word, of the block, of the page. */
  readonly folded: {
    readonly sentence: string;
    readonly before: string;
    readonly after: string;
    readonly block: string;
    readonly page: string;
  };
  /** Headings above, outermost first, folded, with a line break between. */
  readonly headings: string;
  /** The first row of the table that the word stands in, folded; empty outside tables. */
  readonly tableHeader: string;
}

/** Looks up places on one page, and remembers what neighbours share: a page may hold a word ten thousand times. */
export function placesOn(page: Page): (span: Span) => Place {
  const { prose } = page;
  const blocks = new Map<Block, string>();
  const sections = new Map<number | undefined, string>();
  const headers = once(() => headersOf(page));
  const wholePage = once(() => foldWords(prose));
  const fold = ({ start, end }: Span): string => foldWords(prose.slice(start, end));
  return (span) => {
    const block = blockAt(page.blocks, span.start);
    const sentence = once(() => sentenceNear(prose, span, block?.span));
    const whole = once(() => fold(sentence()));
    const before = once(() => fold({ start: sentence().start, end: span.start }));
    const after = once(() => fold({ start: span.end, end: sentence().end }));
    return {
      page,
      span,
      block,
      get sentence() {
        return sentence();
      },
      folded: {
        get sentence() {
          return whole();
        },
        get before() {
          return before();
        },
        get after() {
          return after();
        },
        get block() {
          return block === undefined ? "" : remembered(blocks, block, () => fold(block.span));
        },
        get page() {
          return wholePage();
        },
      },
      get headings() {
        const section = block?.section;
        return remembered(sections, section, () =>
          foldWords(headingsAbove(page, section).join("\n")),
        );
      },
      get tableHeader() {
        return block?.table === undefined ? "" : (headers().get(block.table) ?? "");
      },
    };
  };
}

/** The folded line of the first cell of every table. */
function headersOf({ blocks, lines, source }: Page): ReadonlyMap<number, string> {
  const headers = new Map<number, string>();
  for (const { table, span } of blocks) {
    if (table === undefined || headers.has(table)) continue;
    const line = lines.span(lines.locate(span.start).line);
    headers.set(table, foldWords(source.slice(line.start, Math.min(line.end, line.start + 500))));
  }
  return headers;
}

function once<T>(compute: () => T): () => T {
  let value: { readonly is: T } | undefined;
  return () => (value ??= { is: compute() }).is;
}

function remembered<K, V>(known: Map<K, V>, key: K, compute: () => V): V {
  const value = known.get(key) ?? compute();
  known.set(key, value);
  return value;
}

/** The texts of the headings a section stands under, outermost first, its own last. */
export function headingsAbove(page: Page, section: number | undefined): string[] {
  const texts: string[] = [];
  let index = section;
  while (index !== undefined) {
    const at = page.sections[index];
    if (at?.heading !== undefined) texts.unshift(at.heading.text.slice(0, headingCharactersMax));
    index = at?.parent;
  }
  return texts;
}

/** The block an offset lies in. Blocks are in order and do not overlap. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.span.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  const block = blocks[low];
  return block !== undefined && block.span.start <= offset && offset < block.span.end
    ? block
    : undefined;
}

/** The sentence around a span of the prose, within its block, no further than a limit to either side. */
export function sentenceNear(prose: string, span: Span, block: Span | undefined): Span {
  const start = Math.max(block?.start ?? 0, span.start - reachMax);
  const end = Math.min(block?.end ?? prose.length, span.end + reachMax);
  return sentenceAround(prose, span, { start, end });
}

/** The last `count` words of a folded text. */
export function lastWords(text: string, count: number): string {
  let at = text.length;
  for (let words = 0; words < count && at > 0; words += 1) {
    while (at > 0 && /\s/.test(text[at - 1] ?? "")) at -= 1;
    while (at > 0 && !/\s/.test(text[at - 1] ?? "")) at -= 1;
  }
  return text.slice(at);
}

/** The first `count` words of a folded text. */
export function firstWords(text: string, count: number): string {
  let at = 0;
  for (let words = 0; words < count && at < text.length; words += 1) {
    while (at < text.length && /\s/.test(text[at] ?? "")) at += 1;
    while (at < text.length && !/\s/.test(text[at] ?? "")) at += 1;
  }
  return text.slice(0, at);
}

import type { Block, Page } from "../../src/page/page.ts";
import { sentenceAround } from "../../src/text/sentences.ts";
import type { Span } from "../../src/text/span.ts";
import { blockAt, blockIndexAt, headingsAbove } from "./blocks.ts";
import { clauseAround } from "./clause.ts";
import { foldWords } from "./fold-words.ts";
import { PageFacts } from "./page-facts.ts";

/** A sentence is looked at no further than this to either side of a term. */
const sentenceCharactersMax = 600;

/** So much of the first row of a table says what its columns hold. */
const tableHeaderCharactersMax = 500;

/** Folded text around a term, for tests of words. */
export interface FoldedContext {
  readonly sentence: string;
  /** The sentence before the term, and behind it. */
  readonly before: string;
  readonly after: string;
  /** The part of the sentence that the term belongs to, and its two halves. */
  readonly clause: string;
  readonly clauseBefore: string;
  readonly clauseAfter: string;
  readonly block: string;
  readonly page: string;
  /** Headings above, outermost first, with a line break between. */
  readonly headings: string;
  /** The first row of the table that the term is in; empty outside tables. */
  readonly tableHeader: string;
  /** The paragraph that introduces the list the term is in (“Avoid these words:”), or the end of the one before. */
  readonly introduction: string;
}

/** A term as found on a page, with all that the conditions of a list ask about, computed when asked for. */
export interface Occurrence {
  readonly page: Page;
  readonly span: Span;
  readonly block: Block | undefined;
  readonly sentence: Span;
  readonly clause: Span;
  readonly folded: FoldedContext;
  readonly facts: PageFacts;
}

/** What the occurrences on one page share: a page may hold a term ten thousand times. */
interface PageText {
  readonly page: Page;
  readonly facts: PageFacts;
  readonly blocks: Map<Block, string>;
  readonly sections: Map<number | undefined, string>;
  readonly headers: () => ReadonlyMap<number, string>;
  readonly whole: () => string;
}

/** Looks up occurrences on one page. */
export function occurrencesOn(page: Page): (span: Span) => Occurrence {
  const shared: PageText = {
    page,
    facts: new PageFacts(page),
    blocks: new Map(),
    sections: new Map(),
    headers: once(() => tableHeadersOf(page)),
    whole: once(() => foldWords(page.prose)),
  };
  return (span) => new LazyOccurrence(shared, span);
}

class LazyOccurrence implements Occurrence {
  readonly page: Page;
  readonly span: Span;
  readonly block: Block | undefined;
  readonly folded: FoldedContext;
  readonly facts: PageFacts;
  #sentence: Span | undefined;
  #clause: Span | undefined;

  constructor(shared: PageText, span: Span) {
    this.page = shared.page;
    this.span = span;
    this.facts = shared.facts;
    this.block = blockAt(shared.page.blocks, span.start);
    this.folded = new LazyContext(shared, this);
  }

  get sentence(): Span {
    const { span, block, page } = this;
    this.#sentence ??= sentenceAround(page.prose, span, {
      start: Math.max(block?.span.start ?? 0, span.start - sentenceCharactersMax),
      end: Math.min(block?.span.end ?? page.prose.length, span.end + sentenceCharactersMax),
    });
    return this.#sentence;
  }

  get clause(): Span {
    this.#clause ??= clauseAround(this.page.prose, this.span, this.sentence);
    return this.#clause;
  }
}

class LazyContext implements FoldedContext {
  readonly #shared: PageText;
  readonly #of: Occurrence;
  readonly #known = new Map<string, string>();

  constructor(shared: PageText, of: Occurrence) {
    this.#shared = shared;
    this.#of = of;
  }

  get sentence(): string {
    return this.#fold("sentence", () => this.#of.sentence);
  }

  get before(): string {
    const { sentence, span } = this.#of;
    return this.#fold("before", () => ({ start: sentence.start, end: span.start }));
  }

  get after(): string {
    const { sentence, span } = this.#of;
    return this.#fold("after", () => ({ start: span.end, end: sentence.end }));
  }

  get clause(): string {
    return this.#fold("clause", () => this.#of.clause);
  }

  get clauseBefore(): string {
    const { clause, span } = this.#of;
    return this.#fold("clauseBefore", () => ({ start: clause.start, end: span.start }));
  }

  get clauseAfter(): string {
    const { clause, span } = this.#of;
    return this.#fold("clauseAfter", () => ({ start: span.end, end: clause.end }));
  }

  get block(): string {
    const { block } = this.#of;
    if (block === undefined) return "";
    return remembered(this.#shared.blocks, block, () => foldSpan(this.#of.page, block.span));
  }

  get page(): string {
    return this.#shared.whole();
  }

  get headings(): string {
    const section = this.#of.block?.section;
    return remembered(this.#shared.sections, section, () =>
      foldWords(headingsAbove(this.#of.page, section).join("\n")),
    );
  }

  get tableHeader(): string {
    const table = this.#of.block?.table;
    return table === undefined ? "" : (this.#shared.headers().get(table) ?? "");
  }

  get introduction(): string {
    const { page, block } = this.#of;
    if (block === undefined) return "";
    const known = this.#known.get("introduction") ?? introductionOf(page, block);
    this.#known.set("introduction", known);
    return known;
  }

  #fold(name: string, span: () => Span): string {
    const known = this.#known.get(name) ?? foldSpan(this.#of.page, span());
    this.#known.set(name, known);
    return known;
  }
}

function foldSpan({ prose }: Page, { start, end }: Span): string {
  return foldWords(prose.slice(start, end));
}

/** The folded line of the first cell of every table. */
function tableHeadersOf({ blocks, lines, source }: Page): ReadonlyMap<number, string> {
  const headers = new Map<number, string>();
  for (const { table, span } of blocks) {
    if (table === undefined || headers.has(table)) continue;
    const { start, end } = lines.span(lines.locate(span.start).line);
    const line = source.slice(start, Math.min(end, start + tableHeaderCharactersMax));
    headers.set(table, foldWords(line));
  }
  return headers;
}

/** Items of a list that is longer than this have lost sight of its introduction. */
const introductionBlocksMax = 60;

/** The last text above an item or a cell that is neither, in the same section. */
function introductionOf({ blocks, prose }: Page, block: Block): string {
  if (block.container !== "item" && block.container !== "table") return "";
  let at = blockIndexAt(blocks, block.span.start) - 1;
  for (let steps = 0; at >= 0 && steps < introductionBlocksMax; at -= 1, steps += 1) {
    const above = blocks[at];
    if (above === undefined || above.section !== block.section || above.kind === "heading") break;
    if (above.container === "item" || above.container === "table") continue;
    return foldWords(prose.slice(Math.max(above.span.start, above.span.end - 200), above.span.end));
  }
  return "";
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

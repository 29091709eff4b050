import type { Span } from "../text/span.ts";
import { type HtmlPiece, textsIn } from "./html-tags.ts";
import type { Block } from "./page.ts";
import type { ProseWriter } from "./prose-writer.ts";

type Tag = Extract<HtmlPiece, { readonly kind: "tag" }>;

/** What is around a block of HTML. */
interface Surroundings {
  /** Of running text outside cells and headings. */
  readonly kind: Block["kind"];
  readonly container: Block["container"];
  readonly itemDepth: number;
  readonly quoteDepth: number;
  readonly section: number;
  /** Numbers the next table. */
  readonly nextTable: () => number | undefined;
}

/** Elements that part running text. All others stand in it. */
const PARTING = new Set(
  (
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 head header hr html iframe label legend li main menu nav object ol option " +
    "p pre script section select style summary svg table tbody td template textarea tfoot th thead title tr ul video"
  ).split(" "),
);

/** Elements whose text is not for reading as prose, or not for reading at all. */
const SILENT = new Set(
  "audio canvas code head iframe kbd math noscript object pre samp script select style svg template textarea tt var video".split(
    " ",
  ),
);

const CODE = /`{3}[^]*?(?:`{3}|$)|`[^`\n]{1,200}`/g;

/** Takes the running text out of a block of HTML: its prose, and a block for each paragraph, item and cell. */
export class HtmlText {
  readonly #prose: ProseWriter;
  readonly #blocks: Block[];
  readonly #around: Surroundings;
  /** Tags that are part of running text if any follows. */
  #pending: Span[] = [];
  #run: { start: number; end: number } | undefined;
  #silent: { readonly name: string; depth: number } | undefined;
  #kind: Block["kind"];
  #isCell = false;
  #table: number | undefined;
  #items = 0;
  #quotes = 0;

  constructor(prose: ProseWriter, blocks: Block[], around: Surroundings) {
    this.#prose = prose;
    this.#blocks = blocks;
    this.#around = around;
    this.#kind = around.kind;
  }

  tag(tag: Tag): void {
    const { name, isClosing, span } = tag;
    if (this.#silent !== undefined) {
      this.#pending.push(span);
      if (name !== this.#silent.name) return;
      this.#silent.depth += isClosing ? -1 : 1;
      if (this.#silent.depth === 0) this.#silent = undefined;
      return;
    }
    if (PARTING.has(name)) this.#part(name, isClosing);
    else this.#inline(tag);
    if (!isClosing && SILENT.has(name)) this.#silent = { name, depth: 1 };
  }

  /** Takes text between tags; `source` is what it is part of. */
  text({ start, end }: Span, source: string): void {
    if (this.#silent !== undefined) {
      this.#pending.push({ start, end });
      return;
    }
    let from = start;
    let to = end;
    while (from < to && isSpace(source.charCodeAt(from))) from += 1;
    while (to > from && isSpace(source.charCodeAt(to - 1))) to -= 1;
    if (from === to) return;
    let at = from;
    // Some generators, and all authors who write them, take code between backticks for code here too.
    for (const { index, 0: code } of source.slice(from, to).matchAll(CODE)) {
      this.#running(at, from + index);
      at = from + index + code.length;
      this.#pending.push({ start: from + index, end: at });
    }
    this.#running(at, to);
  }

  #running(start: number, end: number): void {
    if (start === end) return;
    this.#add(start, end);
    this.#prose.text(start, end, this.#around.quoteDepth);
  }

  end(): void {
    this.#finishRun();
  }

  #inline(tag: Tag): void {
    const { start, end } = tag.span;
    const texts = textsIn(tag);
    if (texts.length === 0) {
      this.#pending.push(tag.span);
      return;
    }
    this.#add(start, end);
    this.#prose.markup(start, end, texts, this.#around.quoteDepth);
  }

  /** Makes a stretch, and the tags in front of it, a part of the running text. */
  #add(start: number, end: number): void {
    const first = this.#pending[0]?.start ?? start;
    for (const tag of this.#pending) this.#prose.opaque(tag.start, tag.end);
    this.#pending = [];
    if (this.#run === undefined) this.#run = { start: first, end };
    else this.#run.end = end;
  }

  #part(name: string, isClosing: boolean): void {
    this.#finishRun();
    const step = isClosing ? -1 : 1;
    if (name === "table") this.#table = isClosing ? undefined : this.#around.nextTable();
    else if (name === "li") this.#items = Math.max(0, this.#items + step);
    else if (name === "blockquote") this.#quotes = Math.max(0, this.#quotes + step);
    else if (name === "td" || name === "th") this.#isCell = !isClosing;
    if (/^h[1-6]$/.test(name)) this.#kind = isClosing ? this.#around.kind : "heading";
  }

  #finishRun(): void {
    this.#pending = [];
    if (this.#run === undefined) return;
    const { container, itemDepth, quoteDepth, section } = this.#around;
    const quotes = quoteDepth + this.#quotes;
    this.#prose.breakBlock(this.#run.end);
    this.#blocks.push({
      kind: this.#isCell ? "cell" : this.#kind,
      span: this.#run,
      container: this.#isCell
        ? "table"
        : this.#items > 0
          ? "item"
          : this.#quotes > 0
            ? "quote"
            : container,
      itemDepth: itemDepth + this.#items,
      isQuoted: quotes > 0,
      section,
      table: this.#isCell ? this.#table : undefined,
      isMarkdown: false,
    });
    this.#run = undefined;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0;
}

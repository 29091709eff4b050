import type { Block, Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { foldWords } from "./words.ts";

/** A sentence is looked at no further than this to either side of a word. */
const reachMax = 600;

/** Where a word stands: everything that conditions ask about. Computed when asked for, once. */
export interface Place {
  readonly page: Page;
  readonly span: Span;
  readonly block: Block | undefined;
  /** The sentence around the word, as a reader reads it. */
  readonly sentence: Span;
  /** Folded text of the sentence, of its part before and after the word, of the block. */
  readonly folded: {
    readonly sentence: string;
    readonly before: string;
    readonly after: string;
    readonly block: string;
  };
  /** Headings above, outermost first, folded, with a line break between. */
  readonly headings: string;
}

/** Looks up where a word of the prose stands. */
export function placeOf(page: Page, span: Span): Place {
  const block = blockAt(page.blocks, span.start);
  let sentence: Span | undefined;
  let folded: Place["folded"] | undefined;
  let headings: string | undefined;
  return {
    page,
    span,
    block,
    get sentence() {
      sentence ??= sentenceAround(page.prose, span, block?.span);
      return sentence;
    },
    get folded() {
      const { start, end } = this.sentence;
      const { prose } = page;
      folded ??= {
        sentence: foldWords(prose.slice(start, end)),
        before: foldWords(prose.slice(start, span.start)),
        after: foldWords(prose.slice(span.end, end)),
        block: foldWords(block === undefined ? "" : prose.slice(block.span.start, block.span.end)),
      };
      return folded;
    },
    get headings() {
      headings ??= foldWords(headingsAbove(page, block?.section).join("\n"));
      return headings;
    },
  };
}

/** The texts of the headings a section stands under, outermost first, its own last. */
export function headingsAbove(page: Page, section: number | undefined): string[] {
  const texts: string[] = [];
  let index = section;
  while (index !== undefined) {
    const at = page.sections[index];
    if (at?.heading !== undefined) texts.unshift(at.heading.text);
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

/** An end of a sentence that is none: abbreviations, initials. */
const abbreviation = /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|mr|mrs|ms|dr|st|no|inc|ltd|approx|[a-z])\.$/i;

/** The sentence around a span of the prose, within its block. */
export function sentenceAround(prose: string, span: Span, block: Span | undefined): Span {
  const from = Math.max(block?.start ?? 0, span.start - reachMax);
  const to = Math.min(block?.end ?? prose.length, span.end + reachMax);
  let start = from;
  for (let at = span.start - 1; at > from; at -= 1) {
    if (prose[at] === "\n" || endsSentence(prose, at - 1)) {
      start = at;
      break;
    }
  }
  let end = to;
  for (let at = span.end; at < to; at += 1) {
    if (prose[at] === "\n") {
      end = at;
      break;
    }
    if (endsSentence(prose, at)) {
      end = at + 1;
      break;
    }
  }
  return { start, end };
}

/** Tells whether the character at an offset ends a sentence: a point, and a capital or nothing behind it. */
function endsSentence(prose: string, at: number): boolean {
  const mark = prose[at];
  if (mark !== "." && mark !== "!" && mark !== "?") return false;
  const behind = prose.slice(at + 1, at + 12);
  if (!/^["”’')\]]{0,2}(?:\s+["“‘'([]{0,2}[\p{Lu}\p{N}]|\s*$)/u.test(behind)) return false;
  return mark !== "." || !abbreviation.test(prose.slice(Math.max(0, at - 8), at + 1));
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

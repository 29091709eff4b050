import type { Page } from "../../src/page/page.ts";

/** A passage as plain strings: the truth that the index is held against. */
export interface PlainPassage {
  readonly page: number;
  readonly start: number;
  /** All words, joined. */
  readonly text: string;
  readonly words: number;
  /** Numbers of its runs of five words, sorted, each once. */
  readonly shingles: Uint32Array;
}

const SHINGLE_WORDS = 5;

/** Reads passages the slow way: words as strings, shingles as strings. */
export class PlainReader {
  readonly passages: PlainPassage[] = [];
  readonly #numbers = new Map<string, number>();
  #pages = 0;

  add(page: Page, minWords: number): void {
    for (const { kind, container, span } of page.blocks) {
      if (kind !== "paragraph" || container === "table" || container === "footnote") continue;
      const words = wordsOf(page, span.start, span.end);
      const count = words.filter((word) => !word.startsWith("\uFFFC")).length;
      if (count < minWords) continue;
      const shingles = new Set<number>();
      for (let at = 0; at + SHINGLE_WORDS <= words.length; at += 1) {
        shingles.add(this.#numberOf(words.slice(at, at + SHINGLE_WORDS).join(" ")));
      }
      this.passages.push({
        page: this.#pages,
        start: span.start,
        text: words.join(" "),
        words: count,
        shingles: Uint32Array.from(shingles).sort(),
      });
    }
    this.#pages += 1;
  }

  #numberOf(shingle: string): number {
    const known = this.#numbers.get(shingle);
    if (known !== undefined) return known;
    this.#numbers.set(shingle, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function wordsOf({ prose, source }: Page, start: number, end: number): string[] {
  const words: string[] = [];
  const text = prose.slice(start, end).replace(/['’]/g, "");
  // Removing apostrophes moves offsets, so opaque stretches are looked up in the text as it was.
  const opaque = [...prose.slice(start, end).matchAll(/\uFFFC+/g)];
  let next = 0;
  for (const [word] of text.matchAll(/\uFFFC+|[\p{L}\p{N}]+/gu)) {
    if (!word.startsWith("\uFFFC")) {
      words.push(word.toLowerCase());
      continue;
    }
    const at = start + (opaque[next]?.index ?? 0);
    next += 1;
    if (/[`{a-z0-9]/i.test(source[at] ?? "")) {
      words.push(`\uFFFC${source.slice(at, at + word.length)}`);
    }
  }
  return words;
}

/** The Jaccard similarity of two sorted sets. */
export function similarityOf(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) shared += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  return shared / (a.length + b.length - shared);
}

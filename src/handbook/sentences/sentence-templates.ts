import type { Page } from "../../page/page.ts";
import type { Span } from "../../text/span.ts";
import type { Paragraph } from "../passages/passages.ts";
import { kindOfWord, PLAIN } from "./slot-words.ts";
import { endOfWord, mix } from "../passages/word-hashes.ts";

/** Shorter sentences are alike by chance: “The team has five members”. */
export const STATEMENT_WORDS_MIN = 10;
/** A longer one is a table or a list in disguise. */
const STATEMENT_WORDS_MAX = 200;

/** Words beside the telling ones that a statement has at least. */
const PLAIN_WORDS_MIN = STATEMENT_WORDS_MIN - 2;

/** A sentence with words in it that settle what it demands: numbers, dates, roles, “must”. */
export interface Statement {
  readonly span: Span;
  readonly heading: number | undefined;
  /** 64 bits that name the sentence without those words, in two halves. */
  readonly keyLow: number;
  readonly keyHigh: number;
  /** Where those words begin in the prose, in order. */
  readonly telling: readonly number[];
  /** Names those words: equal for equal ones. */
  readonly variant: number;
}

/** Reads the statements of a paragraph, in order. */
export function readStatements(page: Page, { words, heading }: Paragraph): readonly Statement[] {
  const found: Statement[] = [];
  for (let at = 0; at <= words.sentences.length; at += 1) {
    const from = at === 0 ? 0 : (words.sentences[at - 1] ?? 0);
    const to = words.sentences[at] ?? words.length;
    if (to - from < STATEMENT_WORDS_MIN || to - from > STATEMENT_WORDS_MAX) continue;
    const telling = tellingWords(page, words, from, to);
    if (telling.length === 0 || to - from - telling.length < PLAIN_WORDS_MIN) continue;
    let low = 0x9e3779b9;
    let high = 0x7f4a7c15;
    let variant = 0;
    let next = 0;
    for (let word = from; word < to; word += 1) {
      let hash = words.hashes[word] ?? 0;
      if (word === telling[next]) {
        variant = (Math.imul(variant, 0x2c1b3c6d) + hash) >>> 0;
        hash = kindOfWord(hash, page.prose.charCodeAt(words.starts[word] ?? 0));
        next += 1;
      }
      low = Math.imul(low ^ hash, 0x01000193);
      high = Math.imul(((high << 13) | (high >>> 19)) ^ hash, 0xcc9e2d51);
    }
    const last = words.starts[to - 1] ?? 0;
    found.push({
      span: { start: words.starts[from] ?? 0, end: endOfWord(page.prose, last) },
      heading,
      keyLow: mix(low ^ (to - from)),
      keyHigh: mix(high + to - from),
      telling: telling.map((word) => words.starts[word] ?? 0),
      variant: variant * 0x100 + Math.min(telling.length, 0xff),
    });
  }
  return found;
}

const NONE_TELLING: readonly number[] = [];

/** Numbers of the telling words among the words of a sentence. */
function tellingWords(
  { prose }: Page,
  { hashes, starts }: Paragraph["words"],
  from: number,
  to: number,
): readonly number[] {
  let telling: number[] | undefined;
  for (let word = from; word < to; word += 1) {
    const kind = kindOfWord(hashes[word] ?? 0, prose.charCodeAt(starts[word] ?? 0));
    if (kind !== PLAIN) (telling ??= []).push(word);
  }
  return telling ?? NONE_TELLING;
}

/** Where the telling words of a statement stand, in order. */
export function tellingSpans({ prose }: Page, { telling }: Statement): readonly Span[] {
  return telling.map((start) => ({ start, end: endOfWord(prose, start) }));
}

/** The telling words of a statement in lower case, between spaces. */
export function tellingText(page: Page, statement: Statement): string {
  return tellingSpans(page, statement)
    .map(({ start, end }) => page.prose.slice(start, end).toLowerCase())
    .join(" ");
}

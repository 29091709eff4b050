import type { Page } from "../../page/page.ts";
import type { Span } from "../../text/span.ts";
import type { Paragraph } from "../passages/passages.ts";
import { slotKind, PLAIN } from "./slot-words.ts";
import { textKey, type TextKey } from "../passages/text-key.ts";
import { endOfWord } from "../passages/word-hashes.ts";

/** Shorter sentences are alike by chance: “The team has five members”. */
export const SENTENCE_WORDS_MIN = 10;
/** A longer one is a table or a list in disguise. */
const SENTENCE_WORDS_MAX = 200;

/** Words beside its slots that a sentence has at least. */
const PLAIN_WORDS_MIN = SENTENCE_WORDS_MIN - 2;

/** A sentence with slots in it: words that copies of it may differ in, such as numbers, dates, roles and modal verbs. Its key names it without them. */
export interface TemplatedSentence extends TextKey {
  readonly span: Span;
  readonly heading: number | undefined;
  /** Where those words begin in the prose, in order. */
  readonly slots: readonly number[];
  /** Names those words: equal for equal ones. */
  readonly values: number;
}

/** Reads the sentences of a paragraph, in order. */
export function readSentences(
  page: Page,
  { words, heading }: Paragraph,
): readonly TemplatedSentence[] {
  const found: TemplatedSentence[] = [];
  for (let at = 0; at <= words.sentences.length; at += 1) {
    const from = at === 0 ? 0 : (words.sentences[at - 1] ?? 0);
    const to = words.sentences[at] ?? words.length;
    if (to - from < SENTENCE_WORDS_MIN || to - from > SENTENCE_WORDS_MAX) continue;
    const slots = slotWords(page, words, from, to);
    if (slots.length === 0 || to - from - slots.length < PLAIN_WORDS_MIN) continue;
    const template = words.hashes.slice(from, to);
    let values = 0;
    for (const word of slots) {
      const hash = words.hashes[word] ?? 0;
      values = (Math.imul(values, 0x2c1b3c6d) + hash) >>> 0;
      template[word - from] = slotKind(hash, page.prose.charCodeAt(words.starts[word] ?? 0));
    }
    const last = words.starts[to - 1] ?? 0;
    found.push({
      span: { start: words.starts[from] ?? 0, end: endOfWord(page.prose, last) },
      heading,
      ...textKey(template, 0, template.length),
      slots: slots.map((word) => words.starts[word] ?? 0),
      values: values * 0x100 + Math.min(slots.length, 0xff),
    });
  }
  return found;
}

const NO_SLOTS: readonly number[] = [];

/** Numbers of the slot values among the words of a sentence. */
function slotWords(
  { prose }: Page,
  { hashes, starts }: Paragraph["words"],
  from: number,
  to: number,
): readonly number[] {
  let slots: number[] | undefined;
  for (let word = from; word < to; word += 1) {
    const kind = slotKind(hashes[word] ?? 0, prose.charCodeAt(starts[word] ?? 0));
    if (kind !== PLAIN) (slots ??= []).push(word);
  }
  return slots ?? NO_SLOTS;
}

/** Where the slot values of a sentence stand, in order. */
export function slotSpans({ prose }: Page, { slots }: TemplatedSentence): readonly Span[] {
  return slots.map((start) => ({ start, end: endOfWord(prose, start) }));
}

/** The slot values of a sentence in lower case, between spaces. */
export function slotValuesOf(page: Page, sentence: TemplatedSentence): string {
  return slotSpans(page, sentence)
    .map(({ start, end }) => page.prose.slice(start, end).toLowerCase())
    .join(" ");
}

import { HASH_START, hashStep } from "../../src/text/hash.ts";
import type { Span } from "../../src/text/span.ts";
import { INVISIBLE, termCodes } from "./term-codes.ts";

/** One form of a term, cut into words and what stands between them. */
interface Pattern<T> {
  readonly words: readonly string[];
  /** Hash of the second word; undefined where there is one word only. */
  readonly second: number | undefined;
  /** One fewer than words. */
  readonly gaps: readonly string[];
  /** Punctuation that belongs to the form: the bracket of `(s)he`, the last point of `e.g.`. */
  readonly before: string;
  readonly after: string;
  readonly values: T[];
}

/** The forms that begin with one word, those of several words by the hash of the second. Long forms come first. */
interface Bucket<T> {
  readonly longer: Map<number, Pattern<T>[]>;
  readonly single: Pattern<T>[];
}

/** Finds all forms of all lists in one pass over a text. */
export interface TermIndex<T> {
  /** Gives what was found from left to right; of forms that begin or lie in one another, the longest. */
  scan(text: string): Iterable<{ readonly span: Span; readonly values: readonly T[] }>;
}

/** Blanked markup between two words, such as a link target, is long; further away no phrase goes on. */
const gapMax = 400;

const lineFeed = 10;
const space = 32;

/** Builds the index: a hash table from first words to forms, long forms first. */
export function createTermIndex<T>(
  entries: Iterable<readonly [form: string, value: T]>,
): TermIndex<T> {
  // Most forms occur on few pages: those that begin with one word are cut up when that word is met.
  const entriesOf = new Map<number, (readonly [form: string, value: T])[]>();
  const table = new Map<number, Bucket<T>>();
  // One bit for each hash, cut to 16 bits, spares the table nearly all look-ups.
  const bits = new Uint8Array(1 << 16);
  for (const entry of entries) {
    const hash = firstHash(entry[0]);
    bits[hash & 0xffff] = 1;
    if (entriesOf.get(hash)?.push(entry) === undefined) entriesOf.set(hash, [entry]);
  }
  const bucketOf = (hash: number): Bucket<T> | undefined => {
    const known = table.get(hash);
    const own = known === undefined ? entriesOf.get(hash) : undefined;
    if (own === undefined) return known;
    const bucket = fillBucket(own);
    table.set(hash, bucket);
    entriesOf.delete(hash);
    return bucket;
  };
  /** Sets `found` to the next form behind an offset. A function of its own: engines run loops of generators slowly. */
  const findNext = (text: string, from: number, found: Found<T>): boolean => {
    const { length } = text;
    let at = from;
    while (at < length) {
      let code = termCodes[text.charCodeAt(at)] ?? 0;
      if (code === 0) {
        at += 1;
        continue;
      }
      const start = at;
      let hash = HASH_START;
      do {
        if (code !== INVISIBLE) hash = hashStep(hash, code);
        at += 1;
        code = at < length ? (termCodes[text.charCodeAt(at)] ?? 0) : 0;
      } while (code !== 0);
      if (bits[hash & 0xffff] === 0) continue;
      const bucket = bucketOf(hash);
      if (bucket !== undefined && findIn(bucket, text, start, at, found)) return true;
    }
    return false;
  };
  return {
    *scan(text) {
      const found: Found<T> = { start: 0, end: 0, next: 0, values: [] };
      while (findNext(text, found.next, found)) {
        const { start, end, values } = found;
        yield { span: { start, end }, values };
      }
    },
  };
}

/** The hash of the first word of a form. */
function firstHash(form: string): number {
  let hash = HASH_START;
  let length = 0;
  for (let at = 0; at < form.length; at += 1) {
    const code = form.charCodeAt(at);
    // Only for others is the table not what cuts a form into words.
    if (code > 127) return hashOf(cut(form.replaceAll("-", " ")).words[0] ?? "");
    const letter = termCodes[code] ?? 0;
    if (letter === 0 && length > 0) return hash;
    if (letter === 0) continue;
    hash = hashStep(hash, letter);
    length += 1;
  }
  if (length === 0) throw noWord(form);
  return hash;
}

/** Cuts up the forms that begin with one word. */
function fillBucket<T>(entries: readonly (readonly [form: string, value: T])[]): Bucket<T> {
  const bucket: Bucket<T> = { longer: new Map(), single: [] };
  const patterns = new Map<string, Pattern<T>>();
  for (const [form, value] of entries) {
    const key = form.replaceAll("-", " ");
    const known = patterns.get(key);
    if (known !== undefined) {
      known.values.push(value);
      continue;
    }
    const pattern = { ...cut(key), values: [value] };
    patterns.set(key, pattern);
    if (pattern.second === undefined) bucket.single.push(pattern);
    else if (bucket.longer.get(pattern.second)?.push(pattern) === undefined) {
      bucket.longer.set(pattern.second, [pattern]);
    }
  }
  for (const forms of [...bucket.longer.values(), bucket.single]) {
    forms.sort((a, b) => b.words.length - a.words.length || b.after.length - a.after.length);
  }
  return bucket;
}

/** The form found last; `next` is where to go on. */
interface Found<T> {
  start: number;
  end: number;
  next: number;
  values: readonly T[];
}

/** Looks for the forms that begin with the word from `start` to `end`. */
function findIn<T>(
  { longer, single }: Bucket<T>,
  text: string,
  start: number,
  end: number,
  found: Found<T>,
): boolean {
  // Many forms begin with “the” or “in”: the hash of the next word leaves one of them or none.
  if (longer.size > 0) {
    const next = nextHash(text, end);
    const forms = next === undefined ? undefined : longer.get(next);
    if (forms !== undefined && findAmong(forms, text, start, end, found)) return true;
  }
  return single.length > 0 && findAmong(single, text, start, end, found);
}

function findAmong<T>(
  forms: readonly Pattern<T>[],
  text: string,
  start: number,
  end: number,
  found: Found<T>,
): boolean {
  for (const pattern of forms) {
    const span = match(pattern, text, start);
    if (span === undefined) continue;
    found.start = span.start;
    found.end = span.end;
    found.next = Math.max(end, span.end);
    found.values = pattern.values;
    return true;
  }
  return false;
}

/** Most forms are plain words. */
const plainForm = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

function cut<T>(form: string): Omit<Pattern<T>, "values"> {
  if (plainForm.test(form)) {
    const words = form.split(" ");
    const second = words[1] === undefined ? undefined : hashOf(words[1]);
    return { words, second, gaps: words.slice(1).map(() => " "), before: "", after: "" };
  }
  const words: string[] = [];
  const gaps: string[] = [];
  let before = "";
  let after = "";
  for (const piece of form.matchAll(/[\p{L}\p{M}\p{N}_]+|[^\p{L}\p{M}\p{N}_]+/gu)) {
    const [text] = piece;
    if (/^[\p{L}\p{M}\p{N}_]/u.test(text)) words.push(text.toLowerCase());
    else if (words.length === 0) before = text;
    else if (piece.index + text.length === form.length) after = text;
    else gaps.push(text);
  }
  if (words.length === 0) throw noWord(form);
  const second = words[1] === undefined ? undefined : hashOf(words[1]);
  return { words, second, gaps, before, after };
}

function noWord(form: string): RangeError {
  return new RangeError(`The form “${form}” holds no word`);
}

function match<T>(
  { words, gaps, before, after }: Pattern<T>,
  text: string,
  start: number,
): Span | undefined {
  let at = start;
  for (let index = 0; index < words.length; index += 1) {
    if (index > 0) {
      const from = at;
      at = gapEnd(text, at);
      const wanted = gaps[index - 1] ?? " ";
      const isSpace = wanted === " " && at === from + 1 && text.charCodeAt(from) === space;
      if (!isSpace && !isGap(wanted, text.slice(from, at))) return undefined;
    }
    at = wordEnd(text, at, words[index] ?? "");
    if (at === -1) return undefined;
  }
  if (before !== "" && text.slice(Math.max(0, start - before.length), start) !== before) {
    return undefined;
  }
  if (after !== "" && !text.startsWith(after, at)) return undefined;
  return { start: start - before.length, end: at + after.length };
}

/** Where the word at an offset ends if it is this one, or -1. Compares without cutting out a string. */
function wordEnd(text: string, from: number, word: string): number {
  let at = from;
  let letter = 0;
  for (; at < text.length; at += 1) {
    const code = termCodes[text.charCodeAt(at)] ?? 0;
    if (code === 0) break;
    if (code === INVISIBLE) continue;
    if (code !== word.charCodeAt(letter)) return -1;
    letter += 1;
  }
  return letter === word.length ? at : -1;
}

/** Where the next word begins. A line feed stands between blocks only: no phrase reaches over it. */
function gapEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && at - from < gapMax) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || termCodes[code] !== 0) break;
    at += 1;
  }
  return at;
}

/** A space also matches a hyphen or a short dash; spaces around other marks do not count. */
function isGap(wanted: string, found: string): boolean {
  if (wanted === " ") return /^(?:\s+|[-‐‑–])$/u.test(found);
  return plainMarks(found) === plainMarks(wanted);
}

function plainMarks(text: string): string {
  return text.replace(/’/gu, "'").replace(/[‐‑–]/gu, "-").replace(/\s+/gu, "");
}

/** The hash of the word behind an offset, if one begins near enough. */
function nextHash(text: string, from: number): number | undefined {
  let at = gapEnd(text, from);
  let hash = HASH_START;
  let code = at < text.length ? (termCodes[text.charCodeAt(at)] ?? 0) : 0;
  if (code === 0) return undefined;
  while (code !== 0) {
    if (code !== INVISIBLE) hash = hashStep(hash, code);
    at += 1;
    code = at < text.length ? (termCodes[text.charCodeAt(at)] ?? 0) : 0;
  }
  return hash;
}

function hashOf(word: string): number {
  let hash = HASH_START;
  for (let at = 0; at < word.length; at += 1) {
    hash = hashStep(hash, word.charCodeAt(at));
  }
  return hash;
}

import type { Span } from "../../text/span.ts";
import { HASH_START, hashStep, mixBits } from "../../text/hash.ts";
import { wordCodes } from "../../text/letters.ts";

/** The words of one passage as 32-bit hashes, in a buffer that is used again for the next passage. */
export interface WordHashes {
  /** Only the first `length` entries count. */
  hashes: Uint32Array;
  /** Where each word begins in the prose. */
  starts: Uint32Array;
  length: number;
  /** Numbers of the words that a new sentence begins with, the first word aside. */
  sentences: number[];
  /** Words a reader reads: code and addresses are hashed, but not counted. */
  words: number;
}

/** Makes an empty buffer for `hashWords`. */
export function wordBuffer(): WordHashes {
  return {
    hashes: new Uint32Array(256),
    starts: new Uint32Array(256),
    length: 0,
    sentences: [],
    words: 0,
  };
}

const OPAQUE = 0xfffc;
const UNDERSCORE = 0x5f;
const BREAK = 0;
const APOSTROPHE = 1;

/**
 * Hashes the words of a stretch of prose: lower case, punctuation and markup left out, a link being its
 * text. Code and bare addresses count by what they say in `source`, so that two passages about
 * different commands are not the same passage.
 */
export function hashWords(source: string, prose: string, span: Span, out: WordHashes): void {
  const end = Math.min(span.end, prose.length);
  reserve(out, end - span.start);
  const { hashes, starts, sentences } = out;
  sentences.length = 0;
  let length = 0;
  let words = 0;
  let at = span.start;
  while (at < end) {
    const code = prose.charCodeAt(at);
    const letter = letterOf(code);
    if (letter > APOSTROPHE) {
      starts[length] = at;
      let hash = HASH_START;
      let next = letter;
      do {
        if (next !== APOSTROPHE) hash = hashStep(hash, next);
        at += 1;
        next = at < end ? letterOf(prose.charCodeAt(at)) : BREAK;
      } while (next !== BREAK);
      hashes[length] = mixBits(hash);
      length += 1;
      words += 1;
      continue;
    }
    const start = at;
    at += 1;
    if (code === 0x20) continue;
    if (isFullStop(code)) {
      const isEnd = at >= end || prose.charCodeAt(at) <= 0x20;
      if (isEnd && sentences.at(-1) !== length) sentences.push(length);
    } else if (code === OPAQUE) {
      starts[length] = start;
      while (at < end && prose.charCodeAt(at) === OPAQUE) at += 1;
      if (!isTelling(source.charCodeAt(start))) continue;
      hashes[length] = hashRange(source, start, at);
      length += 1;
    } else if (code >= 0x80 && isIdeograph(code)) {
      starts[length] = start;
      hashes[length] = mixBits(code);
      length += 1;
      words += 1;
    }
  }
  out.length = length;
  out.words = words;
}

/** Gives the hash that `hashWords` gives a word of letters and digits. */
export function hashWord(word: string): number {
  let hash = HASH_START;
  for (let at = 0; at < word.length; at += 1) {
    const letter = letterOf(word.charCodeAt(at));
    if (letter > APOSTROPHE) hash = hashStep(hash, letter);
  }
  return mixBits(hash);
}

/** Gives the end of the word that begins at a place of the prose. */
export function endOfWord(prose: string, start: number): number {
  let at = start;
  const isOpaque = prose.charCodeAt(at) === OPAQUE;
  while (at < prose.length) {
    const code = prose.charCodeAt(at);
    if (isOpaque ? code !== OPAQUE : letterOf(code) === BREAK) break;
    at += 1;
  }
  return Math.max(at, start + 1);
}

/** A stretch has at most one word for two characters, or one for each ideograph. */
function reserve(out: WordHashes, characters: number): void {
  if (out.hashes.length >= characters) return;
  out.hashes = new Uint32Array(characters * 2);
  out.starts = new Uint32Array(characters * 2);
}

function isFullStop(code: number): boolean {
  return code === 0x2e || code === 0x21 || code === 0x3f;
}

function hashRange(source: string, start: number, end: number): number {
  let hash = HASH_START;
  for (let at = start; at < end; at += 1) {
    hash = hashStep(hash, source.charCodeAt(at));
  }
  return mixBits(hash);
}

/** Code, template tokens and bare addresses tell passages apart; tags, images and entities do not. */
function isTelling(first: number): boolean {
  return first === 0x60 || first === 0x7b || letterOf(first) > APOSTROPHE;
}

/**
 * Gives the lower case of a character that words are made of; `APOSTROPHE` for one that stands in them
 * and is left out; `BREAK` for any other, ideographs too.
 */
function letterOf(code: number): number {
  if (code < 0x80) return asciiLetters[code] ?? BREAK;
  if (code === 0x2019) return APOSTROPHE;
  const letter = wordCodes[code] ?? BREAK;
  if (letter === BREAK || isIdeograph(code)) return BREAK;
  return String.fromCharCode(letter).toLowerCase().charCodeAt(0);
}

/** What `letterOf` gives for the characters that nearly all text is made of. */
const asciiLetters = Uint8Array.from({ length: 0x80 }, (_, code) => {
  if (code === 0x27) return APOSTROPHE;
  return code === UNDERSCORE ? BREAK : (wordCodes[code] ?? BREAK);
});

/** Scripts written without spaces: each character is a word of its own. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3040 && code < 0xac00) ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0x0e00 && code < 0x0e80)
  );
}

import type { Span } from "../text/span.ts";

/** The words of one passage as 32-bit hashes, in a buffer that is used again for the next passage. */
export interface WordHashes {
  /** Only the first `length` entries count. */
  hashes: Uint32Array;
  length: number;
  /** Words a reader reads: code and addresses are hashed, but not counted. */
  words: number;
}

/** Makes an empty buffer for `hashWords`. */
export function wordBuffer(): WordHashes {
  return { hashes: new Uint32Array(256), length: 0, words: 0 };
}

const OPAQUE = 0xfffc;
/** FNV-1a, 32 bits. Source: RFC 9923, read 2026-11. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Hashes the words of a stretch of prose: lower case, punctuation and markup left out, a link being its
 * text. Code and bare addresses count by what they say in `source`, so that two passages about
 * different commands are not the same passage.
 */
export function hashWords(source: string, prose: string, span: Span, out: WordHashes): void {
  out.length = 0;
  out.words = 0;
  let at = span.start;
  const end = Math.min(span.end, prose.length);
  while (at < end) {
    const code = prose.charCodeAt(at);
    if (code === OPAQUE) {
      const start = at;
      while (at < end && prose.charCodeAt(at) === OPAQUE) at += 1;
      if (isTelling(source.charCodeAt(start))) push(out, hashRange(source, start, at));
    } else if (isIdeograph(code)) {
      push(out, mix(code));
      out.words += 1;
      at += 1;
    } else if (isWordCharacter(code)) {
      let hash = FNV_OFFSET;
      for (; at < end; at += 1) {
        const next = prose.charCodeAt(at);
        if (isApostrophe(next)) continue;
        if (!isWordCharacter(next) || isIdeograph(next)) break;
        hash = Math.imul(hash ^ lowerCase(next), FNV_PRIME);
      }
      push(out, mix(hash));
      out.words += 1;
    } else {
      at += 1;
    }
  }
}

/** Spreads the bits of a 32-bit value; the finaliser of MurmurHash3, in the public domain. */
export function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function push(out: WordHashes, hash: number): void {
  if (out.length === out.hashes.length) {
    const grown = new Uint32Array(out.hashes.length * 2);
    grown.set(out.hashes);
    out.hashes = grown;
  }
  out.hashes[out.length] = hash;
  out.length += 1;
}

function hashRange(source: string, start: number, end: number): number {
  let hash = FNV_OFFSET;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ source.charCodeAt(at), FNV_PRIME);
  }
  return mix(hash);
}

/** Code, template tokens and bare addresses tell passages apart; tags, images and entities do not. */
function isTelling(first: number): boolean {
  return first === 0x60 || first === 0x7b || (first < 0x80 && isWordCharacter(first));
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019;
}

function isWordCharacter(code: number): boolean {
  if (code < 0x80) {
    return (
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      (code >= 0x30 && code <= 0x39)
    );
  }
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code === 0xd7 || code === 0xf7) return false;
  // General punctuation, arrows, symbols and dingbats; CJK punctuation; private use, forms, specials.
  if (code >= 0x2000 && code < 0x2c00) return false;
  if (code >= 0x3000 && code < 0x3040) return false;
  return code < 0xe000 || (code >= 0xf900 && code < 0xfe00);
}

/** Scripts written without spaces: each character is a word of its own. */
function isIdeograph(code: number): boolean {
  return (
    (code >= 0x3040 && code < 0xac00) ||
    (code >= 0xf900 && code < 0xfb00) ||
    (code >= 0x0e00 && code < 0x0e80)
  );
}

function lowerCase(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code;
  return String.fromCharCode(code).toLowerCase().charCodeAt(0);
}

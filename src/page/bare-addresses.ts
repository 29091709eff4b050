import { isAsciiWordCode } from "../text/letters.ts";

const NONE = Infinity;

// RFC 5321 allows 64 characters before the @ and 255 after it; a scheme is short.
const LOCAL_CHARS_MAX = 64;
const DOMAIN_CHARS_MAX = 255;
const SCHEME_CHARS_MAX = 20;

/**
 * Finds URLs and e-mail addresses in plain text: those that are no links by themselves, as in the text
 * of another link, and those of schemes that Markdown does not know. Asked from left to right.
 */
export class BareAddresses {
  readonly #source: string;
  #scheme = -1;
  #www = -1;
  #mail = -1;
  #start = -1;

  constructor(source: string) {
    this.#source = source;
  }

  /** Gives where the next address at or after `from` begins; Infinity when there is none. */
  next(from: number): number {
    if (this.#start >= from) return this.#start;
    if (this.#scheme < from) this.#scheme = nextScheme(this.#source, from);
    if (this.#www < from) this.#www = nextWww(this.#source, from);
    if (this.#mail < from) this.#mail = nextMail(this.#source, from);
    this.#start = Math.min(this.#scheme, this.#www, this.#mail);
    return this.#start;
  }

  /** Gives where the address that begins at `start` ends, `limit` at the latest. */
  end(start: number, limit: number): number {
    if (start === this.#mail) return Math.min(limit, mailEnd(this.#source, start));
    return urlEnd(this.#source, start, limit);
  }
}

function nextScheme(source: string, from: number): number {
  for (let at = source.indexOf("://", from); at !== -1; at = source.indexOf("://", at + 3)) {
    let start = at;
    while (
      start > from &&
      at - start < SCHEME_CHARS_MAX &&
      isSchemeCode(source.charCodeAt(start - 1))
    ) {
      start -= 1;
    }
    if (start < at) return start;
  }
  return NONE;
}

function nextWww(source: string, from: number): number {
  for (let at = source.indexOf("www.", from); at !== -1; at = source.indexOf("www.", at + 4)) {
    if (at === from || !isAsciiWordCode(source.charCodeAt(at - 1))) return at;
  }
  return NONE;
}

function nextMail(source: string, from: number): number {
  for (let at = source.indexOf("@", from); at !== -1; at = source.indexOf("@", at + 1)) {
    let start = at;
    while (
      start > from &&
      at - start < LOCAL_CHARS_MAX &&
      isMailCode(source.charCodeAt(start - 1))
    ) {
      start -= 1;
    }
    if (start < at && domainEnd(source, at + 1) !== -1) return start;
  }
  return NONE;
}

function mailEnd(source: string, start: number): number {
  return domainEnd(source, source.indexOf("@", start) + 1);
}

/** Gives where a domain of at least two names ends; -1 when there is none. */
function domainEnd(source: string, start: number): number {
  let end = start;
  let dot = -1;
  for (; end - start < DOMAIN_CHARS_MAX; end += 1) {
    const code = source.charCodeAt(end);
    if (code === DOT && isAsciiWordCode(source.charCodeAt(end + 1)) && end > start) dot = end;
    else if (!isAsciiWordCode(code) && code !== HYPHEN) break;
  }
  return dot === -1 ? -1 : end;
}

function urlEnd(source: string, start: number, limit: number): number {
  let end = start;
  while (
    end < limit &&
    source.charCodeAt(end) > 0x20 &&
    !'<>"|\u00a0'.includes(source.charAt(end))
  ) {
    end += 1;
  }
  while (end > start && ".,:;!?'*_~)]}\\".includes(source.charAt(end - 1))) end -= 1;
  return end;
}

const DOT = 0x2e;
const HYPHEN = 0x2d;

function isSchemeCode(code: number): boolean {
  return isAsciiWordCode(code) || code === 0x2b;
}

function isMailCode(code: number): boolean {
  return isAsciiWordCode(code) || code === DOT || code === HYPHEN || code === 0x5f || code === 0x2b;
}

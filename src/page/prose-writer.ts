import type { Span } from "../text/span.ts";
import { BareAddresses } from "./bare-addresses.ts";
import { entityAt } from "./entities.ts";
import type { Token } from "./template-tokens.ts";

const BLANKS = " ".repeat(4096);
const OPAQUE = "\uFFFC".repeat(1024);
/** Fills up a word: whoever reads words skips it, as any character that nobody sees. */
const JOINER = "\u2060";

/**
 * Writes the prose of a page from left to right: what is skipped becomes blank. Everything is handed
 * in once and in order, so the whole takes one pass over the source.
 */
export class ProseWriter {
  readonly #source: string;
  readonly #tokens: readonly Token[];
  readonly #addresses: BareAddresses;
  readonly #pieces: string[] = [];
  #at = 0;
  #token = 0;
  #backslash = -2;
  #ampersand = -2;
  #lineFeed = -2;
  #carriageReturn = -2;

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
    this.#addresses = new BareAddresses(source);
  }

  /** Writes plain text of the Markdown: escapes, entities, tokens and URLs in it are not prose. */
  text(start: number, end: number, quoteDepth: number): void {
    const source = this.#source;
    let at = Math.max(start, this.#at);
    while (at < end) {
      this.#lookAhead(at);
      const token = this.#tokenFrom(at);
      const next = Math.min(
        end,
        token?.start ?? end,
        this.#backslash,
        this.#ampersand,
        this.#lineFeed,
        this.#carriageReturn,
        this.#addresses.next(at),
      );
      if (next > at) this.#copy(at, next);
      if (next >= end) return;
      at = Math.min(end, this.#special(next, end, token, quoteDepth));
      if (source.length < at) return;
    }
  }

  /** Writes `\uFFFC` for a stretch that readers see but no rule may judge. */
  opaque(start: number, end: number): void {
    const from = Math.max(start, this.#at);
    if (from >= end) return;
    this.#blankTo(from);
    for (let left = end - from; left > 0; left -= OPAQUE.length) {
      this.#pieces.push(left >= OPAQUE.length ? OPAQUE : OPAQUE.slice(0, left));
    }
    this.#at = end;
  }

  /** Writes markup of which readers see only some texts in it, such as the title of a link. */
  markup(start: number, end: number, texts: readonly Span[], quoteDepth: number): void {
    let at = start;
    for (const text of texts) {
      this.opaque(at, text.start);
      this.text(text.start, text.end, quoteDepth);
      at = text.end;
    }
    this.opaque(at, end);
  }

  /** Ends a block: the character at `end` becomes a line break. */
  breakBlock(end: number): void {
    if (end < this.#at || end >= this.#source.length) return;
    this.#blankTo(end);
    this.#pieces.push("\n");
    this.#at = end + 1;
  }

  finish(): string {
    this.#blankTo(this.#source.length);
    return this.#pieces.join("");
  }

  #lookAhead(at: number): void {
    const source = this.#source;
    if (this.#backslash < at) this.#backslash = find(source, "\\", at);
    if (this.#ampersand < at) this.#ampersand = find(source, "&", at);
    if (this.#lineFeed < at) this.#lineFeed = find(source, "\n", at);
    if (this.#carriageReturn < at) this.#carriageReturn = find(source, "\r", at);
  }

  #tokenFrom(at: number): Token | undefined {
    while ((this.#tokens[this.#token]?.end ?? Infinity) <= at) this.#token += 1;
    return this.#tokens[this.#token];
  }

  /** Writes what begins at `at` and is not plain; gives the offset after it. */
  #special(at: number, end: number, token: Token | undefined, quoteDepth: number): number {
    const source = this.#source;
    if (token !== undefined && token.start <= at) {
      const tokenEnd = Math.min(end, token.end);
      if (token.kind === "attribute") return tokenEnd;
      this.opaque(at, tokenEnd);
      return tokenEnd;
    }
    if (at === this.#addresses.next(at)) {
      const limit = Math.min(end, token?.start ?? end);
      const addressEnd = this.#addresses.end(at, limit);
      this.opaque(at, addressEnd);
      return Math.max(addressEnd, at + 1);
    }
    if (at === this.#ampersand) {
      const entity = entityAt(source, at);
      if (entity === undefined || at + entity.length > end) {
        this.#copy(at, at + 1);
        return at + 1;
      }
      this.#entity(at, entity.length, entity.text);
      return at + entity.length;
    }
    if (at === this.#backslash) {
      const isEscape = at + 1 < end && /[!-/:-@[-`{-~]/.test(source.charAt(at + 1));
      if (isEscape) {
        this.#copy(at + 1, at + 2);
        return at + 2;
      }
      this.#copy(at, at + 1);
      return at + 1;
    }
    return skipLinePrefix(source, at + 1, end, quoteDepth);
  }

  /**
   * Writes what a character reference stands for, at the same length. What is left over is joined to the
   * word around it where it is part of one, and blank elsewhere.
   */
  #entity(at: number, length: number, text: string): void {
    const source = this.#source;
    const isUnseen = UNSEEN.test(text);
    const seen = isUnseen || text.trim() === "" ? "" : text;
    if (seen.length > length) {
      this.opaque(at, at + length);
      return;
    }
    const joins =
      isUnseen ||
      LETTER.test(text) ||
      (APOSTROPHES.test(text) && LETTER.test(source.slice(at + length, at + length + 2)));
    this.#blankTo(at);
    this.#pieces.push(seen, (joins ? JOINER : " ").repeat(length - seen.length));
    this.#at = at + length;
  }

  #copy(start: number, end: number): void {
    this.#blankTo(start);
    this.#pieces.push(this.#source.slice(start, end));
    this.#at = end;
  }

  #blankTo(offset: number): void {
    for (let left = offset - this.#at; left > 0; left -= BLANKS.length) {
      this.#pieces.push(left >= BLANKS.length ? BLANKS : BLANKS.slice(0, left));
    }
    this.#at = Math.max(this.#at, offset);
  }
}

/** Characters that nobody sees and that part no word: soft hyphen, zero-width space and joiners. */
const UNSEEN = /^[\u00ad\u200b-\u200d\u2060\ufeff]+$/;
const APOSTROPHES = /^['’]$/;
const LETTER = /^[\p{L}\p{N}\p{M}]/u;

function find(source: string, char: string, from: number): number {
  const at = source.indexOf(char, from);
  return at === -1 ? Infinity : at;
}

/** Skips what comes before the text of a continued line: indentation and the marks of block quotes. */
function skipLinePrefix(source: string, from: number, end: number, quoteDepth: number): number {
  let at = from;
  for (let marks = quoteDepth; at < end; at += 1) {
    const char = source.charAt(at);
    if (char === ">" && marks > 0) marks -= 1;
    else if (char !== " " && char !== "\t") break;
  }
  return at;
}

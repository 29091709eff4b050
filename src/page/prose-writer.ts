import { BareAddresses } from "./bare-addresses.ts";
import type { Token } from "./template-tokens.ts";

const BLANKS = " ".repeat(4096);
const OPAQUE = "\uFFFC".repeat(1024);

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
      ENTITY.lastIndex = at;
      const length = ENTITY.exec(source)?.[0].length ?? 0;
      if (length === 0 || at + length > end) {
        this.#copy(at, at + 1);
        return at + 1;
      }
      this.opaque(at, at + length);
      return at + length;
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

const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;

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

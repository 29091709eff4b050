import type { Span } from "../text/span.ts";
import type { Token } from "./template-tokens.ts";

/** Answers which tokens overlap a stretch of text. */
export class TokenIndex {
  readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  get isEmpty(): boolean {
    return this.tokens.length === 0;
  }

  /** Whether any token shares a character with a span. */
  isIn(start: number, end: number): boolean {
    return this.tokens.length > 0 && (this.tokens[this.#first(start)]?.start ?? Infinity) < end;
  }

  /** Whether a template token, which may become any text, shares a character with a span. */
  hasTemplateIn(start: number, end: number): boolean {
    for (let at = this.#first(start); at < this.tokens.length; at += 1) {
      const token = this.tokens[at];
      if (token === undefined || token.start >= end) return false;
      if (token.kind !== "attribute" && token.kind !== "math") return true;
    }
    return false;
  }

  /** Tokens that share a character with a span, in order. */
  within(start: number, end: number): readonly Token[] {
    if (this.tokens.length === 0) return this.tokens;
    const from = this.#first(start);
    let to = from;
    while ((this.tokens[to]?.start ?? Infinity) < end) to += 1;
    return this.tokens.slice(from, to);
  }

  /** Whether a token begins at an offset. */
  startsAt(offset: number): boolean {
    return this.tokens[this.#first(offset)]?.start === offset;
  }

  /** Parts of a span that no token covers. */
  between({ start, end }: Span): Span[] {
    const parts: Span[] = [];
    let at = start;
    for (const token of this.within(start, end)) {
      if (token.start > at) parts.push({ start: at, end: token.start });
      at = token.end;
    }
    if (at < end) parts.push({ start: at, end });
    return parts;
  }

  /** Index of the first token that ends after an offset. */
  #first(offset: number): number {
    let low = 0;
    let high = this.tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.tokens[middle]?.end ?? 0) > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Gives the id that an attribute such as `{#leave}` or `{: .note #leave}` sets. */
export function idOfAttribute(attribute: string): string | undefined {
  if (attribute.startsWith("{::") || attribute.startsWith("{:/")) return undefined;
  return /(?:^|[\s{:])#([^\s{}#.]{1,200})/.exec(attribute)?.[1];
}

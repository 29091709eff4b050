import type { Span } from "../text/span.ts";
import type { Link } from "./page.ts";
import type { TokenIndex } from "./token-index.ts";

interface Definition {
  readonly target: string;
  readonly isOpaque: boolean;
}

interface Reference {
  readonly index: number;
  readonly identifier: string;
}

/** Collects links; targets of references are known only when the page has been read. */
export class LinkList {
  readonly #source: string;
  readonly #tokens: TokenIndex;
  readonly #links: Link[] = [];
  readonly #references: Reference[] = [];
  readonly #definitions = new Map<string, Definition>();

  constructor(source: string, tokens: TokenIndex) {
    this.#source = source;
    this.#tokens = tokens;
  }

  /** Adds a link; `decoded` is asked for its target only where the source does not show it plainly. */
  add(
    kind: Link["kind"],
    span: Span,
    textSpan: Span,
    text: string,
    targetSpan: Span | undefined,
    decoded: () => string,
  ): void {
    if (targetSpan === undefined) {
      this.addResolved(kind, span, textSpan, text, undefined, decoded());
      return;
    }
    const raw = this.#source.slice(targetSpan.start, targetSpan.end);
    const isPlain = !raw.includes("\\") && !raw.includes("&");
    this.addResolved(kind, span, textSpan, text, targetSpan, isPlain ? raw : decoded());
  }

  addResolved(
    kind: Link["kind"],
    span: Span,
    textSpan: Span,
    text: string,
    targetSpan: Span | undefined,
    decoded: string,
  ): void {
    const isOpaque =
      targetSpan !== undefined && this.#tokens.hasTemplateIn(targetSpan.start, targetSpan.end);
    const target = isOpaque ? this.#source.slice(targetSpan.start, targetSpan.end) : decoded;
    this.#links.push({ kind, span, textSpan, text, target, targetSpan, isOpaque });
  }

  define(identifier: string, span: Span, targetSpan: Span | undefined, decoded: string): void {
    const textSpan = { start: span.start, end: span.start };
    this.addResolved("definition", span, textSpan, "", targetSpan, decoded);
    const link = this.#links.at(-1);
    if (link !== undefined && !this.#definitions.has(identifier)) {
      this.#definitions.set(identifier, { target: link.target, isOpaque: link.isOpaque });
    }
  }

  refer(
    kind: "reference" | "image",
    span: Span,
    textSpan: Span,
    text: string,
    identifier: string,
  ): void {
    this.#references.push({ index: this.#links.length, identifier });
    this.addResolved(kind, span, textSpan, text, undefined, "");
  }

  /** Gives all links in the order of their start. */
  finish(): readonly Link[] {
    for (const { index, identifier } of this.#references) {
      const definition = this.#definitions.get(identifier);
      const link = this.#links[index];
      if (definition !== undefined && link !== undefined) {
        this.#links[index] = { ...link, ...definition };
      }
    }
    return this.#links.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  }
}

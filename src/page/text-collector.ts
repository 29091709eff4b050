import type { Span } from "../text/span.ts";
import { decodeEntities } from "./entities.ts";
import type { TokenIndex } from "./token-index.ts";

/** Collects what readers see of headings and links, which may contain one another. */
export class TextCollector {
  readonly #source: string;
  readonly #tokens: TokenIndex;
  readonly #pieces: string[] = [];
  #open = 0;

  constructor(source: string, tokens: TokenIndex) {
    this.#source = source;
    this.#tokens = tokens;
  }

  get isCollecting(): boolean {
    return this.#open > 0;
  }

  /** Begins a stretch; hand the mark to `end`. */
  begin(): number {
    this.#open += 1;
    return this.#pieces.length;
  }

  /** Gives the text since the mark, with white space folded. */
  end(mark: number): string {
    const isOne = this.#pieces.length === mark + 1;
    const text = this.fold(isOne ? (this.#pieces[mark] ?? "") : this.#pieces.slice(mark).join(""));
    this.#open -= 1;
    if (this.#open === 0) this.#pieces.length = 0;
    return text;
  }

  add(text: string): void {
    if (this.#open > 0) this.#pieces.push(text);
  }

  /** Adds the text of a text node; `decoded` is what the parser makes of it. */
  addText(start: number, end: number, decoded: () => string): void {
    const source = this.#source.slice(start, end);
    if (this.#tokens.isIn(start, end)) this.#pieces.push(this.plain({ start, end }));
    else this.#pieces.push(/[\\&\n\r]/.test(source) ? decoded() : source);
  }

  /** What is left of a stretch of text without its template tokens and attributes. */
  plain(span: Span): string {
    return this.#tokens
      .between(span)
      .map(({ start, end }) => this.#source.slice(start, end))
      .map((part) => decodeEntities(part.replace(/\\([!-/:-@[-`{-~])/g, "$1")))
      .join("");
  }

  fold(text: string): string {
    return isFolded(text) ? text : text.replace(/\s+/g, " ").trim();
  }
}

/** Whether nothing needs folding, checked cheaply: ASCII, with single spaces inside only. */
function isFolded(text: string): boolean {
  let previous = 0x20;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || (code === 0x20 && previous === 0x20)) return false;
    previous = code;
  }
  return previous !== 0x20 || text === "";
}

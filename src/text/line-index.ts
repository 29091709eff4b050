import type { Location, Span } from "./span.ts";

/**
 * Converts between offsets and lines of one text. A line ends at `\n`, as git and GitLab count them;
 * the terminator, with a `\r` before it, belongs to no line's span.
 */
export class LineIndex {
  readonly #text: string;
  readonly #starts: number[];

  constructor(text: string) {
    this.#text = text;
    this.#starts = lineStarts(text);
  }

  /** Number of lines; a text that ends in a terminator has no further, empty line. Never 0. */
  get count(): number {
    const last = this.#starts.length - 1;
    return last > 0 && this.#starts[last] === this.#text.length ? last : last + 1;
  }

  /** Gives the 1-based line and column of an offset. @throws RangeError outside the text. */
  locate(offset: number): Location {
    if (offset < 0 || offset > this.#text.length) {
      throw new RangeError(`Offset ${offset} is outside a text of ${this.#text.length} characters`);
    }
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#starts[low]! + 1 };
  }

  /** Gives the 1-based column of an offset in bytes of UTF-8, as some formats count. @throws RangeError outside the text. */
  utf8Column(offset: number): number {
    const { column } = this.locate(offset);
    return new TextEncoder().encode(this.#text.slice(offset - column + 1, offset)).length + 1;
  }

  /** Gives the span of a 1-based line without its terminator. @throws RangeError for no such line. */
  span(line: number): Span {
    const start = this.#starts[line - 1];
    if (start === undefined) throw new RangeError(`There is no line ${line}`);
    let end = this.#starts[line] ?? this.#text.length;
    if (end > start && this.#text[end - 1] === "\n") end -= 1;
    if (end > start && this.#text[end - 1] === "\r") end -= 1;
    return { start, end };
  }

  /** Gives the offset of a location. @throws RangeError outside the text. */
  offset(location: Location): number {
    const start = this.#starts[location.line - 1];
    const offset = start === undefined ? -1 : start + location.column - 1;
    if (start === undefined || location.column < 1 || offset > this.#text.length) {
      throw new RangeError(`There is no place ${location.line}:${location.column}`);
    }
    return offset;
  }
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

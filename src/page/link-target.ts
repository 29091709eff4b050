import type { Span } from "../text/span.ts";

/** Where the parts of an inline link or image are. */
interface InlineTarget {
  /** The bracket that closes its text. */
  readonly bracket: number;
  readonly target: Span;
  readonly title: Span | undefined;
}

/**
 * Finds the destination of an inline link or image that ends at `end`, given that its closing bracket
 * is at `from` or later. Looks at nothing outside the link.
 */
export function inlineTarget(text: string, from: number, end: number): InlineTarget | undefined {
  let bracket = text.indexOf("](", from);
  while (bracket !== -1 && bracket + 2 < end) {
    const target = destination(text, skipSpace(text, bracket + 2, end), end);
    if (target !== undefined) {
      const title = closesLink(text, afterDestination(text, target), end);
      if (title !== undefined)
        return { bracket, target, title: title === "none" ? undefined : title };
    }
    bracket = text.indexOf("](", bracket + 1);
  }
  return undefined;
}

/** Finds the bracket that closes the text of `[text][label]`, `[text][]` or `[text]`. */
export function referenceBracket(text: string, start: number, end: number): number {
  const label = text.lastIndexOf("[", end - 1);
  return label > start && text[label - 1] === "]" ? label - 1 : Math.max(start, end - 1);
}

/** Finds the destination of the definition `[label]: destination "title"` in `start` to `end`. */
export function definitionTarget(text: string, start: number, end: number): Span | undefined {
  let at = text.indexOf("[", start) + 1;
  while (at < end && text[at] !== "]") at += text[at] === "\\" ? 2 : 1;
  return text[at + 1] === ":" ? destination(text, skipSpace(text, at + 2, end), end) : undefined;
}

function destination(text: string, start: number, end: number): Span | undefined {
  if (text[start] === "<") {
    let at = start + 1;
    while (at < end && text[at] !== ">" && text[at] !== "<" && text[at] !== "\n") {
      at += text[at] === "\\" ? 2 : 1;
    }
    return text[at] === ">" ? { start: start + 1, end: at } : undefined;
  }
  let depth = 0;
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || (code === CLOSE && depth === 0)) break;
    if (code === OPEN) depth += 1;
    if (code === CLOSE) depth -= 1;
    if (depth > PARENTHESES_MAX) return undefined;
    at += code === BACKSLASH ? 2 : 1;
  }
  return { start, end: Math.min(at, end) };
}

// As in CommonMark's own parsers; without a limit, bracket after bracket would be looked at to the end.
const PARENTHESES_MAX = 32;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;

function afterDestination(text: string, target: Span): number {
  return text[target.start - 1] === "<" && text[target.end] === ">" ? target.end + 1 : target.end;
}

/** The title that is between `from` and the closing bracket; undefined where anything else is there. */
function closesLink(text: string, from: number, end: number): Span | "none" | undefined {
  const at = skipSpace(text, from, end);
  if (at === end - 1) return text[at] === ")" ? "none" : undefined;
  if (at === from) return undefined;
  const quote = text[at] === "(" ? ")" : text[at];
  if (quote !== '"' && quote !== "'" && quote !== ")") return undefined;
  let close = at + 1;
  while (close < end && text[close] !== quote) {
    if (quote === ")" && text[close] === "(") return undefined;
    close += text[close] === "\\" ? 2 : 1;
  }
  const last = skipSpace(text, close + 1, end);
  if (last !== end - 1 || text[last] !== ")") return undefined;
  return { start: at + 1, end: close };
}

/** Skips white space; after a line break also the marks of block quotes. */
function skipSpace(text: string, from: number, end: number): number {
  let at = from;
  let isBroken = false;
  for (; at < end; at += 1) {
    const char = text[at];
    if (char === "\n" || char === "\r") isBroken = true;
    else if (char !== " " && char !== "\t" && !(isBroken && char === ">")) break;
  }
  return at;
}

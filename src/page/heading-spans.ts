import type { Span } from "../text/span.ts";
import type { MarkdownTree } from "./markdown-tree.ts";
import type { Token } from "./template-tokens.ts";
import { idOfAttribute, type TokenIndex } from "./token-index.ts";

/** Gives the span of a heading: an attribute at its end belongs to it, white space there does not. */
export function headingSpan(
  source: string,
  tokens: TokenIndex,
  start: number,
  nodeEnd: number,
): Span {
  let end = trimmedEnd(source, start, nodeEnd);
  if (tokens.isEmpty) return { start, end };
  for (const token of tokens.within(end, endOfLine(source, end))) {
    const isNext = source.slice(end, token.start).trim() === "";
    if (token.kind === "attribute" && isNext) end = token.end;
  }
  return { start, end };
}

/** Gives the span of the text of a heading, without an attribute at its end. */
export function headingTextSpan(
  source: string,
  tokens: TokenIndex,
  tree: MarkdownTree,
  node: number,
): Span {
  const count = tree.childCount(node);
  if (count === 0) {
    let at = tree.start(node);
    while (source[at] === "#") at += 1;
    return { start: at, end: at };
  }
  const start = tree.start(tree.child(node, 0));
  let end = tree.end(tree.child(node, count - 1));
  for (const token of tokens.within(start, end).toReversed()) {
    const isLast = source.slice(token.end, end).trim() === "";
    if (token.kind === "attribute" && isLast) end = token.start;
  }
  return { start, end: trimmedEnd(source, start, end) };
}

/** Finds the attribute on the line of a heading, or alone on the next line, that sets its id. */
export function headingIdToken(
  source: string,
  tokens: TokenIndex,
  span: Span,
): { readonly token: Token; readonly id: string } | undefined {
  if (tokens.isEmpty) return undefined;
  const nextLine = startOfNextLine(source, span.end);
  for (const token of tokens.within(span.start, endOfLine(source, nextLine))) {
    if (token.kind !== "attribute" || (token.start >= nextLine && !token.isAlone)) continue;
    const id = idOfAttribute(source.slice(token.start, token.end));
    if (id !== undefined) return { token, id };
  }
  return undefined;
}

/** Gives where a stretch ends without the white space at its end. */
export function trimmedEnd(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && " \t\r\n".includes(source.charAt(at - 1))) at -= 1;
  return at;
}

function endOfLine(source: string, from: number): number {
  let at = from;
  while (at < source.length && source[at] !== "\n" && source[at] !== "\r") at += 1;
  return at;
}

function startOfNextLine(source: string, from: number): number {
  const end = endOfLine(source, from);
  return end + (source.startsWith("\r\n", end) ? 2 : 1);
}

import type { Span } from "../text/span.ts";

/** A piece of raw HTML. */
export type HtmlPiece =
  | { readonly kind: "comment" | "text"; readonly span: Span }
  | {
      readonly kind: "tag";
      readonly span: Span;
      /** In lower case. */
      readonly name: string;
      readonly isClosing: boolean;
      readonly attributes: readonly HtmlAttribute[];
    };

type Tag = Extract<HtmlPiece, { readonly kind: "tag" }>;

interface HtmlAttribute {
  /** In lower case. */
  readonly name: string;
  /** Without the quotes; empty where there is no value. */
  readonly value: Span;
}

// Tags hold few attributes; what has more is no tag a person wrote.
const ATTRIBUTES_MAX = 50;

/** Cuts raw HTML into comments, tags and the text between them. Not a parser: it builds no tree. */
export function* htmlPieces(text: string, start: number, end: number): Generator<HtmlPiece> {
  let at = start;
  let from = start;
  while (at < end) {
    const open = text.indexOf("<", at);
    if (open === -1 || open >= end) break;
    const piece = text.startsWith("<!--", open) ? comment(text, open, end) : tag(text, open, end);
    if (piece === undefined) {
      at = open + 1;
      continue;
    }
    if (open > from) yield { kind: "text", span: { start: from, end: open } };
    yield piece;
    from = piece.span.end;
    at = piece.kind === "tag" ? endOfRaw(text, piece, end) : from;
  }
  if (end > from) yield { kind: "text", span: { start: from, end } };
}

/** Scripts and styles hold no tags: gives where such an element ends; else where the tag does. */
function endOfRaw(text: string, { name, isClosing, span }: Tag, end: number): number {
  if (isClosing || (name !== "script" && name !== "style")) return span.end;
  const close = text.slice(span.end, end).search(name === "script" ? /<\/script/i : /<\/style/i);
  return close === -1 ? end : span.end + close;
}

function comment(text: string, start: number, end: number): HtmlPiece {
  const close = text.slice(start + 2, end).indexOf("-->");
  return { kind: "comment", span: { start, end: close === -1 ? end : start + 2 + close + 3 } };
}

const TAG_NAME = /<(\/?)([A-Za-z][A-Za-z0-9-]{0,40})/y;
const ATTRIBUTE =
  /[\s/]*([^\s"'<>/=]{1,80})(?:\s{0,100}=\s{0,100}("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/y;

function tag(text: string, start: number, end: number): HtmlPiece | undefined {
  TAG_NAME.lastIndex = start;
  const match = TAG_NAME.exec(text);
  if (match === null) return undefined;
  const attributes: HtmlAttribute[] = [];
  let at = TAG_NAME.lastIndex;
  while (at < end && attributes.length < ATTRIBUTES_MAX) {
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text);
    if (attribute === null || ATTRIBUTE.lastIndex > end) break;
    at = ATTRIBUTE.lastIndex;
    attributes.push({
      name: (attribute[1] ?? "").toLowerCase(),
      value: valueSpan(attribute[2], at),
    });
  }
  while (at < end && /[\s/]/.test(text.charAt(at))) at += 1;
  if (at >= end || text[at] !== ">") return undefined;
  return {
    kind: "tag",
    span: { start, end: at + 1 },
    name: (match[2] ?? "").toLowerCase(),
    isClosing: match[1] === "/",
    attributes,
  };
}

function valueSpan(value: string | undefined, end: number): Span {
  if (value === undefined) return { start: end, end };
  const quotes = value.startsWith('"') || value.startsWith("'") ? 1 : 0;
  return { start: end - value.length + quotes, end: end - quotes };
}

const TEXT_ATTRIBUTES = new Set(["alt", "title", "aria-label"]);

/** What of a tag is text for readers, in order. */
export function textsIn({ attributes }: Tag): readonly Span[] {
  if (attributes.length === 0) return [];
  return attributes
    .filter(({ name, value }) => TEXT_ATTRIBUTES.has(name) && value.end > value.start)
    .map(({ value }) => value);
}

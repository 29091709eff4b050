import type { OpaqueSpan } from "./page.ts";

/** A stretch that is not Markdown: a template token, a kramdown attribute, a formula between `$$`, code of MDX. */
export interface Token {
  readonly kind: Extract<OpaqueSpan["kind"], "shortcode" | "erb" | "attribute" | "math" | "mdx">;
  readonly start: number;
  readonly end: number;
  /** Whether nothing but white space and other such tokens is on its lines. */
  readonly isAlone: boolean;
  /** Whether it may add text, headings or anchors to the page. */
  readonly isTemplate: boolean;
}

/** A token before it is known what is around it. */
export type Found = Omit<Token, "isAlone">;

// Longest tokens looked for. ERB blocks of real pages reach some 3,000 characters (GitLab, 2022).
const BLOCK_CHARS_MAX = 20_000;
const LINE_CHARS_MAX = 1_000;
const TAG_CHARS_MAX = 2_000;

/** Finds the template tokens, kramdown attributes and formulas of a text from `from` on, in order. */
export function findTokens(text: string, from: number, isErb: boolean): Token[] {
  let brace = text.indexOf("{", from);
  let erb = text.indexOf("<%", from);
  let math = text.indexOf("$$", from);
  if (brace === -1 && erb === -1 && math === -1) return [];
  const found: Found[] = [];
  const ahead = new Lookahead(text, from);
  for (;;) {
    const at = Math.min(...[brace, erb, math].filter((it) => it !== -1));
    if (at === Infinity) break;
    ahead.moveTo(at);
    const token = tokenAt(text, at, ahead, isErb);
    if (token !== undefined) found.push(token);
    const next = token?.end ?? at + 1;
    if (brace !== -1 && brace < next) brace = text.indexOf("{", next);
    if (erb !== -1 && erb < next) erb = text.indexOf("<%", next);
    if (math !== -1 && math < next) math = text.indexOf("$$", next);
  }
  return markAlone(text, from, found);
}

/** Looks ahead from a place that only moves forward, so that all looks together take linear time. */
class Lookahead {
  readonly #text: string;
  readonly #marks = new Map<string, number>();
  lineStart: number;
  lineEnd: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.lineStart = from;
    this.lineEnd = endOfLine(text, from);
  }

  moveTo(offset: number): void {
    while (this.lineEnd < offset) {
      this.lineStart = this.lineEnd + 1;
      this.lineEnd = endOfLine(this.#text, this.lineStart);
    }
  }

  /** Offset after the next `mark` from `from` on that ends on this line; -1 when there is none. */
  onLine(mark: string, from: number): number {
    const end = this.anywhere(mark, from);
    return end <= this.lineEnd && end - from <= LINE_CHARS_MAX ? end : -1;
  }

  /** Offset after the next `mark` from `from` on; -1 when there is none near. */
  anywhere(mark: string, from: number): number {
    let at = this.#marks.get(mark) ?? -2;
    if (at !== -1 && at < from) {
      at = this.#text.indexOf(mark, from);
      this.#marks.set(mark, at);
    }
    return at === -1 || at - from > BLOCK_CHARS_MAX ? -1 : at + mark.length;
  }
}

function tokenAt(text: string, at: number, ahead: Lookahead, isErb: boolean): Found | undefined {
  if (text[at] === "{") return braceToken(text, at, ahead);
  return text[at] === "$" ? mathToken(text, at, ahead) : erbToken(text, at, ahead, isErb);
}

/** Finds a formula between `$$` that has its lines to itself, as GitLab, GitHub and Hugo show it. */
function mathToken(text: string, start: number, ahead: Lookahead): Found | undefined {
  if (!isBlank(text.slice(Math.max(ahead.lineStart, start - LINE_CHARS_MAX), start))) {
    return undefined;
  }
  const end = ahead.anywhere("$$", start + 2);
  if (end === -1 || end === start + 4) return undefined;
  const rest = text.slice(end, Math.min(endOfLine(text, end), end + LINE_CHARS_MAX));
  if (!isBlank(rest) || /\n[ \t]*\r?\n/.test(text.slice(start, end))) return undefined;
  return { kind: "math", start, end, isTemplate: false };
}

function erbToken(
  text: string,
  start: number,
  ahead: Lookahead,
  isErb: boolean,
): Found | undefined {
  const end = isErb ? ahead.anywhere("%>", start + 2) : ahead.onLine("%>", start + 2);
  if (end === -1 || (!isErb && text.slice(start, end).includes("`"))) return undefined;
  return { kind: "erb", start, end, isTemplate: isErb };
}

function braceToken(text: string, start: number, ahead: Lookahead): Found | undefined {
  switch (text[start + 1]) {
    case "{":
      return doubleBraceToken(text, start, ahead);
    case "%": {
      const end = endOfTag(text, start, ahead);
      if (end === -1) return undefined;
      const comment = endOfComment(text, start, end, ahead);
      if (comment !== -1) return { kind: "shortcode", start, end: comment, isTemplate: false };
      return { kind: "shortcode", start, end, isTemplate: true };
    }
    case ":":
      return commentToken(text, start, ahead) ?? attributeToken(text, start);
    case "#":
    case ".":
      return bareAttributeToken(text, start, ahead);
    default:
      return undefined;
  }
}

/** The end of `{% include note.html\n text="…"\n%}`, which may run over some lines of one paragraph. */
function endOfTag(text: string, start: number, ahead: Lookahead): number {
  const end = ahead.onLine("%}", start + 2);
  if (end !== -1 || !/^\{%-?[ \t]*[a-z]\w{0,40}\b/.test(text.slice(start, start + 50))) return end;
  const last = ahead.anywhere("%}", start + 2);
  if (last === -1 || last - start > TAG_CHARS_MAX) return -1;
  return /\n[ \t]*\r?\n|[`{}]%?[\s{%]/.test(text.slice(start + 2, last - 2)) ? -1 : last;
}

/** The end of `{% comment %} … {% endcomment %}`, which Liquid leaves out; -1 for another tag. */
function endOfComment(text: string, start: number, end: number, ahead: Lookahead): number {
  if (!/^\{%-?[ \t]*comment\b/.test(text.slice(start, Math.min(end, start + 40)))) return -1;
  const close = ahead.anywhere("endcomment", end);
  const rest = /^[^%}\n]{0,200}%\}/.exec(text.slice(close, close + 210));
  return close === -1 || rest === null ? -1 : close + rest[0].length;
}

function doubleBraceToken(text: string, start: number, ahead: Lookahead): Found | undefined {
  const mark = text[start + 2];
  if (mark === "<" || mark === "%") {
    const end = ahead.anywhere(mark === "<" ? ">}}" : "%}}", start + 3);
    // `{{</* name */>}}` shows a shortcode instead of calling it.
    if (end !== -1) {
      return { kind: "shortcode", start, end, isTemplate: !text.startsWith("/*", start + 3) };
    }
  }
  const end = ahead.onLine("}}", start + 2);
  if (end === -1 || /[`{]/.test(text.slice(start + 2, end))) return undefined;
  return { kind: "shortcode", start, end, isTemplate: true };
}

/** Finds a comment of kramdown, with all that is in it. */
function commentToken(text: string, start: number, ahead: Lookahead): Found | undefined {
  if (!text.startsWith("{::comment}", start)) return undefined;
  const end = ahead.anywhere("{:/comment}", start + "{::comment}".length);
  return end === -1 ? undefined : { kind: "attribute", start, end, isTemplate: false };
}

/** Finds a kramdown attribute list or extension: `{: .note}`, `{:toc}`, `{::options … /}`, `{:/}`. */
function attributeToken(text: string, start: number): Found | undefined {
  let quote = "";
  for (let at = start + 2; at < text.length && at - start < LINE_CHARS_MAX; at += 1) {
    const char = text.charAt(at);
    if (char === "\n" || char === "`" || char === "{") return undefined;
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === '"' || char === "'") {
      quote = char;
    } else if (char === "}") {
      return { kind: "attribute", start, end: at + 1, isTemplate: false };
    }
  }
  return undefined;
}

/**
 * Finds `{#id}`, `{#id .class}` or `{.class}` at the end of a heading, or alone on a line, where it
 * belongs to the block above.
 */
function bareAttributeToken(
  text: string,
  start: number,
  { lineStart, lineEnd }: Pick<Lookahead, "lineStart" | "lineEnd">,
): Found | undefined {
  if (lineEnd - lineStart > LINE_CHARS_MAX) return undefined;
  const match = /^\{[#.][^{}`]{1,200}\}(?=[ \t]*(?:#+[ \t]*)?\r?$)/.exec(
    text.slice(start, lineEnd),
  );
  if (match === null) return undefined;
  const isHeading = /^[ \t>*+.)0-9-]*(?:#{1,6}[ \t]|$)/.test(text.slice(lineStart, start));
  if (!isHeading && !SETEXT_LINE.test(text.slice(lineEnd, lineEnd + LINE_CHARS_MAX)))
    return undefined;
  return { kind: "attribute", start, end: start + match[0].length, isTemplate: false };
}

/** The same at any place of a text. */
export function bareAttribute(text: string, start: number): Found | undefined {
  if (text[start + 1] !== "#" && text[start + 1] !== ".") return undefined;
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  return bareAttributeToken(text, start, { lineStart, lineEnd: endOfLine(text, start) });
}

const SETEXT_LINE = /^\n {0,3}(?:={1,500}|-{2,500})[ \t]{0,500}\r?(?:\n|$)/;

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

/** Says of each token whether it has its lines to itself. */
export function markAlone(text: string, from: number, found: readonly Found[]): Token[] {
  const gaps = [...found, undefined].map((token, index) =>
    text.slice(found[index - 1]?.end ?? from, token?.start),
  );
  const opens: boolean[] = [];
  for (const gap of gaps) {
    const lineBreak = gap.lastIndexOf("\n");
    opens.push(isBlank(gap.slice(lineBreak + 1)) && (lineBreak !== -1 || opens.at(-1) !== false));
  }
  const tokens: Token[] = [];
  let closes = true;
  for (const [index, token] of [...found.entries()].reverse()) {
    const gap = gaps[index + 1] ?? "";
    const lineBreak = gap.indexOf("\n");
    closes =
      isBlank(lineBreak === -1 ? gap : gap.slice(0, lineBreak)) && (lineBreak !== -1 || closes);
    tokens.push({ ...token, isAlone: closes && opens[index] === true });
  }
  return tokens.reverse();
}

function isBlank(text: string): boolean {
  return !/[^ \t\r]/.test(text);
}

import { bareAttribute, markAlone, type Found, type Token } from "./template-tokens.ts";

// Longest import, tag or expression looked for; real ones reach some 3,000 characters.
const CHARS_MAX = 20_000;
// So many of a page are looked for; one that has more holds data and no text.
const LOOKED_AT_MAX = 2_000_000;

/**
 * Finds what is code in an MDX page from `from` on, in order: imports and exports, tags of components,
 * expressions. Tags of HTML without expressions stay what they are in Markdown. What does not close is text.
 */
export function findMdxTokens(text: string, from: number): Token[] {
  const found: Found[] = [];
  const scan = new Scan(text);
  let at = from;
  while (at < text.length) {
    if (isLineStart(text, at, from)) {
      const fence = FENCE.exec(text.slice(at, at + 80))?.[1];
      if (fence !== undefined) {
        at = endOfFence(text, at, fence);
        continue;
      }
      const end = isModuleLine(text, at, from) ? scan.module(at) : -1;
      if (end !== -1) {
        found.push({ kind: "mdx", start: at, end, isTemplate: false });
        at = end;
        continue;
      }
    }
    const token = tokenAt(text, at, scan);
    if (token === undefined) {
      at = afterText(text, at);
      continue;
    }
    found.push(token);
    at = token.end;
  }
  return markAlone(text, from, found);
}

const FENCE = /^[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?(`{3,}(?=[^`\n]*(?:\n|$))|~{3,})/;

function isLineStart(text: string, at: number, from: number): boolean {
  return at === from || text[at - 1] === "\n";
}

/** Offset of the line after a fenced block; of the end of the text where it is never closed. */
function endOfFence(text: string, start: number, fence: string): number {
  let line = nextLine(text, start);
  while (line < text.length) {
    const end = nextLine(text, line);
    const bare = text
      .slice(line, Math.min(end, line + 200))
      .replace(/^[ \t>]+/, "")
      .trimEnd();
    if (bare.length >= fence.length && bare === fence.charAt(0).repeat(bare.length)) return end;
    line = end;
  }
  return text.length;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

/** Whether an import or export begins here: only the first line of a block can. */
function isModuleLine(text: string, at: number, from: number): boolean {
  if (!/^(?:import|export)[\s{*"']/.test(text.slice(at, at + 8))) return false;
  const above = text.lastIndexOf("\n", at - 2) + 1;
  return at === from || text.slice(Math.max(above, from), at).trim() === "";
}

/** The next place at which something may begin: past plain text, a code span or an escape. */
function afterText(text: string, at: number): number {
  const char = text[at];
  if (char === "\n") return at + 1;
  if (char === "\\") return at + 2;
  if (char === "`") return endOfCodeSpan(text, at);
  let end = at + 1;
  while (end < text.length && !"\n\\`{<".includes(text.charAt(end))) end += 1;
  return text[end] === "\n" ? end + 1 : end;
}

function endOfCodeSpan(text: string, at: number): number {
  let open = at;
  while (text[open] === "`") open += 1;
  const paragraph = text.slice(open, open + 2_000).split(/\n[ \t]*\r?\n/, 1)[0] ?? "";
  for (const { 0: run, index } of paragraph.matchAll(/`+/g)) {
    if (run.length === open - at) return open + index + run.length;
  }
  return open;
}

function tokenAt(text: string, at: number, scan: Scan): Found | undefined {
  if (text[at] === "{") {
    const attribute = bareAttribute(text, at);
    if (attribute !== undefined) return attribute;
    const end = scan.braces(at);
    if (end === -1) return undefined;
    const code = text.slice(at + 1, end - 1).trim();
    const isComment = code.startsWith("/*") && code.indexOf("*/") === code.length - 2;
    return { kind: "mdx", start: at, end, isTemplate: !isComment };
  }
  if (text[at] !== "<") return undefined;
  const name = /^<\/?([A-Za-z_$][\w.$:-]{0,100})?(?=[\s/>{])/.exec(text.slice(at, at + 110));
  if (name === null) return undefined;
  const { end, hasBraces } = scan.tag(at);
  const isComponent = name[1] === undefined || /[A-Z_$.]/.test(name[1]);
  if (end === -1 || !(isComponent || hasBraces)) return undefined;
  return { kind: "mdx", start: at, end, isTemplate: isComponent };
}

/** Looks for the ends of code, together no further than a page may cost. */
class Scan {
  readonly #text: string;
  #left = LOOKED_AT_MAX;

  constructor(text: string) {
    this.#text = text;
  }

  /** Offset after the brace that closes the one at `start`; -1 where there is none. */
  braces(start: number): number {
    return this.#until(start, (depth) => depth === 0);
  }

  /** The end of an import or export: the first blank line that is in no bracket. */
  module(start: number): number {
    const end = this.#until(
      start,
      (depth, at) => depth === 0 && /^\n[ \t]*(?:\r?\n|$)/.test(this.#text.slice(at - 1, at + 80)),
    );
    return end === -1 ? this.#blankLine(start) : end;
  }

  /** The end of a tag, and whether it holds an expression. */
  tag(start: number): { readonly end: number; readonly hasBraces: boolean } {
    const text = this.#text;
    let hasBraces = false;
    let at = start + 1;
    while (at < text.length && at - start < CHARS_MAX && this.#left > 0) {
      const char = text.charAt(at);
      this.#left -= 1;
      if (char === ">") return { end: at + 1, hasBraces };
      if (char === "<" || /^\n[ \t]*\r?\n/.test(text.slice(at, at + 40))) break;
      if (char === '"' || char === "'") {
        const close = text.indexOf(char, at + 1);
        if (close === -1) break;
        this.#left -= close - at;
        at = close + 1;
      } else if (char === "{") {
        hasBraces = true;
        const end = this.braces(at);
        if (end === -1) break;
        at = end;
      } else at += 1;
    }
    return { end: -1, hasBraces };
  }

  #blankLine(start: number): number {
    const end = this.#text.slice(start, start + CHARS_MAX).search(/\n[ \t]*(?:\r?\n|$)/);
    return end === -1 ? Math.min(this.#text.length, start + CHARS_MAX) : start + end + 1;
  }

  /** Reads code from `start` on, past texts and comments, up to where `isEnd` is true after a character. */
  #until(start: number, isEnd: (depth: number, at: number) => boolean): number {
    const text = this.#text;
    const last = Math.min(text.length, start + CHARS_MAX, start + this.#left);
    let depth = 0;
    for (let at = start; at < last;) {
      const from = at;
      const char = text.charAt(at);
      if (char === "/" && text[at + 1] === "*") at = after(text, "*/", at + 2, last);
      else if (char === "/" && text[at + 1] === "/") at = after(text, "\n", at, last) - 1;
      else if (char === '"' || char === "'") at = endOfString(text, at);
      else if (char === "`") at = after(text, "`", at + 1, last);
      else {
        at += 1;
        if ("{([".includes(char)) depth += 1;
        else if ("})]".includes(char)) depth -= 1;
        if (isEnd(depth, at)) {
          this.#left -= at - start;
          return at;
        }
      }
      if (at <= from) at = from + 1;
    }
    this.#left -= last - start;
    return isEnd(depth, text.length) && last === text.length ? last : -1;
  }
}

/** Offset after a mark; of the next character where it does not come before `last`. */
function after(text: string, mark: string, from: number, last: number): number {
  const at = text.slice(from, last).indexOf(mark);
  return at === -1 ? from : from + at + mark.length;
}

/** Offset after a quoted text of one line; an apostrophe is no quote. */
function endOfString(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let at = start + 1; at < text.length && at - start < 1_000; at += 1) {
    const char = text.charAt(at);
    if (char === "\\") at += 1;
    else if (char === "\n") break;
    else if (char === quote) return at + 1;
  }
  return start + 1;
}

import { marked, type Token, type Tokens } from "marked";

import { slipsBetween } from "../../src/text/near-misses.ts";

/** The text of a page without front matter, as a reader sees it, by another parser than ours. */
export function render(source: string): string {
  return marked
    .parse(bodyOf(source), { async: false })
    .replace(/<!--[^]*?-->/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#39|quot);|[“”‘’'"]/g, "");
}

/** Tokens within a line of text, whose number says nothing: formatting, not structure. */
const inline = new Set([
  "space",
  "text",
  "escape",
  "codespan",
  "strong",
  "em",
  "del",
  "br",
  "html",
]);

/** What a page is made of, block by block, with the words of headings and the targets of links. */
export function outline(source: string): string {
  const parts: string[] = [];
  const add = (token: Token): void => {
    if (!inline.has(token.type)) parts.push(describe(token));
  };
  void marked.walkTokens(marked.lexer(bodyOf(source)), add);
  return parts.join("\n");
}

function describe(token: Token): string {
  switch (token.type) {
    case "heading":
      return `h${token["depth"]} ${wordsOf(String(token["text"])).join(" ")}`;
    case "link":
    case "image":
      return `${token.type} ${String(token["href"])
        .replace(/^(?:\.\/)+/, "")
        .toLowerCase()}`;
    case "list":
      return `list of ${(token as Tokens.List).items.length}`;
    case "table": {
      const { header, rows } = token as Tokens.Table;
      return `table of ${header.length} columns and ${rows.length} rows`;
    }
    default:
      return token.type;
  }
}

function bodyOf(source: string): string {
  return source.replace(/^\uFEFF?---\r?\n[^]*?\n---[ \t]*(?:\r?\n|$)/, "");
}

/** Words without the marks around them. */
export function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}.&-]*[\p{L}\p{M}\p{N}])?/gu) ?? [];
}

/** Words of the second list that the first has not, nor with other spelling. */
export function addedTo(before: readonly string[], after: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of before) counts.set(word, (counts.get(word) ?? 0) + 1);
  const added = after.filter((word) => {
    const left = counts.get(word) ?? 0;
    counts.set(word, left - 1);
    return left <= 0;
  });
  const unused = [...counts].flatMap(([word, left]) => (left > 0 ? [word] : []));
  return added.filter((word) => !unused.some((other) => slipsBetween(other, word) <= 3));
}

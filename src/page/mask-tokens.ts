import type { Token } from "./template-tokens.ts";

/**
 * Replaces the tokens so that a Markdown parser is not confused by them: every offset stays true, line
 * breaks stay. Attributes become spaces; a token alone on its lines becomes an HTML comment, which is
 * a block of its own wherever it is; any other token becomes one word.
 */
export function maskTokens(text: string, from: number, tokens: readonly Token[]): string {
  if (tokens.length === 0) return text.slice(from);
  const pieces: string[] = [];
  let at = from;
  for (const token of tokens) {
    pieces.push(text.slice(at, token.start), filler(text, token));
    at = token.end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

function filler(text: string, { kind, start, end, isAlone }: Token): string {
  const token = text.slice(start, end);
  if (kind === "attribute" || (kind === "mdx" && token.startsWith("<") && !isAlone)) {
    // Before text, as in `- {: .note} text`, spaces would be the indentation of code.
    const isLeading =
      !isAlone && /(?:^|[\r\n])[ \t>*+.)0-9-]*$/.test(text.slice(Math.max(0, start - 40), start));
    return fill(token, isLeading ? "x" : " ");
  }
  if (!isAlone) return fill(token, "x");
  const fitsComment = /^[^\r\n]{4}[^]*[^\r\n]{3}$/.test(token);
  return fitsComment ? `<!--${fill(token.slice(4, -3), "x")}-->` : fill(token, " ");
}

function fill(token: string, char: string): string {
  const hasBreak = token.includes("\n") || token.includes("\r");
  return hasBreak ? token.replace(/[^\r\n]/g, char) : char.repeat(token.length);
}

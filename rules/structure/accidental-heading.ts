import type { Heading, Page } from "../../src/page/page.ts";

/**
 * A line of text that a stray `-` or `--` below it turns into a heading: the empty bullet of a list that was
 * begun, or a dash. Nobody underlines a heading with one or two marks.
 */
export function isAccidental({ source }: Page, { span, depth, textSpan }: Heading): boolean {
  if (depth !== 2 || textSpan.end >= span.end) return false;
  const underline = source.slice(textSpan.end, span.end).trim();
  return /^-{1,2}$/.test(underline);
}

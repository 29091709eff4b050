import type { Finding } from "../lint/finding.ts";
import type { Page } from "../page/page.ts";

/** Lines of a page, 1-based, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** The lines under a finding's span, without blank ones and terminators at its end. */
export function touchedLines(
  { span }: Pick<Finding, "span">,
  { source, lines }: Pick<Page, "source" | "lines">,
): Lines {
  let end = span.end;
  while (end > span.start + 1 && isSpace(source.charCodeAt(end - 1))) end -= 1;
  const first = Math.min(lines.locate(span.start).line, lines.count);
  const last = Math.min(lines.locate(Math.max(span.start, end - 1)).line, lines.count);
  return { first, last };
}

function isSpace(unit: number): boolean {
  return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d);
}

/** Longer lines are known by as many characters of each end: a thousand findings may be on a line of a megabyte. */
const endCharacters = 5_000;

/** The text of some lines with white space folded, by which a line is known when its number changes. */
export function textOfLines(page: Pick<Page, "source" | "lines">, { first, last }: Lines): string {
  const { source, lines } = page;
  const start = lines.span(first).start;
  const end = lines.span(last).end;
  if (end - start <= 2 * endCharacters) return fold(source.slice(start, end));
  return `${fold(source.slice(start, start + endCharacters))} … ${fold(source.slice(end - endCharacters, end))}`;
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

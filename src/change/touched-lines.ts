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

/** The text of some lines with white space folded, by which a line is known when its number changes. */
export function textOfLines(
  { source, lines }: Pick<Page, "source" | "lines">,
  { first, last }: Lines,
): string {
  return source.slice(lines.span(first).start, lines.span(last).end).replace(/\s+/g, " ").trim();
}

import type { Finding } from "../lint/finding.ts";
import { hash128 } from "../lint/fingerprint.ts";
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

/** Lines of more characters go by the hash of their text: a thousand findings may stand in a megabyte. */
const charactersMax = 20_000;

const longTexts = new WeakMap<object, Map<string, string>>();

/** The text of some lines with white space folded, by which a line is known when its number changes. */
export function textOfLines(page: Pick<Page, "source" | "lines">, { first, last }: Lines): string {
  const { source, lines } = page;
  const start = lines.span(first).start;
  const end = lines.span(last).end;
  if (end - start <= charactersMax) return fold(source.slice(start, end));
  const known = longTexts.get(page) ?? new Map<string, string>();
  longTexts.set(page, known);
  const name = `${first} ${last}`;
  const text = known.get(name) ?? hash128(fold(source.slice(start, end)));
  known.set(name, text);
  return text;
}

function fold(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

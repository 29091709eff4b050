import type { LintError } from "markdownlint";
import type { ListItem, Page } from "../../src/page/page.ts";

/** What is right in Markdown as handbooks write it, though a rule of markdownlint tells it (0.42). */
export function isFalseAlarm(page: Page, error: LintError, number: string): boolean {
  if (number === "MD012") return !isBlank(page, error.lineNumber - 1);
  if (number === "MD029") return goesOn(page, error.lineNumber);
  if (number === "MD034") return isSample(page, error);
  if (number === "MD037") return isSign(page, error);
  return false;
}

/** The line above holds an attribute list or a template token, which markdownlint does not see. */
function isBlank({ lines, source }: Page, line: number): boolean {
  const span = lines.span(line);
  return source.slice(span.start, span.end).trim() === "";
}

/** A list that goes on behind a paragraph or an image, “4., 5., 6.”, shows these numbers. */
function goesOn(page: Page, line: number): boolean {
  const item = page.items.find(
    ({ ordered, span }) => ordered && page.lines.locate(span.start).line === line,
  );
  if (item === undefined) return false;
  const first = page.items.find(({ list }) => list === item.list) ?? item;
  return numberOf(page, first) > 1;
}

function numberOf({ source }: Page, { span }: ListItem): number {
  return Number.parseInt(source.slice(span.start, span.start + 9), 10);
}

/** Addresses in examples lead nowhere. */
function isSample(page: Page, error: LintError): boolean {
  return /[@/.]example\.(?:com|net|org)\b/i.test(textAt(page, error));
}

/** A star between spaces multiplies, or is a bullet in a cell: “10 * 2”, “<br> * Wikis”. */
function isSign(page: Page, error: LintError): boolean {
  const line = page.lines.span(error.lineNumber);
  const text = page.source.slice(line.start, line.end);
  const [column = 1, length = 1] = error.errorRange ?? [];
  const around = text.slice(Math.max(0, column - 3), column + length + 1);
  return /(?:^|[\s|>])\*(?=[\s|]|$)/.test(around);
}

function textAt({ lines, source }: Page, { errorRange, lineNumber }: LintError): string {
  const line = lines.span(lineNumber);
  const [column = 1, length = line.end - line.start] = errorRange ?? [];
  return source.slice(line.start + column - 1, line.start + column - 1 + length);
}

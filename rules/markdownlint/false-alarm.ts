import type { LintError } from "markdownlint";
import type { ListItem, Page } from "../../src/page/page.ts";

/** Valid Markdown that a rule of markdownlint reports nevertheless (0.42). */
export function isFalseAlarm(page: Page, error: LintError, number: string): boolean {
  if (number === "MD005") return isAsMost(page, error.lineNumber);
  if (number === "MD012") return !isBlank(page, error.lineNumber - 1);
  if (number === "MD029") return goesOn(page, error.lineNumber);
  if (number === "MD034") return isSample(page, error);
  if (number === "MD037") return isSign(page, error);
  return false;
}

/** markdownlint reports all other items of a list whose first item has the wrong indentation. */
function isAsMost(page: Page, line: number): boolean {
  const lineOf = ({ span }: ListItem): number => page.lines.locate(span.start).line;
  const item = page.items.find((it) => lineOf(it) === line);
  if (item === undefined) return false;
  const siblings = page.items.filter((it) => it.list === item.list && it.depth === item.depth);
  const widths = siblings.map((it) => indentOf(page, lineOf(it)));
  const own = widths.filter((width) => width === indentOf(page, line)).length;
  return own * 2 > siblings.length;
}

/** A tab goes on to the next multiple of four. */
function indentOf({ lines, source }: Page, line: number): number {
  const { start, end } = lines.span(line);
  let width = 0;
  for (const char of source.slice(start, end)) {
    if (char === "\t") width += 4 - (width % 4);
    else if (char === " ") width += 1;
    else break;
  }
  return width;
}

/** The line above holds an attribute list or a template token, which markdownlint does not see. */
function isBlank({ lines, source }: Page, line: number): boolean {
  const span = lines.span(line);
  return source.slice(span.start, span.end).trim() === "";
}

/** A list that continues after a paragraph or an image, “4., 5., 6.”, keeps these numbers. */
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

import type { LintError } from "markdownlint";
import type { ListItem, Page } from "../../src/page/page.ts";

/** Valid Markdown that a rule of markdownlint reports nevertheless (0.42). */
export function isFalseAlarm(page: Page, error: LintError, number: string): boolean {
  switch (number) {
    case "MD005":
      return isAsMost(page, error.lineNumber);
    case "MD012":
      return !isBlank(page, error.lineNumber - 1);
    case "MD028":
      return isBetweenAlerts(page, error.lineNumber);
    case "MD029":
      return continues(page, error.lineNumber);
    case "MD034":
      return isSample(page, error);
    case "MD037":
      return isSign(page, error) || isInExpression(page, error);
    case "MD046":
      return isInAdmonition(page, error.lineNumber);
    case "MD053":
      return isUsedElsewhere(page, error) || isInAdmonition(page, error.lineNumber);
    default:
      return false;
  }
}

/** Two notes in a row, such as `> [!note]` and `> [!warning]`, are two quotations on purpose. */
function isBetweenAlerts(page: Page, blank: number): boolean {
  for (let line = blank + 1; line <= page.lines.count; line += 1) {
    if (isBlank(page, line)) continue;
    return /^[ \t>]*\[!\w+\]/.test(lineAt(page, line));
  }
  return false;
}

/** Stars of a comment in MDX: `{/* comment *\/}`. */
function isInExpression(page: Page, { lineNumber }: LintError): boolean {
  return /\{\/\*|\*\/\}/.test(lineAt(page, lineNumber));
}

/** The indented text of `!!! note` and `??? tip`, as MkDocs has them, and of `=== "Tab"`. */
function isInAdmonition(page: Page, number: number): boolean {
  for (let line = number; line > 0; line -= 1) {
    const text = lineAt(page, line);
    if (text.trim() === "" || /^(?: {4}|\t)/.test(text)) continue;
    return /^(?:!!!|\?\?\?\+?|===)[ \t]/.test(text);
  }
  return false;
}

/** markdownlint takes text between two dollar signs for a formula, with the references in it. */
function isUsedElsewhere(page: Page, error: LintError): boolean {
  const label = /^\[[^\]\n]{1,200}\]/.exec(textAt(page, error).trimStart())?.[0];
  if (label === undefined) return false;
  return page.source.split(label).length > 2;
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
  return lineAt({ lines, source }, line).trim() === "";
}

function lineAt({ lines, source }: Pick<Page, "lines" | "source">, line: number): string {
  const { start, end } = lines.span(line);
  return source.slice(start, end);
}

/** A list that continues after a paragraph or an image, “4., 5., 6.”, keeps these numbers. */
function continues(page: Page, line: number): boolean {
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

/** Addresses in examples lead nowhere, and `openssl@1.1.1l` is a package with its version. */
function isSample(page: Page, error: LintError): boolean {
  const text = textAt(page, error);
  return /[@/.]example\.(?:com|net|org)\b/i.test(text) || /^[\w.+-]{1,100}@v?\d/.test(text);
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

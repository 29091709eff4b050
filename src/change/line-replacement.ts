import type { Suggestion } from "../lint/finding.ts";
import { applyEdits, type Edit } from "../text/edit.ts";
import type { LineReplacement, SourceText } from "./placed-finding.ts";

/**
 * How many unchanged lines a replacement may take in so that its first and last line are not blank and
 * it reaches the line that carries the comment. More would bury the change in text that stays.
 */
const contextLinesMax = 20;

/**
 * Gives a suggestion as the replacement of whole lines, with `through` among them if a line is given.
 * Undefined where that cannot be done without changing more than the edits say: GitLab cuts blank
 * lines at either end and keeps the last line's terminator.
 */
export function replaceLines(
  page: SourceText,
  suggestion: Suggestion,
  through?: number,
): LineReplacement | undefined {
  const region = regionOf(page, suggestion);
  if (region === undefined || !extendThrough(page, region, through)) return undefined;
  if (!fillEnds(page, region)) return undefined;
  const before = linesOf(page, region.first, region.last);
  if (before.join("\n") === region.after.join("\n")) return undefined;
  const { label, isSafe } = suggestion;
  const edits = editsOf(page, region, suggestion);
  return { label, isSafe, ...region, before, edits, isCrlf: hasCrlf(page, region) };
}

/** The edits of a suggestion, counted from the start of a region whose lines end in line feeds. */
function editsOf(
  { source, lines }: SourceText,
  { first }: Region,
  { edits }: Suggestion,
): readonly Edit[] {
  const from = lines.span(first).start;
  const offset = (at: number): number => source.slice(from, at).replaceAll("\r\n", "\n").length;
  return edits.map(({ span, text }) => ({
    span: { start: offset(span.start), end: offset(span.end) },
    text: text.replaceAll("\r\n", "\n"),
  }));
}

interface Region {
  first: number;
  last: number;
  after: string[];
}

/** The lines that the edits touch, and what becomes of them. */
function regionOf(page: SourceText, { edits }: Suggestion): Region | undefined {
  const { source, lines } = page;
  if (edits.length === 0 || source === "") return undefined;
  let start = source.length;
  let end = 0;
  for (const { span } of edits) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  const first = Math.min(lines.locate(start).line, lines.count);
  const until = lines.locate(end);
  const last = Math.min(until.line, lines.count);
  // An edit that ends with a line's terminator leaves the next line as it is, most of the time.
  const lasts =
    until.column === 1 && last === until.line && last > first ? [last - 1, last] : [last];
  const from = lines.span(first).start;
  for (const candidate of lasts) {
    const to = lineEnd(page, candidate);
    const text = applyEdits(
      source.slice(from, to),
      edits.map(({ span, text }) => ({
        span: { start: span.start - from, end: span.end - from },
        text,
      })),
    );
    if (text === "") return { first, last: candidate, after: [] };
    if (source.slice(from, to).endsWith("\n") === text.endsWith("\n")) {
      const after = text.replace(/\n$/, "").split("\n");
      return { first, last: candidate, after: after.map((line) => line.replace(/\r$/, "")) };
    }
  }
  return undefined;
}

/** Takes in unchanged lines up to the one that carries the comment. True where that was possible. */
function extendThrough(page: SourceText, region: Region, line: number | undefined): boolean {
  if (line === undefined) return true;
  if (region.first - line > contextLinesMax || line - region.last > contextLinesMax) return false;
  // Lines taken in above the end of a page without a last line break would lose theirs.
  const isBareEnd = region.last === page.lines.count && !page.source.endsWith("\n");
  if (isBareEnd && region.after.length === 0 && region.first > line) return false;
  while (region.first > line) takeAbove(page, region);
  while (region.last < line) takeBelow(page, region);
  return true;
}

/** Takes in unchanged lines until no blank line stands at either end. True where that was possible. */
function fillEnds(page: SourceText, region: Region): boolean {
  for (let taken = 0; isBlank(region.after.at(0)); taken += 1) {
    if (region.first === 1 || taken === contextLinesMax) return false;
    takeAbove(page, region);
  }
  for (let taken = 0; isBlank(region.after.at(-1)); taken += 1) {
    if (region.last === page.lines.count || taken === contextLinesMax) return false;
    takeBelow(page, region);
  }
  return true;
}

function takeAbove(page: SourceText, region: Region): void {
  region.first -= 1;
  region.after.unshift(...linesOf(page, region.first, region.first));
}

function takeBelow(page: SourceText, region: Region): void {
  region.last += 1;
  region.after.push(...linesOf(page, region.last, region.last));
}

function isBlank(line: string | undefined): boolean {
  return line !== undefined && line.trim() === "";
}

function linesOf({ source, lines }: SourceText, first: number, last: number): string[] {
  const texts: string[] = [];
  for (let line = first; line <= last; line += 1) {
    const { start, end } = lines.span(line);
    texts.push(source.slice(start, end));
  }
  return texts;
}

/** Offset behind a line's terminator. */
function lineEnd({ source, lines }: SourceText, line: number): number {
  return line < lines.count ? lines.span(line + 1).start : source.length;
}

function hasCrlf(page: SourceText, { first, last }: Region): boolean {
  const { start } = page.lines.span(first);
  return page.source.slice(start, lineEnd(page, last)).includes("\r\n");
}

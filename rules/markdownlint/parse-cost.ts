import type { Page } from "../../src/page/page.ts";

/**
 * The most that markdownlint may take for a page, in microseconds as measured on one core (markdownlint 0.42,
 * micromark 4, 2026-11). The largest real pages, of 250 kB or of 2,300 lines, take a fifth of it.
 */
export const costMax = 5_000_000;

const costOfLine = 100;
const costOfCharacter = 2;
const costOfMark = 100;
/** Of a list item, for each level of its nesting. */
const costOfLevel = 4;

const markCodes: ReadonlySet<number> = new Set(
  Array.from("*_[]<`&!~", (mark) => mark.charCodeAt(0)),
);

/**
 * Estimates from counts alone what markdownlint would take for `text`, the Markdown of a page. Most of it
 * grows with the length; six things grow with their square or worse, and would take minutes for a page
 * of 100 kB: marks of one paragraph, underlined headings, lines of HTML, comments, footnotes, and `:::`
 * containers.
 */
export function costOfParsing(page: Page, text: string): number {
  const underlined = count(text, /^[ \t>]*(?:=+|-+)[ \t]*$/gm);
  const html = count(text, /^[ \t>]*</gm);
  const containers = count(text, /(?<!:):::/g);
  const comments = count(text, /<!--/g);
  const footnotes = count(text, /^[ \t>]*\[\^/gm);
  return (
    text.length * costOfCharacter +
    count(text, /\n/g) * costOfLine +
    costOfMarks(page) +
    page.items.reduce((cost, { depth }) => cost + depth * costOfLevel, 0) +
    0.3 * underlined ** 2 +
    0.15 * html ** 2 +
    0.005 * containers ** 3 +
    0.045 * comments ** 2 +
    2 * footnotes ** 2
  );
}

function costOfMarks({ blocks, source }: Page): number {
  let cost = 0;
  for (const { span } of blocks) {
    let marks = 0;
    for (let at = span.start; at < span.end; at += 1) {
      if (markCodes.has(source.charCodeAt(at))) marks += 1;
    }
    cost += marks * costOfMark + 0.1 * marks ** 2;
  }
  return cost;
}

function count(text: string, pattern: RegExp): number {
  let times = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) times += 1;
  return times;
}

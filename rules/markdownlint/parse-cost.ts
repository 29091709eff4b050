import type { Page } from "../../src/page/page.ts";

/**
 * The most that markdownlint may take for a page, in microseconds as measured on one core (markdownlint 0.42,
 * micromark 4, 2026-11). The largest real pages, of 250 kB or of 2,900 lines, take half of it.
 */
export const costMax = 2_500_000;

const costOfLine = 100;
const costOfCharacter = 2;
const costOfMark = 100;
const costOfCell = 40;
const costOfTag = 30;
/** Of a list item, for each level of its nesting. */
const costOfLevel = 4;
/** Of a mark of nesting at the start of a line, and of each pair of them. */
const costOfContainer = 10;
const costOfContainerPair = 0.5;
/** Of a line below the deepest nesting so far, which may go on in it, for each level. */
const costOfContinuation = 5;

const markCodes: ReadonlySet<number> = new Set(
  Array.from("*_[]<`&!~", (mark) => mark.charCodeAt(0)),
);

/**
 * Estimates from counts alone what markdownlint would take for `text`, the Markdown of a page. Most of it
 * grows with the length; the rest grows with a square or worse, and would take minutes for a page of 100 kB:
 * marks of one paragraph, tags and comments, underlined headings, nested quotes and lists, footnotes, cells, and `:::`
 * containers.
 */
export function costOfParsing(page: Page, text: string): number {
  const underlined = count(text, /^[ \t>]*(?:=+|-+)[ \t]*$/gm);
  const html = count(text, /^[ \t>]*</gm);
  const tags = count(text, /</g);
  const containers = count(text, /(?<!:):::/g);
  const comments = count(text, /<!--/g);
  const footnotes = count(text, /^[ \t>]*\[\^/gm);
  return (
    text.length * costOfCharacter +
    count(text, /\n/g) * costOfLine +
    count(text, /\|/g) * costOfCell +
    costOfMarks(page) +
    costOfNesting(text) +
    page.items.reduce((cost, { depth }) => cost + depth * costOfLevel, 0) +
    tags * costOfTag +
    0.026 * tags ** 2 +
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

const nesting = /^[ \t]*(?:(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*)+/gm;

function costOfNesting(text: string): number {
  let cost = 0;
  let deepest = 0;
  let at = 0;
  for (const { index, 0: marks } of text.matchAll(nesting)) {
    for (; at !== -1 && at < index; at = text.indexOf("\n", at + 1)) {
      cost += deepest * costOfContinuation;
    }
    const depth = depthOf(marks);
    if (depth > 1) cost += depth * costOfContainer + depth ** 2 * costOfContainerPair;
    deepest = Math.max(deepest, depth);
  }
  const rest = at === -1 ? 0 : count(text.slice(at), /\n/g);
  return cost + rest * deepest * costOfContinuation;
}

/** Levels of nesting that a line begins with; the indentation of an item is at least two columns a level. */
function depthOf(marks: string): number {
  const indentation = /^[ \t]*/.exec(marks)?.[0].length ?? 0;
  return Math.floor(indentation / 2) + (marks.match(/[>+*.)-]/g)?.length ?? 0);
}

function count(text: string, pattern: RegExp): number {
  let times = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) times += 1;
  return times;
}

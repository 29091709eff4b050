/** What a page may have of something that costs more than its size. */
export interface PageLimit {
  /** In the words of the notice: "more than 1,000 `<!--`". */
  readonly what: string;
  readonly max: number;
}

/**
 * Twice the largest of 15,700 real page versions, which has 250 kB: nobody reads such a page to the end, and
 * every rule and comparison has to.
 */
export const pageBytesMax = 500_000;

/** A page below this many characters cannot cost much, whatever it is made of. */
const carefreeChars = 16_000;

/*
 * The most of 5,054 real pages stands behind each (ten handbooks, 2022 to 2026). Parsers and rules take time
 * that grows with the square of these, so that a page of 200 kB could take minutes.
 */
const linesMax: PageLimit = { what: "lines", max: 12_000 }; // 2,937
const nestingMax: PageLimit = { what: "levels of quotes and lists in one line", max: 100 }; // 7
const indentMax: PageLimit = { what: "columns of indentation", max: 400 }; // 24 of a list, 151 of code
const columnsMax: PageLimit = { what: "`|` in one line", max: 250 }; // 25
const paragraphMax: PageLimit = { what: "characters without an empty line", max: 100_000 }; // 46,425

/** Marks that are counted over the whole page. */
const marksMax: readonly (PageLimit & { readonly mark: string })[] = [
  { mark: "<", max: 4_000 }, // 908
  { mark: "|", max: 15_000 }, // 3,178
  { mark: "[", max: 5_000 }, // 827
  { mark: "*", max: 15_000 }, // 3,245
  { mark: "_", max: 10_000 }, // 1,756
  { mark: "~", max: 3_000 }, // 156
  { mark: "`", max: 10_000 }, // 1,168
  { mark: "&", max: 3_000 }, // 201
  { mark: "{", max: 3_000 }, // 268
  { mark: "$", max: 3_000 }, // 280
  { mark: "(", max: 8_000 }, // 882
  { mark: '"', max: 8_000 }, // 842
  { mark: "#", max: 10_000 }, // 1,109
  { mark: "@", max: 4_000 }, // 392
].map((limit) => ({ ...limit, what: `\`${limit.mark}\`` }));

/** Character sequences that cost more than their first mark. */
const sequencesMax: readonly (PageLimit & { readonly sequence: string })[] = [
  { sequence: "<!--", max: 1_000 }, // 205
  { sequence: ":::", max: 500 }, // 23
  { sequence: "[^", max: 1_000 }, // 72
  { sequence: "://", max: 5_000 }, // 621
  { sequence: "“", max: 5_000 }, // 71
].map((limit) => ({ ...limit, what: `\`${limit.sequence}\`` }));

/**
 * Finds what a page has more of than is read, in one pass and before any parser sees it; undefined for a page
 * that can be read. Takes time that grows with the length alone.
 */
export function findExcess(text: string): PageLimit | undefined {
  if (text.length <= carefreeChars) return undefined;
  return excessOfLines(text) ?? excessOfMarks(text) ?? excessOfSequences(text);
}

function excessOfMarks(text: string): PageLimit | undefined {
  const counts = new Uint32Array(marksMax.length + 1);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const mark = code < 128 ? (markNumbers[code] ?? 0) : 0;
    if (mark !== 0) counts[mark] = (counts[mark] ?? 0) + 1;
  }
  return marksMax.find(({ max }, index) => (counts[index + 1] ?? 0) > max);
}

/** The place of each ASCII character among the marks, from 1 on; 0 where it is none. */
const markNumbers = new Uint8Array(128);
for (const [index, { mark }] of marksMax.entries()) markNumbers[mark.charCodeAt(0)] = index + 1;

function excessOfSequences(text: string): PageLimit | undefined {
  return sequencesMax.find(({ sequence, max }) => {
    let count = 0;
    let at = text.indexOf(sequence);
    for (; at !== -1 && count <= max; at = text.indexOf(sequence, at + 1)) count += 1;
    return count > max;
  });
}

function excessOfLines(text: string): PageLimit | undefined {
  let lines = 0;
  let paragraph = 0;
  const lineEnd = text.includes("\r") ? anyLineEnd : lineFeed;
  for (let start = 0; start < text.length; lines += 1) {
    if (lines > linesMax.max) return linesMax;
    const end = lineEnd(text, start);
    const line = lineCounts(text, start, end);
    if (line.marks > nestingMax.max) return nestingMax;
    if (line.indent > indentMax.max && !line.isBlank) return indentMax;
    if (line.pipes > columnsMax.max) return columnsMax;
    if (line.isBlank) paragraph = end + 1;
    else if (end - paragraph > paragraphMax.max) return paragraphMax;
    start = end + 1;
  }
  return undefined;
}

/** A lone carriage return ends a line for parsers of Markdown. */
function anyLineEnd(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(at + 1) !== 0x0a)) return at;
  }
  return text.length;
}

function lineFeed(text: string, start: number): number {
  const at = text.indexOf("\n", start);
  return at === -1 ? text.length : at;
}

interface LineCounts {
  /** Columns before the first character; a tab counts as four. */
  readonly indent: number;
  /** Marks of quotes and list items that the line begins with. */
  readonly marks: number;
  readonly pipes: number;
  readonly isBlank: boolean;
}

function lineCounts(text: string, start: number, end: number): LineCounts {
  let at = start;
  let indent = 0;
  for (; at < end && isSpace(text.charCodeAt(at)); at += 1) {
    indent += text.charCodeAt(at) === 0x09 ? 4 : 1;
  }
  const isBlank = at === end;
  let marks = 0;
  for (; at < end && isNestingCode(text.charCodeAt(at)); at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3e || (!isSpace(code) && !isDigit(code) && isSpace(text.charCodeAt(at + 1)))) {
      marks += 1;
    }
  }
  let pipes = 0;
  // A line that is shorter than the limit is within it.
  if (end - at <= columnsMax.max) return { indent, marks, pipes, isBlank };
  for (; at < end; at += 1) if (text.charCodeAt(at) === 0x7c) pipes += 1;
  return { indent, marks, pipes, isBlank };
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** White space, digits, `>`, `-`, `+`, `*`, `.` and `)`. */
function isNestingCode(code: number): boolean {
  if (code > 0x3e) return false;
  return isSpace(code) || isDigit(code) || [0x3e, 0x2d, 0x2b, 0x2a, 0x2e, 0x29].includes(code);
}

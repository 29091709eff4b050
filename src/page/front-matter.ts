import type { Span } from "../text/span.ts";
import { flatTexts } from "./front-matter-text.ts";
import { readFlatYaml } from "./flat-yaml.ts";
import { closingFence, type Fence, fenceAt, nearFences } from "./front-matter-fence.ts";
import { blankLinesEnd, lineEnd, nextLine, trimmedLineEnd, trimmedTextEnd } from "./line-ends.ts";
import type {
  FrontMatter,
  FrontMatterEntry,
  FrontMatterText,
  PageProblem,
  YamlValue,
} from "./page.ts";
import { readToml } from "./read-toml.ts";
import { readYaml } from "./read-yaml.ts";

interface FrontMatterResult {
  readonly frontMatter: FrontMatter | undefined;
  readonly problems: readonly PageProblem[];
  /** Where the Markdown begins. */
  readonly bodyStart: number;
}

interface Block {
  readonly entries: readonly FrontMatterEntry[];
  readonly texts: readonly FrontMatterText[];
  readonly problems: readonly PageProblem[];
}

// The largest front matter of 4,431 page versions has some 6,000 characters (GitLab, 2022).
const CHARS_MAX = 32_768;

/** Keys that tell front matter from other text, where its fences are not as they should be. */
const TYPICAL_KEYS: ReadonlySet<string> = new Set(
  (
    "title description layout weight slug date author authors tags categories status owner draft type " +
    "aliases permalink nav_order parent sidebar_label sidebar_position id lang linkTitle keywords"
  ).split(" "),
);

const SEVERAL_KEYS = 3;

/** Finds and reads the YAML or TOML at the top of a page, after a byte order mark if there is one. */
export function readFrontMatter(source: string): FrontMatterResult {
  const top = source.startsWith("\uFEFF") ? 1 : 0;
  const none: FrontMatterResult = { frontMatter: undefined, problems: [], bodyStart: top };
  const opening = fenceAt(source, blankLinesEnd(source, top));
  if (opening === undefined) return readUnopened(source, top) ?? none;
  const closed = closingOf(source, opening);
  if (closed === undefined) {
    const isCertain = opening.isExact && opening.start === top;
    return isCertain ? (readUnclosed(source, opening) ?? none) : none;
  }
  const { closing, block } = closed;
  const body = { start: opening.next, end: closing.start };
  // A blank line above or below says that `---` is a rule across the page, unless YAML follows.
  const isPlain = opening.start === top && trimmedLineEnd(source, body.start) !== body.start;
  if (!isClean(block) && !(isPlain && opening.isExact)) return none;
  if (!opening.isExact && !hasTypicalKey(block)) return none;
  const span = { start: opening.start, end: closing.end };
  const fences = [...fenceProblems(opening, "start"), ...fenceProblems(closing, "end")];
  const late = opening.start === top ? [] : [lateProblem(opening)];
  const second = secondBlock(source, closing.next, opening.format);
  return {
    frontMatter: frontMatter(opening.format, span, body, block),
    problems: [...late, ...fences, ...block.problems, ...(second?.problems ?? [])],
    bodyStart: second?.bodyStart ?? closing.next,
  };
}

/** The line that closes front matter, exact or nearly so where that alone gives clean YAML, and what it closes. */
function closingOf(
  source: string,
  opening: Fence,
): { readonly closing: Fence; readonly block: Block } | undefined {
  const { next, format } = opening;
  const closedBy = (closing: Fence) => ({
    closing,
    block: readBlock(source, { start: next, end: closing.start }, format),
  });
  const fence = closingFence(source, next, format);
  const exact = fence && closedBy(fence);
  if (format === "toml") return exact;
  const limit = Math.min(fence?.start ?? source.length, next + CHARS_MAX);
  const hasEnd = /^\.\.\.[ \t\r]*$/m.test(source.slice(next, limit));
  if (exact !== undefined && !hasEnd && isClean(exact.block)) return exact;
  for (const near of nearFences(source, next, limit)) {
    const closed = closedBy(near);
    if (isClean(closed.block)) return closed;
  }
  return exact;
}

function isClean({ problems, entries }: Block): boolean {
  return problems.length === 0 && entries.length > 0;
}

function hasTypicalKey({ entries }: Block): boolean {
  return entries.some(({ key }) => TYPICAL_KEYS.has(key));
}

function lateProblem({ start, end }: Fence): PageProblem {
  const message = "The front matter must start on the first line of the page.";
  return { kind: "front-matter-syntax", span: { start, end }, message };
}

function fenceProblems({ start, end, isExact }: Fence, side: "start" | "end"): PageProblem[] {
  if (isExact) return [];
  const message = `The front matter must ${side} with a line of exactly three hyphens.`;
  const fix = { label: "Write three hyphens", edits: [{ span: { start, end }, text: "---" }] };
  return [{ kind: "front-matter-syntax", span: { start, end }, message, fix }];
}

/** Keys at the top of a page that a `---` closes, though none opens them. */
function readUnopened(source: string, top: number): FrontMatterResult | undefined {
  let end = top;
  while (end < source.length && end - top < CHARS_MAX && fenceAt(source, end) === undefined) {
    const line = source.slice(end, lineEnd(source, end));
    const isYaml = isYamlLine(line) || line.startsWith("#") || line.trim() === "";
    if (!isYaml || (end === top && !/^\w[^:]{0,80}:/.test(line))) return undefined;
    end = nextLine(source, end);
  }
  const closing = fenceAt(source, end);
  if (closing?.isExact !== true || closing.format !== "yaml") return undefined;
  const body = { start: top, end };
  const block = readBlock(source, body, "yaml");
  // With a mistake of its own, a block of several keys is front matter all the same.
  const isSure = isClean(block) || block.entries.length >= SEVERAL_KEYS;
  if (!isSure || !hasTypicalKey(block)) return undefined;
  const edits = [{ span: { start: top, end: top }, text: "---\n" }];
  const problem: PageProblem = {
    kind: "front-matter-unopened",
    span: { start: top, end: trimmedLineEnd(source, top) },
    message: "The front matter is not opened. Add a line with `---` above it.",
    fix: { label: "Add the line", edits },
  };
  return {
    frontMatter: frontMatter("yaml", { start: top, end: closing.end }, body, block),
    problems: [problem, ...block.problems],
    bodyStart: closing.next,
  };
}

/** Reads the lines that look like YAML below an opening `---` that is never closed. */
function readUnclosed(source: string, opening: Fence): FrontMatterResult | undefined {
  const start = opening.next;
  let end = start;
  while (end < source.length && isYamlLine(source.slice(end, lineEnd(source, end)))) {
    end = nextLine(source, end);
  }
  if (end === start || opening.format === "toml") return undefined;
  const body = { start, end };
  const block = readBlock(source, body, "yaml");
  const unclosed: PageProblem = {
    kind: "front-matter-unclosed",
    span: { start: opening.start, end: opening.end },
    message: "The front matter is not closed. Add a line with `---` below it.",
  };
  const span = { start: opening.start, end: trimmedTextEnd(source, end) };
  return {
    frontMatter: frontMatter("yaml", span, body, block),
    problems: [unclosed, ...block.problems],
    bodyStart: end,
  };
}

/** More keys between fences of their own, right below the front matter: site generators show them as text. */
function secondBlock(
  source: string,
  from: number,
  format: Fence["format"],
): Pick<FrontMatterResult, "problems" | "bodyStart"> | undefined {
  const opening = fenceAt(source, blankLinesEnd(source, from));
  if (opening?.isExact !== true || opening.format !== format) return undefined;
  const closing = closingFence(source, opening.next, format);
  if (closing === undefined) return undefined;
  const block = readBlock(source, { start: opening.next, end: closing.start }, format);
  if (!isClean(block) || !hasTypicalKey(block)) return undefined;
  const message = "A second front matter block is not read. Move its keys into the first one.";
  const span = { start: opening.start, end: opening.end };
  return { problems: [{ kind: "front-matter-syntax", span, message }], bodyStart: closing.next };
}

function readBlock(source: string, body: Span, format: Fence["format"]): Block {
  if (body.end - body.start > CHARS_MAX) {
    const message = `The front matter is longer than ${CHARS_MAX} characters and was not read.`;
    const span = { start: body.start, end: body.start };
    return { entries: [], texts: [], problems: [{ kind: "front-matter-syntax", span, message }] };
  }
  const text = source.slice(body.start, body.end);
  if (format === "toml") {
    const read = readToml(text, body.start);
    return { ...read, texts: flatTexts(source, read.entries) };
  }
  const flat = readFlatYaml(text, body.start);
  if (flat !== undefined) return { entries: flat, texts: flatTexts(source, flat), problems: [] };
  if (lastYaml?.text !== text || lastYaml.start !== body.start) {
    lastYaml = { text, start: body.start, block: readYaml(text, body.start) };
  }
  return lastYaml.block;
}

/** What was read last: a page is read again with an edit elsewhere, and YAML takes ten times as long as Markdown. */
let lastYaml: { readonly text: string; readonly start: number; readonly block: Block } | undefined;

function frontMatter(
  format: Fence["format"],
  span: Span,
  body: Span,
  { entries, texts }: Block,
): FrontMatter {
  return {
    format,
    span,
    body,
    entries,
    texts,
    get: (key: string): YamlValue | undefined => entries.find((entry) => entry.key === key)?.value,
  };
}

/** Whether a line could be part of simple YAML: a key, a list item, a comment or an indented line. */
function isYamlLine(line: string): boolean {
  return /^(?:[A-Za-z_][^:]{0,80}:(?:\s|$)|- |#(?! )|[ \t]+\S)/.test(line);
}

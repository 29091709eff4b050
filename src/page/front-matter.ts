import type { Span } from "../text/span.ts";
import type { FrontMatter, FrontMatterEntry, PageProblem, YamlValue } from "./page.ts";
import { readFlatYaml } from "./flat-yaml.ts";
import { readYaml } from "./read-yaml.ts";

interface FrontMatterResult {
  readonly frontMatter: FrontMatter | undefined;
  readonly problems: readonly PageProblem[];
  /** Where the Markdown begins. */
  readonly bodyStart: number;
}

// The largest front matter of 4,431 page versions has some 6,000 characters (GitLab, 2022).
const YAML_CHARS_MAX = 65_536;

/** Finds and reads the YAML block at the top of a page, after a byte order mark if there is one. */
export function readFrontMatter(source: string): FrontMatterResult {
  const top = source.startsWith("\uFEFF") ? 1 : 0;
  const none: FrontMatterResult = { frontMatter: undefined, problems: [], bodyStart: top };
  const blank = blankLinesEnd(source, top);
  if (!isFence(source, blank)) return none;
  const bodyStart = nextLine(source, blank);
  const close = closingFence(source, bodyStart);
  if (close === undefined) return blank === top ? readUnclosed(source, top, bodyStart, none) : none;
  const body = { start: bodyStart, end: close };
  const span = { start: blank, end: trimmedLineEnd(source, close) };
  const { entries, problems } = readEntries(source, body);
  const result = {
    bodyStart: nextLine(source, close),
    frontMatter: frontMatter(span, body, entries),
  };
  const isSure = problems.length === 0 && entries.length > 0;
  // A blank line above or below says that `---` is a rule across the page, unless YAML follows.
  if (!isSure && (blank !== top || trimmedLineEnd(source, bodyStart) === bodyStart)) return none;
  if (blank === top) return { ...result, problems };
  const late: PageProblem = {
    kind: "front-matter-syntax",
    span: { start: blank, end: blank + 3 },
    message: "The front matter must start on the first line of the page.",
  };
  return { ...result, problems: [late] };
}

/** Reads the lines that look like YAML below an opening `---` that is never closed. */
function readUnclosed(
  source: string,
  top: number,
  bodyStart: number,
  none: FrontMatterResult,
): FrontMatterResult {
  let end = bodyStart;
  while (end < source.length && isYamlLine(source.slice(end, lineEnd(source, end)))) {
    end = nextLine(source, end);
  }
  if (end === bodyStart) return none;
  const body = { start: bodyStart, end };
  const { entries, problems } = readEntries(source, body);
  const unclosed: PageProblem = {
    kind: "front-matter-unclosed",
    span: { start: top, end: top + 3 },
    message: "The front matter is not closed. Add a line with `---` below it.",
  };
  return {
    frontMatter: frontMatter({ start: top, end: trimmedEnd(source, end) }, body, entries),
    problems: [unclosed, ...problems],
    bodyStart: end,
  };
}

function readEntries(
  source: string,
  body: Span,
): { readonly entries: readonly FrontMatterEntry[]; readonly problems: readonly PageProblem[] } {
  if (body.end - body.start > YAML_CHARS_MAX) {
    const message = `The front matter is longer than ${YAML_CHARS_MAX} characters and was not read.`;
    const span = { start: body.start, end: body.start };
    return { entries: [], problems: [{ kind: "front-matter-syntax", span, message }] };
  }
  const yaml = source.slice(body.start, body.end);
  const flat = readFlatYaml(yaml, body.start);
  return flat === undefined ? readYaml(yaml, body.start) : { entries: flat, problems: [] };
}

function frontMatter(span: Span, body: Span, entries: readonly FrontMatterEntry[]): FrontMatter {
  return {
    span,
    body,
    entries,
    get: (key: string): YamlValue | undefined => entries.find((entry) => entry.key === key)?.value,
  };
}

/** Whether a line could be part of simple YAML: a key, a list item, a comment or an indented line. */
function isYamlLine(line: string): boolean {
  return /^(?:[A-Za-z_][^:]{0,80}:(?:\s|$)|- |#(?! )|[ \t]+\S)/.test(line);
}

function closingFence(source: string, from: number): number | undefined {
  for (let at = from; at < source.length; at = nextLine(source, at)) {
    if (isFence(source, at)) return at;
  }
  return undefined;
}

/** Whether the line at `at` is `---`, with or without white space after it. */
function isFence(source: string, at: number): boolean {
  if (!source.startsWith("---", at)) return false;
  return trimmedLineEnd(source, at) === at + 3;
}

function blankLinesEnd(source: string, from: number): number {
  let at = from;
  for (let end = lineEnd(source, at); end < source.length; end = lineEnd(source, at)) {
    if (trimmedLineEnd(source, at) !== at) break;
    at = end + 1;
  }
  return at;
}

function nextLine(source: string, from: number): number {
  return Math.min(source.length, lineEnd(source, from) + 1);
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end === -1 ? source.length : end;
}

function trimmedLineEnd(source: string, from: number): number {
  let end = lineEnd(source, from);
  while (end > from && " \t\r".includes(source.charAt(end - 1))) end -= 1;
  return end;
}

function trimmedEnd(source: string, end: number): number {
  let at = end;
  while (at > 0 && " \t\r\n".includes(source.charAt(at - 1))) at -= 1;
  return at;
}

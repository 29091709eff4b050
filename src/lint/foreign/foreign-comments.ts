import type { Page } from "../../page/page.ts";
import type { Span } from "../../text/span.ts";
import { allCounterparts, counterpartOf, markdownlintNumbers } from "./markdownlint-names.ts";
import { valeCounterparts } from "./vale-names.ts";

/** A stretch of a page on which a comment for another linter switches rules off. */
export interface ForeignSuppression {
  /** Ids and families of ours. */
  readonly rules: readonly string[];
  readonly range: Span;
}

/** Comments that are read on one page, and names that one of them may have: people need a handful. */
const commentsMax = 200;
const namesMax = 20;

/** What a comment says, in our terms. */
interface Instruction {
  readonly verb: "off" | "on" | "line" | "next line" | "file";
  readonly rules: readonly string[];
  /** Where the comment is. */
  readonly comment: Span;
}

/**
 * Reads comments that switch rules of markdownlint, Vale and alex off, for the rules of ours that say the same:
 * whoever decided that once need not do it again. They need no reason, and are never called unused.
 */
export function foreignSuppressions(page: Page): readonly ForeignSuppression[] {
  const found: ForeignSuppression[] = [];
  const open = new Map<string, number>();
  const close = (rule: string, end: number): void => {
    const start = open.get(rule);
    open.delete(rule);
    if (start !== undefined && start < end) found.push({ rules: [rule], range: { start, end } });
  };
  for (const { verb, rules, comment } of instructionsOf(page)) {
    switch (verb) {
      case "off":
        for (const rule of rules) if (!open.has(rule)) open.set(rule, comment.end);
        break;
      case "on":
        for (const rule of rules) close(rule, comment.start);
        break;
      case "file":
        found.push({ rules, range: { start: 0, end: page.source.length + 1 } });
        break;
      case "line":
      case "next line":
        found.push({ rules, range: lineRange(page, comment, verb) });
    }
  }
  for (const rule of [...open.keys()]) close(rule, page.source.length + 1);
  return found;
}

function lineRange(page: Page, comment: Span, verb: "line" | "next line"): Span {
  const { lines, source } = page;
  let line = lines.locate(verb === "line" ? comment.start : comment.end).line;
  if (verb === "next line") {
    do line += 1;
    while (line <= lines.count && isBlank(page, line));
  }
  if (line > lines.count) return { start: source.length, end: source.length };
  const { start, end } = lines.span(line);
  return { start, end: end + 1 };
}

function isBlank({ source, lines }: Page, line: number): boolean {
  const { start, end } = lines.span(line);
  return source.slice(start, end).trim() === "";
}

function instructionsOf(page: Page): readonly Instruction[] {
  const found: Instruction[] = [];
  for (const { kind, span } of page.opaque) {
    if (kind !== "html-comment") continue;
    const [tool = "", ...words] = page.source
      .slice(span.start, Math.min(span.end, span.start + 1_000))
      .replace(/^<!--/, "")
      .replace(/-->[^]*$/, "")
      .trim()
      .split(/\s+/);
    const instruction = readInstruction(tool, words.slice(0, namesMax));
    if (instruction !== undefined) found.push({ ...instruction, comment: span });
    if (found.length === commentsMax) break;
  }
  return found;
}

function readInstruction(
  tool: string,
  words: readonly string[],
): Omit<Instruction, "comment"> | undefined {
  if (tool.startsWith("markdownlint-")) return readMarkdownlint(tool, words);
  if (tool === "vale") return readVale(words);
  return tool === "alex" ? readAlex(words) : undefined;
}

const markdownlintVerbs: Readonly<Record<string, Instruction["verb"]>> = {
  "markdownlint-disable": "off",
  "markdownlint-enable": "on",
  "markdownlint-disable-line": "line",
  "markdownlint-disable-next-line": "next line",
  "markdownlint-disable-file": "file",
};

/** `markdownlint-disable MD013 line-length`; without names all rules. README.md of markdownlint 0.42, Configuration */
function readMarkdownlint(
  tool: string,
  names: readonly string[],
): Omit<Instruction, "comment"> | undefined {
  const verb = markdownlintVerbs[tool];
  if (verb === undefined) return undefined;
  const rules = names.flatMap(markdownlintNumbers).map(counterpartOf);
  return { verb, rules: names.length === 0 ? allCounterparts : rules };
}

/** `vale off`, `vale on`, `vale Style.Check = NO`, `vale Style.Check = YES`. vale.sh/docs, Markup-based configuration */
function readVale([name, sign, value]: readonly string[]):
  | Omit<Instruction, "comment">
  | undefined {
  if (name === "off" || name === "on") return { verb: name, rules: valeCounterparts(undefined) };
  if (name === undefined || sign !== "=") return undefined;
  if (value === "NO") return { verb: "off", rules: valeCounterparts(name) };
  return value === "YES" ? { verb: "on", rules: valeCounterparts(name) } : undefined;
}

/** `alex disable`, `alex enable`, `alex ignore`, each with names or without. README.md of alex 11, Control */
function readAlex([verb]: readonly string[]): Omit<Instruction, "comment"> | undefined {
  const rules = ["inclusive"];
  if (verb === "disable") return { verb: "off", rules };
  if (verb === "enable") return { verb: "on", rules };
  return verb === "ignore" ? { verb: "next line", rules } : undefined;
}

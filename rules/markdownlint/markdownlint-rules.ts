import type { Configuration, LintError, Options } from "markdownlint";
import { z } from "zod";
import type { Report, RuleId, Suggestion } from "../../src/lint/finding.ts";
import { quote, type RuleGroup, type RuleMeta } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { overlaps, type Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import type { RuleSources } from "../sources.ts";
import { markdownlintTable, type MarkdownlintRule } from "./rule-table.ts";

/** markdownlint's synchronous `lint`. */
export type LintMarkdown = (options: Options) => Record<string, LintError[]>;

/** Parameters are markdownlint's own, and checked by it. */
const parameters = z.record(z.string(), z.json());

/** Rules of markdownlint, each under its number: the page is parsed once for all that are on. */
export function markdownlintRules(sources: RuleSources): RuleGroup {
  const rules = markdownlintTable.map(metaOf);
  const told = new Map(markdownlintTable.map((rule) => [rule.number, rule]));
  return {
    scope: "group",
    name: "markdownlint",
    rules,
    *check(page, enabled) {
      if (sources.lintMarkdown === undefined) return;
      refuseCostly(page);
      // MD042 makes markdownlint parse: alone, MD052 and MD053 find nothing, because they say that they need
      // no parser and then read what it left behind (0.42). What MD042 itself finds is not told.
      const config: Configuration = { default: false, MD042: true };
      for (const [id, options] of enabled) {
        const given = parameters.parse(options ?? {});
        config[id.slice(id.indexOf("/") + 1)] = Object.keys(given).length === 0 ? true : given;
      }
      const text = readableText(page);
      const linesAbove = linesOfFrontMatter(page);
      const { page: errors = [] } = sources.lintMarkdown({
        strings: { page: text },
        config,
        // It was cut off already.
        frontMatter: null,
      });
      for (const error of errors) {
        const rule = told.get(error.ruleNames[0] ?? "");
        const report =
          rule === undefined ? undefined : reportOf(page, below(error, linesAbove), rule);
        if (rule !== undefined && report !== undefined) yield { rule: idOf(rule), report };
      }
    },
  };
}

/**
 * The parser of markdownlint takes quadratic time over the marks of one paragraph: 10,000 take five
 * seconds (micromark 4, 2026-11). Real paragraphs have some hundred.
 */
const costMax = 25_000_000;

const markCodes: ReadonlySet<number> = new Set(
  Array.from("*_[]<`&!~", (mark) => mark.charCodeAt(0)),
);

/** @throws Error that becomes a fault, so that what was not looked at is seen. */
function refuseCostly({ blocks, source }: Page): void {
  let cost = 0;
  for (const { span } of blocks) {
    let marks = 0;
    for (let at = span.start; at < span.end; at += 1) {
      if (markCodes.has(source.charCodeAt(at))) marks += 1;
    }
    cost += marks * marks;
  }
  if (cost > costMax) throw new Error("a paragraph has too many marks");
}

function idOf({ number }: MarkdownlintRule): RuleId {
  return `markdownlint/${number}`;
}

function metaOf(rule: MarkdownlintRule): RuleMeta {
  const { summary, why, severity, status, isFixable } = rule;
  return {
    id: idOf(rule),
    summary,
    why,
    severity,
    status,
    isFixable,
    isSlow: true,
    options: ruleOptions(parameters),
  };
}

/** Kinds of opaque stretches that markdownlint would take for Markdown. */
const foreign = new Set(["shortcode", "erb", "attribute", "math"]);

function linesOfFrontMatter({ frontMatter, lines }: Page): number {
  return frontMatter === undefined ? 0 : lines.locate(frontMatter.span.end).line;
}

/** Counts the lines of an error from the top of the page. */
function below(error: LintError, lines: number): LintError {
  const { lineNumber, fixInfo } = error;
  return {
    ...error,
    lineNumber: lineNumber + lines,
    fixInfo:
      fixInfo === null || fixInfo.lineNumber === undefined
        ? fixInfo
        : { ...fixInfo, lineNumber: fixInfo.lineNumber + lines },
  };
}

/** The source below the front matter, with template tokens blanked at the same lines and columns. */
function readableText(page: Page): string {
  const { source, opaque } = page;
  const above = linesOfFrontMatter(page);
  const start = above < page.lines.count ? page.lines.span(above + 1).start : source.length;
  const parts: string[] = [];
  let at = start;
  for (const { kind, span } of opaque) {
    if (!foreign.has(kind) || span.start < at) continue;
    const filler = kind === "attribute" ? " " : "x";
    parts.push(source.slice(at, span.start));
    parts.push(source.slice(span.start, span.end).replace(/[^\n]/g, filler));
    at = span.end;
  }
  parts.push(source.slice(at));
  // markdownlint counts a lone carriage return as the end of a line; git and GitLab do not.
  return parts.join("").replace(/\r(?!\n)/g, " ");
}

function reportOf(page: Page, error: LintError, rule: MarkdownlintRule): Report | undefined {
  if (error.lineNumber > page.lines.count) return undefined;
  const line = page.lines.span(error.lineNumber);
  const span = spanOf(line, error.errorRange);
  if (page.opaque.some((it) => foreign.has(it.kind) && overlaps(it.span, span))) return undefined;
  // A span of spaces, or of one bar of a row, says nothing: the line does.
  const inner = page.source.slice(span.start, span.end).trim();
  const text = /[\p{L}\p{N}]/u.test(inner) ? inner : page.source.slice(line.start, line.end).trim();
  const suggestion = suggestionOf(page, error);
  return {
    span,
    message: `${text === "" ? "This line" : quote(text, 40)} ${rule.says}`,
    ...(suggestion !== undefined && { suggestions: [suggestion] }),
  };
}

function spanOf(line: Span, range: LintError["errorRange"]): Span {
  const [column, length] = range ?? [];
  if (column === undefined || length === undefined) return line;
  const start = Math.min(line.start + column - 1, line.end);
  return { start, end: Math.min(start + length, line.end) };
}

function suggestionOf(page: Page, { fixInfo, lineNumber }: LintError): Suggestion | undefined {
  if (fixInfo === null) return undefined;
  const { editColumn = 1, deleteCount = 0, insertText = "" } = fixInfo;
  const number = fixInfo.lineNumber ?? lineNumber;
  if (number > page.lines.count) return undefined;
  const line = page.lines.span(number);
  const label = "Apply the correction";
  if (deleteCount < 0) {
    const end = number < page.lines.count ? page.lines.span(number + 1).start : line.end;
    return { label, edits: [{ span: { start: line.start, end }, text: "" }], isSafe: false };
  }
  const start = Math.min(line.start + editColumn - 1, line.end);
  const end = Math.min(start + deleteCount, line.end);
  return { label, edits: [{ span: { start, end }, text: insertText }], isSafe: false };
}

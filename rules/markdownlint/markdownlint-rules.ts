import type { Configuration, LintError, Options } from "markdownlint";
import { z } from "zod";
import type { Report, RuleId, Suggestion } from "../../src/lint/finding.ts";
import { quote, type RuleGroup, type RuleMeta } from "../../src/lint/rule.ts";
import { clipNesting } from "../../src/page/clip-nesting.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { ruleOptions } from "../rule-options.ts";
import type { RuleSources } from "../sources.ts";
import { foreignStretches, foreignTest } from "./foreign-text.ts";
import { isFalseAlarm } from "./false-alarm.ts";
import { pairMarks } from "./pair-marks.ts";
import { costMax, costOfParsing } from "./parse-cost.ts";
import { markdownlintTable, type MarkdownlintRule } from "./rule-table.ts";

/** markdownlint's synchronous `lint`. */
export type LintMarkdown = (options: Options) => Record<string, LintError[]>;

/** Parameters are markdownlint's own, and checked by it. */
const parameters = z.record(z.string(), z.json());

/** Rules of markdownlint, each under its number: the page is parsed once for all that are on. */
export function markdownlintRules(sources: RuleSources): RuleGroup {
  const rules = markdownlintTable.map(metaOf);
  const byNumber = new Map(markdownlintTable.map((rule) => [rule.number, rule]));
  return {
    scope: "group",
    name: "markdownlint",
    rules,
    prepare(enabled) {
      // MD042 makes markdownlint parse: alone, MD052 and MD053 find nothing, because they say that they need
      // no parser and then read what it left behind (0.42). The findings of MD042 itself are dropped.
      const config: Configuration = { default: false, MD042: true };
      for (const [id, options] of enabled) {
        const given = parameters.parse(options ?? {});
        config[id.slice(id.indexOf("/") + 1)] = Object.keys(given).length === 0 ? true : given;
      }
      return function* (page) {
        if (sources.lintMarkdown === undefined) return;
        const text = readableText(page);
        if (costOfParsing(page, text) > costMax) {
          throw new Error(
            "this page has too many lines, marks or blocks for markdownlint; split the page",
          );
        }
        const linesAbove = linesOfFrontMatter(page);
        const isForeign = foreignTest(page);
        const { page: errors = [] } = sources.lintMarkdown({
          strings: { page: text },
          config,
          // It was cut off already.
          frontMatter: null,
          handleRuleFailures: true,
        });
        const marks: { readonly rule: MarkdownlintRule; readonly error: LintError }[] = [];
        for (const error of errors) {
          if (isMisplaced(error)) continue;
          const rule = byNumber.get(error.ruleNames[0] ?? "");
          if (rule === undefined) continue;
          const placed = below(error, linesAbove);
          if (isFalseAlarm(page, placed, rule.number)) continue;
          if (rule.number === "MD049" || rule.number === "MD050") {
            marks.push({ rule, error: placed });
            continue;
          }
          const report = reportOf(page, placed, rule, isForeign);
          if (report !== undefined) yield { rule: idOf(rule), report };
        }
        for (const { rule, opening, closing } of pairMarks(page, marks)) {
          const report = reportOf(page, opening, rule, isForeign);
          if (report === undefined) continue;
          const suggestions = bothMarks(report, suggestionOf(page, closing ?? opening), closing);
          yield { rule: idOf(rule), report: { ...report, suggestions } };
        }
      };
    },
  };
}

function idOf({ number }: MarkdownlintRule): RuleId {
  return `markdownlint/${number}`;
}

function metaOf(rule: MarkdownlintRule): RuleMeta {
  const { summary, why, isFixable } = rule;
  return {
    id: idOf(rule),
    summary,
    why,
    severity: "info",
    status: "preview",
    isFixable,
    isSlow: true,
    options: ruleOptions(parameters),
  };
}

const failure = "This rule threw an exception: ";

/**
 * Some rules of markdownlint compute places that are not on the page, and refuse them themselves (0.42,
 * 2026-11): such a finding is dropped, and the other rules continue.
 * @throws Error that becomes a fault, for any other failure.
 */
function isMisplaced({ errorDetail }: LintError): boolean {
  if (errorDetail?.startsWith(failure) !== true) return false;
  const said = errorDetail.slice(failure.length);
  if (said.startsWith("Value of ")) return true;
  throw new Error(said);
}

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
  const { source } = page;
  const above = linesOfFrontMatter(page);
  const start = above < page.lines.count ? page.lines.span(above + 1).start : source.length;
  const parts: string[] = [];
  let at = start;
  for (const { kind, span } of foreignStretches(page)) {
    if (span.start < at) continue;
    const filler = kind === "attribute" ? " " : "x";
    parts.push(source.slice(at, span.start));
    parts.push(source.slice(span.start, span.end).replace(/[^\n]/g, filler));
    at = span.end;
  }
  parts.push(source.slice(at));
  // markdownlint counts a lone carriage return as the end of a line; git and GitLab do not.
  const text = parts.join("").replace(/\r(?!\n)/g, " ");
  // White space that Markdown takes for letters, and some rules of markdownlint for the end of a line.
  return clipNesting(
    text.replace(/(?!^)[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g, "x"),
  );
}

function reportOf(
  page: Page,
  error: LintError,
  rule: MarkdownlintRule,
  isForeign: (span: Span) => boolean,
): Report | undefined {
  if (error.lineNumber > page.lines.count) return undefined;
  const line = page.lines.span(error.lineNumber);
  const span = spanOf(line, error.errorRange);
  if (isForeign(span)) return undefined;
  // A span of spaces, or of one bar of a row, says nothing: the line does.
  const inner = page.source.slice(span.start, span.end).trim();
  const isTelling = rule.quotesLine !== true && /[\p{L}\p{N}]/u.test(inner);
  const text = isTelling ? inner : page.source.slice(line.start, line.end).trim();
  const suggestion = suggestionOf(page, error);
  return {
    span,
    message: `${text === "" ? "This line" : quote(text, 40)} ${rule.says}`,
    ...(suggestion !== undefined && { suggestions: [suggestion] }),
  };
}

/** One mark alone changes what is emphasised, so that both change together or neither does. */
function bothMarks(
  { suggestions = [] }: Report,
  other: Suggestion | undefined,
  closing: LintError | undefined,
): readonly Suggestion[] {
  if (closing === undefined || other === undefined) return [];
  return suggestions.map((it) => ({ ...it, edits: [...it.edits, ...other.edits] }));
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

import { nearestWord } from "../text/near-misses.ts";

import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import { engineRules } from "./engine-rules.ts";
import type { Report, RuleId, Suggestion } from "./finding.ts";
import { foreignSuppressions } from "./foreign/foreign-comments.ts";
import { quote } from "./rule.ts";
import { familyOf } from "./select-rules.ts";
import { type Directive, readDirectives } from "./suppression-comments.ts";

/** A report with the rule that made it, before it becomes a finding. */
export interface RuleReport {
  readonly rule: RuleId;
  readonly report: Report;
}

/** A comment in a page that switches rules off, with the stretch of the page it holds for. */
interface Suppression {
  readonly comment: Span;
  readonly rules: readonly string[];
  readonly until: string | undefined;
  readonly hasReason: boolean;
  /** Findings that start here are suppressed. */
  readonly range: Span;
}

/** One rule of a suppression that is in order. */
interface LiveSuppression {
  readonly rule: string;
  readonly suppression: Suppression;
  used: boolean;
}

/**
 * Takes away what the page's own comments suppress, and reports on comments that do nothing: misspelt,
 * without a reason, expired, unused. A comment that is not in order suppresses nothing.
 */
export function applySuppressions(input: {
  readonly page: Page;
  readonly reports: readonly RuleReport[];
  /** Every rule there is. */
  readonly known: ReadonlySet<string>;
  /** The rules that looked at the page to the end; only their suppressions can be called unused. */
  readonly hasJudged: (rule: string) => boolean;
  readonly today: string | undefined;
}): { readonly kept: readonly RuleReport[]; readonly own: readonly RuleReport[] } {
  const { page, reports, known, hasJudged, today } = input;
  const directives = readDirectives(page);
  if (directives.length === 0) return { kept: withoutForeign(page, reports), own: [] };

  const own: RuleReport[] = [];
  const suppressions = rangesOf(page, directives, own);
  const live: LiveSuppression[] = [];
  for (const suppression of suppressions) {
    const problems = complain(suppression, known, today, page.source);
    own.push(...problems.reports);
    for (const rule of problems.holding) live.push({ rule, suppression, used: false });
  }
  const byRule = Map.groupBy(live, ({ rule }) => rule);
  const kept = reports.filter(({ rule, report }) => {
    let isSuppressed = false;
    for (const entry of byRule.get(rule) ?? []) {
      if (!covers(entry.suppression.range, report.span)) continue;
      entry.used = true;
      isSuppressed = true;
    }
    return !isSuppressed;
  });
  for (const { rule, suppression, used } of live) {
    if (!used && hasJudged(rule)) own.push(unused(page.source, rule, suppression));
  }
  return { kept: withoutForeign(page, kept), own };
}

/** What is left when comments for other linters have their way. */
function withoutForeign(page: Page, reports: readonly RuleReport[]): readonly RuleReport[] {
  if (reports.length === 0) return reports;
  const suppressions = foreignSuppressions(page);
  if (suppressions.length === 0) return reports;
  return reports.filter(({ rule, report }) => {
    const names = new Set<string>([rule, familyOf(rule)]);
    return !suppressions.some(
      ({ rules, range }) => covers(range, report.span) && rules.some((name) => names.has(name)),
    );
  });
}

function covers(range: Span, span: Span): boolean {
  return range.start <= span.start && (span.start < range.end || range.end === range.start);
}

/** Finds the range of each suppression; an `enable` closes the `disable` above it. */
function rangesOf(page: Page, directives: readonly Directive[], own: RuleReport[]): Suppression[] {
  const result: Suppression[] = [];
  let open: Directive[] = [];
  const close = (directive: Directive, rules: readonly string[], end: number): void => {
    result.push({ ...directive, rules, range: { start: directive.comment.end, end } });
  };
  for (const directive of directives) {
    const { verb, comment, problem } = directive;
    if (problem !== undefined) {
      own.push(complaint(engineRules.malformed.id, comment, problem));
    } else if (verb === "disable") {
      open.push(directive);
    } else if (verb === "enable") {
      const ends = (rule: string): boolean =>
        directive.rules.length === 0 || directive.rules.includes(rule);
      const rest: Directive[] = [];
      let closed = 0;
      for (const before of open) {
        const ended = before.rules.filter(ends);
        const going = before.rules.filter((rule) => !ends(rule));
        closed += ended.length;
        if (ended.length > 0) close(before, ended, comment.start);
        if (going.length > 0) rest.push({ ...before, rules: going });
      }
      open = rest;
      if (closed === 0) {
        const message =
          "handbook-bot-enable has no handbook-bot-disable above it, so it has no effect.";
        own.push(complaint(engineRules.malformed.id, comment, message));
      }
    } else {
      result.push({ ...directive, range: fixedRange(page, verb, comment) });
    }
  }
  for (const directive of open) close(directive, directive.rules, page.source.length + 1);
  return result.sort((a, b) => a.comment.start - b.comment.start);
}

function fixedRange(page: Page, verb: string, comment: Span): Span {
  if (verb === "disable-file") return { start: 0, end: page.source.length + 1 };
  const own = page.lines.locate(comment.start).line;
  let line = own;
  if (verb === "disable-next-line") {
    line = page.lines.locate(comment.end).line + 1;
    while (line < page.lines.count && isBlank(page, line)) line += 1;
    if (line > page.lines.count) return { start: page.source.length, end: page.source.length + 1 };
  }
  const { start, end } = page.lines.span(line);
  return { start, end: end + 1 };
}

function isBlank(page: Page, line: number): boolean {
  const { start, end } = page.lines.span(line);
  return page.source.slice(start, end).trim() === "";
}

function complain(
  suppression: Suppression,
  known: ReadonlySet<string>,
  today: string | undefined,
  source: string,
): { readonly reports: readonly RuleReport[]; readonly holding: readonly string[] } {
  const { comment, rules, until, hasReason } = suppression;
  const reports: RuleReport[] = [];
  const holding: string[] = [];
  for (const rule of rules) {
    if (known.has(rule)) holding.push(rule);
    else reports.push(unknownRule(rule, comment, known, source));
  }
  if (!hasReason) {
    const message = "This suppression has no reason, so it has no effect. Add “-- why” at the end.";
    reports.push(complaint(engineRules.noReason.id, comment, message));
    return { reports, holding: [] };
  }
  if (until !== undefined && today !== undefined && until < today) {
    const message = `This suppression ended on ${until}. Fix what it hides or set a new date.`;
    reports.push(complaint(engineRules.expired.id, comment, message));
    return { reports, holding: [] };
  }
  return { reports, holding };
}

function unknownRule(
  rule: string,
  comment: Span,
  known: ReadonlySet<string>,
  source: string,
): RuleReport {
  const nearest = nearestWord(rule, [...known]);
  return {
    rule: engineRules.unknownRule.id,
    report: {
      span: comment,
      message: `There is no rule ${quote(rule)}.${nearest === undefined ? "" : ` Did you mean ${nearest}?`}`,
      key: `${rule} ${source.slice(comment.start, comment.end)}`,
    },
  };
}

function unused(source: string, rule: string, { comment, rules }: Suppression): RuleReport {
  const suggestions: Suggestion[] = [];
  if (rules.length === 1) {
    suggestions.push({
      label: "Delete the comment",
      edits: [{ span: wholeLine(source, comment), text: "" }],
      isSafe: true,
    });
  }
  return {
    rule: engineRules.unused.id,
    report: {
      span: comment,
      message: `${rule} finds nothing here. Delete the suppression.`,
      key: `${rule} ${source.slice(comment.start, comment.end)}`,
      suggestions,
    },
  };
}

/** The comment with its line break, where nothing else stands on its lines. */
function wholeLine(source: string, comment: Span): Span {
  const isFirst = comment.start === 0 || source[comment.start - 1] === "\n";
  return isFirst && source[comment.end] === "\n"
    ? { start: comment.start, end: comment.end + 1 }
    : comment;
}

function complaint(rule: RuleId, span: Span, message: string): RuleReport {
  return { rule, report: { span, message } };
}

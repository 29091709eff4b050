import { configFileName } from "../../config/handbook-config.ts";
import type { PolicyChange } from "../../policy/policy-changes.ts";
import type { Fault, Finding, Severity } from "../../lint/finding.ts";
import type { RuleMeta } from "../../lint/rule.ts";
import type { FailOn, Verdict } from "../../review/verdict.ts";
import type { LineIndex } from "../../text/line-index.ts";
import type { Span } from "../../text/span.ts";

/** What a run of the linter came to, as the report formats get it. */
export interface LintReport {
  /** Pages that were checked. */
  readonly pages: number;
  /** Sorted by path and place, suggestions proven. */
  readonly findings: readonly Finding[];
  readonly faults: readonly Fault[];
  /** Limits that were reached, one sentence each. */
  readonly notices: readonly string[];
  /** Why nothing could be checked, and what to do; undefined where pages were. */
  readonly failure?: string;
  /** Findings that the change took away; undefined where there is no change. */
  readonly fixed: number | undefined;
  /** What the change makes of the demands of policies. */
  readonly policyChanges: readonly PolicyChange[];
  /** What else is to be said of a change, in Markdown. */
  readonly parts: readonly string[];
  readonly verdict: Verdict;
  /** The least severity that fails the gate. */
  readonly failOn: FailOn;
  /** Every rule, on or off. */
  readonly rules: readonly RuleMeta[];
  /** The lines of a page by its path. */
  lines(path: string): LineIndex | undefined;
  /** The path as the reader of a report knows it: relative to where the command was run. */
  shownPath(path: string): string;
}

/** A stretch of a page for people: 1-based, columns in UTF-16 units, the end exclusive. */
export interface Place {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

/** Gives lines and columns of a span; a page that is not at hand has only the line that is known. */
export function placeOf(lines: LineIndex | undefined, span: Span, line = 1): Place {
  if (!lines) return { start: { line, column: 1 }, end: { line, column: 1 } };
  return { start: lines.locate(span.start), end: lines.locate(span.end) };
}

/** From the gravest down. */
export const severities = ["error", "warning", "info"] as const satisfies readonly Severity[];

/** What could not be checked, for formats that have a place for nothing but single files. */
export function faultsOf({ faults, failure }: LintReport): readonly Fault[] {
  if (failure === undefined) return faults;
  return [...faults, { path: configFileName, rule: undefined, message: failure }];
}

/** A report before it is known from where it is read. */
export type LintResult = Omit<LintReport, "shownPath">;

/** The exit code of a run: 0 nothing at or above the severity, 1 findings, 3 a fault of handbook-bot. */
export function exitCodeOf({ faults, verdict }: Pick<LintReport, "faults" | "verdict">): number {
  if (faults.length > 0) return 3;
  return verdict.state === "failed" ? 1 : 0;
}

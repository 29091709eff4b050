import type { Finding, Severity } from "../../lint/finding.ts";
import type { Span } from "../../text/span.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

const grades: Readonly<Record<Severity, string>> = {
  error: "ERROR",
  warning: "WARNING",
  info: "INFO",
};

/** Writes a report in the Reviewdog Diagnostic Format. proto/rdf/reviewdog.proto of reviewdog, 2026-11 */
export function renderRdjson(report: LintReport): string {
  const result = {
    source: { name: "handbook-bot" },
    diagnostics: [
      ...report.findings.map((finding) => describe(finding, report)),
      // An empty list would say that nothing was found.
      ...faultsOf(report).map(({ path, rule, message }) => ({
        message,
        location: { path: report.shownPath(path) },
        severity: grades.error,
        code: { value: rule ?? "handbook-bot" },
      })),
    ],
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}

function describe(finding: Finding, report: LintReport): object {
  return {
    message: finding.message,
    location: {
      path: report.shownPath(finding.path),
      range: rangeOf(finding.path, finding.span, report),
    },
    severity: grades[finding.severity],
    code: {
      value: finding.rule,
      ...(finding.docs.startsWith("http") && { url: finding.docs }),
    },
    suggestions: finding.suggestions.flatMap(({ edits }) =>
      // A suggestion of theirs has one range; what needs several edits at once cannot be said.
      edits.length === 1
        ? edits.map(({ span, text }) => ({ range: rangeOf(finding.path, span, report), text }))
        : [],
    ),
    related_locations: finding.related.map((related) => ({
      message: related.message,
      location: {
        path: report.shownPath(related.path),
        range: rangeOf(related.path, related.span, report, related.line),
      },
    })),
  };
}

/** Columns of theirs count bytes of UTF-8. */
function rangeOf(path: string, span: Span, report: LintReport, line?: number): object {
  const lines = report.lines(path);
  const { start, end } = placeOf(lines, span, line);
  return {
    start: { line: start.line, column: lines?.utf8Column(span.start) ?? start.column },
    end: { line: end.line, column: lines?.utf8Column(span.end) ?? end.column },
  };
}

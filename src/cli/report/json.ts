import type { z } from "zod";

import type { Finding } from "../../lint/finding.ts";
import type { reportSchema } from "./report-schema.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

type JsonReport = z.infer<typeof reportSchema>;

/** Writes a report as JSON for other programs. */
export function renderJson(report: LintReport): string {
  const json: JsonReport = {
    version: 1,
    pages: report.pages,
    findings: report.findings.map((finding) => describeFinding(finding, report)),
    policyChanges: report.policyChanges.map(({ path, section, kinds, was, is, ...marks }) => ({
      path,
      section: section ?? null,
      kinds: [...kinds],
      was,
      is,
      wasMarks: marks.wasMarks.map(({ start, end }) => ({ start, end })),
      isMarks: marks.isMarks.map(({ start, end }) => ({ start, end })),
    })),
    verdict: { ...report.verdict },
    faults: faultsOf(report).map(({ path, rule, message }) => ({
      path,
      rule: rule ?? null,
      message,
    })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function describeFinding(finding: Finding, report: LintReport): JsonReport["findings"][number] {
  const { rule, severity, path, span, message, fingerprint, docs, suggestions, related } = finding;
  const lines = report.lines(path);
  return {
    rule,
    severity,
    path,
    ...placeOf(lines, span),
    message,
    fingerprint,
    docs,
    suggestions: suggestions.map(({ label, isSafe, edits }) => ({
      label,
      safe: isSafe,
      edits: edits.map(({ span, text }) => ({ ...placeOf(lines, span), text })),
    })),
    related: related.map((other) => ({
      path: other.path,
      ...placeOf(report.lines(other.path), other.span, other.line),
      message: other.message,
    })),
  };
}

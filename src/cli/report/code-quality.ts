import { hash } from "node:crypto";

import type { Severity } from "../../lint/finding.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

/** GitLab knows info, minor, major, critical and blocker. docs.gitlab.com, ci/testing/code_quality, 2026-11 */
const grades: Readonly<Record<Severity, string>> = {
  error: "major",
  warning: "minor",
  info: "info",
};

/** Writes a report as GitLab's Code Quality artifact; paths have no leading `./`, which GitLab would not match. */
export function renderCodeQuality(report: LintReport): string {
  const entries = report.findings.map(({ rule, severity, path, span, message, fingerprint }) => {
    const { start, end } = placeOf(report.lines(path), span);
    return {
      description: message,
      check_name: rule,
      fingerprint,
      severity: grades[severity],
      location: { path: report.shownPath(path), lines: { begin: start.line, end: end.line } },
    };
  });
  // An empty list would say that nothing was found.
  const faults = faultsOf(report).map(({ path, rule, message }) => ({
    description: message,
    check_name: rule ?? "handbook-bot",
    fingerprint: hash("sha256", JSON.stringify([path, rule, message])),
    severity: "blocker",
    location: { path: report.shownPath(path), lines: { begin: 1, end: 1 } },
  }));
  return `${JSON.stringify([...entries, ...faults], null, 2)}\n`;
}

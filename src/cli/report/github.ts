import type { Severity } from "../../lint/finding.ts";
import { showUnseen } from "../../text/printable.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

const commands: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  info: "notice",
};

/** Writes a report as workflow commands, which GitHub Actions shows as annotations. docs.github.com, workflow commands, 2026-11 */
export function renderGithub(report: LintReport): string {
  const findings = report.findings.map(({ severity, path, span, message, rule }) => {
    const { start, end } = placeOf(report.lines(path), span);
    // Columns are for one line only: GitHub refuses them where the lines differ.
    const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : "";
    const place = `file=${property(report.shownPath(path))},line=${start.line},endLine=${end.line}${columns}`;
    return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}`;
  });
  const faults = faultsOf(report).map(
    ({ path, message }) => `::error file=${property(report.shownPath(path))}::${data(message)}`,
  );
  return [...findings, ...faults].map((line) => `${line}\n`).join("");
}

/** What ends a line or a command must not come from a page. */
function data(text: string): string {
  return showUnseen(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

import type { Finding } from "../../lint/finding.ts";
import { count } from "../../text/wording.ts";
import { type LintReport, placeOf, severities } from "./report.ts";

/**
 * Writes a report as JUnit XML: one suite a page. Findings that fail the gate are failures, internal errors
 * are errors, everything else is a passed test with its text as output, so that a widget which counts
 * failures agrees with the exit code.
 */
export function renderJunit(report: LintReport): string {
  const suites = [...Map.groupBy(report.findings, ({ path }) => path)].map(([path, findings]) =>
    suite(report.shownPath(path), findings, report),
  );
  const failures = report.findings.filter((finding) => isFailure(finding, report)).length;
  const tests = report.findings.length + report.faults.length;
  const errors = report.faults.map(({ path, rule, message }) => {
    const name = attribute(rule ?? "handbook-bot");
    return `  <testsuite name="${attribute(report.shownPath(path))}" tests="1" failures="0" errors="1">
    <testcase classname="${attribute(report.shownPath(path))}" name="${name}">
      <error message="${attribute(message)}"/>
    </testcase>
  </testsuite>`;
  });
  const passed =
    tests > 0
      ? []
      : [
          `  <testsuite name="handbook-bot" tests="1" failures="0" errors="0">
    <testcase classname="handbook-bot" name="${attribute(`No findings on ${count(report.pages, "page")}`)}"/>
  </testsuite>`,
        ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="handbook-bot" tests="${Math.max(tests, 1)}" failures="${failures}" errors="${report.faults.length}">
${[...suites, ...errors, ...passed].join("\n")}
</testsuites>
`;
}

function suite(path: string, findings: readonly Finding[], report: LintReport): string {
  const failures = findings.filter((finding) => isFailure(finding, report)).length;
  return `  <testsuite name="${attribute(path)}" tests="${findings.length}" failures="${failures}" errors="0">
${findings.map((finding) => testCase(path, finding, report)).join("\n")}
  </testsuite>`;
}

function testCase(path: string, finding: Finding, report: LintReport): string {
  const { start } = placeOf(report.lines(finding.path), finding.span);
  const where = `${path}:${start.line}:${start.column}`;
  const name = attribute(`${finding.rule} at ${start.line}:${start.column}`);
  const text = `${where}: ${finding.message}`;
  const outcome = isFailure(finding, report)
    ? `<failure type="${finding.severity}" message="${attribute(finding.message)}">${content(text)}</failure>`
    : `<system-out>${content(`${finding.severity}: ${text}`)}</system-out>`;
  return `    <testcase classname="${attribute(path)}" name="${name}">
      ${outcome}
    </testcase>`;
}

function isFailure({ severity }: Finding, { failOn }: LintReport): boolean {
  return failOn !== "never" && severities.indexOf(severity) <= severities.indexOf(failOn);
}

function content(text: string): string {
  return withoutForbidden(text).replace(/[&<>]/g, reference);
}

function attribute(text: string): string {
  return withoutForbidden(text).replace(/[&<>"\t\n\r]/g, reference);
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** XML 1.0 has no place for these, not even as references. XML 1.0 §2.2 */
function withoutForbidden(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\uFFFD");
}

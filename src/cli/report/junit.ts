import type { Finding } from "../../lint/finding.ts";
import { count } from "../../text/wording.ts";
import { failsGate } from "../../review/verdict.ts";
import { faultsOf, type LintReport, placeOf } from "./report.ts";

/**
 * Writes a report as JUnit XML: one suite a page. GitLab shows the class, the name, the file and the text of a
 * test, no line, and drops the second test of a name: docs.gitlab.com, ci/testing/unit_test_reports, 2026-11.
 * So the name has line and column, and is counted where it would be there twice. Findings that fail the gate are failures, internal errors
 * are errors, everything else is a passed test with its text as output, so that a widget which counts
 * failures agrees with the exit code.
 */
export function renderJunit(report: LintReport): string {
  const suites = [...Map.groupBy(report.findings, ({ path }) => path)].map(([path, findings]) =>
    suite(report.shownPath(path), findings, report),
  );
  const failures = report.findings.filter((finding) => isFailure(finding, report)).length;
  const faults = faultsOf(report);
  const tests = report.findings.length + faults.length;
  const errors = faults.map(({ path, rule, message }) => {
    const name = attribute(rule ?? "handbook-bot");
    const file = attribute(report.shownPath(path));
    return `  <testsuite name="${file}" tests="1" failures="0" errors="1">
    <testcase classname="${file}" name="${name}" file="${file}">
      <error message="${attribute(message)}">${content(message)}</error>
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
<testsuites name="handbook-bot" tests="${Math.max(tests, 1)}" failures="${failures}" errors="${faults.length}">
${[...suites, ...errors, ...passed].join("\n")}
</testsuites>
`;
}

function suite(path: string, findings: readonly Finding[], report: LintReport): string {
  const failures = findings.filter((finding) => isFailure(finding, report)).length;
  const names = unique(
    findings.map(({ rule, span }) => {
      const { start } = placeOf(report.lines(findings[0]?.path ?? ""), span);
      return `${rule} at ${start.line}:${start.column}`;
    }),
  );
  return `  <testsuite name="${attribute(path)}" tests="${findings.length}" failures="${failures}" errors="0">
${findings.map((finding, index) => testCase(path, finding, names[index] ?? "", report)).join("\n")}
  </testsuite>`;
}

/** Counts names that are there more than once. */
function unique(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function testCase(path: string, finding: Finding, name: string, report: LintReport): string {
  const { start } = placeOf(report.lines(finding.path), finding.span);
  const where = `${path}:${start.line}:${start.column}`;
  const text = `${where}: ${finding.message}`;
  const outcome = isFailure(finding, report)
    ? `<failure type="${finding.severity}" message="${attribute(finding.message)}">${content(text)}</failure>`
    : `<system-out>${content(`${finding.severity}: ${text}`)}</system-out>`;
  return `    <testcase classname="${attribute(path)}" name="${attribute(name)}" file="${attribute(path)}">
      ${outcome}
    </testcase>`;
}

function isFailure(finding: Finding, { failOn }: LintReport): boolean {
  return failsGate(finding, failOn);
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

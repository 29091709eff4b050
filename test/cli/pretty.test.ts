import { expect, test } from "vitest";
import { renderPretty } from "../../src/cli/report/pretty.ts";
import type { LintReport } from "../../src/cli/report/report.ts";
import type { Finding } from "../../src/lint/finding.ts";

const span = { start: 0, end: 3 };

/** A report of one finding with so many other places. */
function reportWith(places: number): LintReport {
  const related = Array.from({ length: places }, (_, at) => ({
    path: "pay.md",
    line: at + 1,
    span,
    message: "the same passage",
  }));
  const finding: Finding = {
    rule: "duplication/no-copied-passage",
    severity: "warning",
    path: "leave.md",
    span,
    message: "This is a copy.",
    identity: "1",
    fingerprint: "1",
    docs: "https://docs.example.com",
    suggestions: [],
    related,
  };
  return {
    pages: 1,
    findings: [finding],
    faults: [],
    notices: [],
    fixed: undefined,
    policyChanges: [],
    parts: [],
    verdict: { state: "success", description: "" },
    failOn: "error",
    rules: [],
    lines: () => undefined,
    shownPath: (path) => path,
  };
}

test.each([
  [2, 2, undefined],
  [10, 10, undefined],
  [11, 10, "and 1 more place"],
  [40, 10, "and 30 more places"],
])("of %i other places %i are listed and the rest is counted", (places, listed, rest) => {
  const lines = renderPretty(reportWith(places), (_, text) => text)
    .split("\n")
    .map((line) => line.trim());
  expect(lines.filter((line) => line.startsWith("see pay.md:"))).toHaveLength(listed);
  expect(lines.find((line) => line.startsWith("and "))).toBe(rest);
});

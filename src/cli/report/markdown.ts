import { codeSpan, inline } from "../../review/inline.ts";
import { renderParts } from "../../review/parts/summary-parts.ts";
import type { Severity } from "../../lint/finding.ts";
import { type LintReport, placeOf } from "./report.ts";
import { summarise } from "./pretty.ts";

/** Rows of a table; what is read by people has an end. */
const rowsMax = 200;

const names: Readonly<Record<Severity, string>> = {
  error: "Error",
  warning: "Warning",
  info: "Info",
};

/** Writes a report as Markdown: the sums, and a table of findings for a job summary or a comment. */
export function renderMarkdown(report: LintReport): string {
  const rows = report.findings.slice(0, rowsMax).map(({ path, span, severity, message, rule }) => {
    const { line } = placeOf(report.lines(path), span).start;
    const cells = [
      codeSpan(`${report.shownPath(path)}:${line}`),
      names[severity],
      inline(message),
      codeSpan(rule),
    ];
    // A bar ends a cell even in code, and its escape can be escaped in turn: show another bar.
    return `| ${cells.map((cell) => cell.replaceAll("|", "¦")).join(" | ")} |`;
  });
  const more = report.findings.length - rows.length;
  const faults = report.faults.map(
    ({ path, message }) => `- ${codeSpan(report.shownPath(path))}: ${codeSpan(message)}`,
  );
  return [
    "## handbook-bot",
    "",
    ...summaryOf(report),
    ...(rows.length > 0
      ? ["", "| Place | Severity | Finding | Rule |", "| --- | --- | --- | --- |", ...rows]
      : []),
    ...(more > 0 ? ["", `And ${more} more.`] : []),
    ...[...policyChangesOf(report), ...report.parts].flatMap((part) => ["", part]),
    ...(faults.length > 0 ? ["", "What could not be checked:", "", ...faults] : []),
    ...(report.notices.length > 0
      ? ["", ...report.notices.map((notice) => `- ${inline(notice)}`)]
      : []),
    "",
  ].join("\n");
}

/** The sums; where nothing could be checked each line of the reason, as Markdown folds lines. */
function summaryOf(report: LintReport): readonly string[] {
  const { failure } = report;
  if (failure === undefined) return [summarise(report)];
  const [first = "", ...more] = failure.split("\n").filter((line) => line.trim() !== "");
  return [`**${inline(first)}**`, ...more.flatMap((line) => ["", `- ${inline(line)}`])];
}

function policyChangesOf({ policyChanges }: LintReport): readonly string[] {
  return policyChanges.length === 0 ? [] : renderParts({ policyChanges });
}

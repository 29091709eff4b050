import { styleText } from "node:util";

import type { PolicyChange } from "../../policy/policy-changes.ts";
import type { Span } from "../../text/span.ts";
import type { Fault, Finding, Severity } from "../../lint/finding.ts";
import { count } from "../../text/wording.ts";
import { type LintReport, placeOf, severities } from "./report.ts";
import { printable } from "../../text/printable.ts";

type Style = "bold" | "dim" | "red" | "yellow" | "cyan" | "underline";

/** Paints a piece of text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string;

const severityStyles: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  info: "cyan",
};

/** What a person reads; the JSON report has all. */
const policyChangesMax = 50;
const relatedMax = 10;

/** Paints where the terminal can show it and nobody asked for plain text (`NO_COLOR`). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  const known = new Map<Style, readonly string[]>();
  return (style, text) => {
    // Asked once for each style: the answer takes some microseconds, and a report has many lines.
    const marks =
      known.get(style) ?? styleText(style, "\0", { stream, validateStream: true }).split("\0");
    known.set(style, marks);
    return marks.join(text);
  };
}

/** Writes a report for people: grouped by page, a line of sums at the end. */
export function renderPretty(report: LintReport, paint: Paint): string {
  const blocks: string[] = [];
  for (const [path, findings] of Map.groupBy(report.findings, ({ path }) => path)) {
    const lines = findings.flatMap((finding) => findingLines(finding, report, paint));
    blocks.push([paint("underline", printable(report.shownPath(path))), ...lines].join("\n"));
  }
  if (report.policyChanges.length > 0) blocks.push(policyLines(report, paint).join("\n"));
  blocks.push(...report.parts.map((part) => part.split("\n").map(printable).join("\n")));
  if (report.faults.length > 0) blocks.push(faultLines(report.faults, paint).join("\n"));
  blocks.push([...report.notices.map(printable), summarise(report)].join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

/** One sentence with the sums: `3 findings (1 error, 2 warnings) on 2 of 40 pages.`, or why there are none. */
export function summarise({ findings, faults, pages, fixed, failure }: LintReport): string {
  if (failure !== undefined) return printable(failure);
  const on = new Set(findings.map(({ path }) => path)).size;
  // Findings in the configuration or another file with data are on no page.
  const where = on > pages ? `in ${count(on, "file")}` : `on ${on} of ${count(pages, "page")}`;
  const counts = severities
    .map((severity) => ({
      severity,
      amount: findings.filter((finding) => finding.severity === severity).length,
    }))
    .filter(({ amount }) => amount > 0)
    .map(({ severity, amount }) =>
      severity === "info" ? `${amount} info` : count(amount, severity),
    );
  const added = fixed === undefined ? "" : "new ";
  const found =
    findings.length === 0
      ? `No ${added}findings on ${count(pages, "page")}.`
      : `${count(findings.length, `${added}finding`)} (${counts.join(", ")}) ${where}.`;
  const also = fixed ? ` ${count(fixed, "finding")} fixed.` : "";
  const failed = faults.length > 0 ? ` ${count(faults.length, "fault")}.` : "";
  return found + also + failed;
}

function findingLines(finding: Finding, report: LintReport, paint: Paint): readonly string[] {
  const { severity, message, rule, path, span, suggestions, related } = finding;
  const { start } = placeOf(report.lines(path), span);
  const place = `${start.line}:${start.column}`.padStart(8);
  const label = paint(severityStyles[severity], severity.padEnd(7));
  const indent = " ".repeat(19);
  const more = related.length - relatedMax;
  return [
    `${place}  ${label}  ${printable(message)}  ${paint("dim", rule)}`,
    ...suggestions.map(
      ({ label }) => `${indent}${paint("dim", "suggestion:")} ${printable(label)}`,
    ),
    ...related.slice(0, relatedMax).map(({ path, line, message }) => {
      const where = printable(`${report.shownPath(path)}:${line}`);
      return `${indent}${paint("dim", "see")} ${where} ${printable(message)}`;
    }),
    ...(more > 0 ? [`${indent}${paint("dim", "and")} ${count(more, "more place")}`] : []),
  ];
}

/** Old and new below each other, as a diff shows them. */
function policyLines(report: LintReport, paint: Paint): readonly string[] {
  const { policyChanges } = report;
  const shown = policyChanges.slice(0, policyChangesMax);
  const more = policyChanges.length - shown.length;
  return [
    "What this changes in policies:",
    ...shown.flatMap(({ path, section, kinds, was, wasMarks, is, isMarks }: PolicyChange) => [
      `  ${printable(report.shownPath(path))}${section === undefined ? "" : `, ${printable(section)}`}  ${paint("bold", kinds.join(", "))}`,
      ...(was === "" ? [] : [`    ${paint("red", "-")} ${marked(was, wasMarks, paint)}`]),
      ...(is === "" ? [] : [`    ${paint("cyan", "+")} ${marked(is, isMarks, paint)}`]),
    ]),
    ...(more > 0 ? [`  and ${count(more, "more change")}`] : []),
  ];
}

/** A text with the parts that differ in bold. */
function marked(text: string, marks: readonly Span[], paint: Paint): string {
  let line = "";
  let from = 0;
  for (const { start, end } of marks) {
    line += printable(text.slice(from, start)) + paint("bold", printable(text.slice(start, end)));
    from = end;
  }
  return line + printable(text.slice(from));
}

export function faultLines(faults: readonly Fault[], paint: Paint): readonly string[] {
  return faults.map(
    ({ path, rule, message }) =>
      `${paint("red", "fault")}  ${printable(path)}  ${rule ?? ""}  ${printable(message)}`,
  );
}

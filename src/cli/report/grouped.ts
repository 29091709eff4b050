import type { Finding } from "../../lint/finding.ts";
import { compareText } from "../../text/compare-text.ts";
import { printable } from "../../text/printable.ts";
import { withThousands } from "../../text/wording.ts";
import { faultLines, type Paint, summarise } from "./pretty.ts";
import type { Grouping } from "./formats.ts";
import { type LintReport, severities } from "./report.ts";

/** Counts findings by rule or by page, most first: a report of thousands on a screen or two. */
export function renderGrouped(report: LintReport, by: Grouping, paint: Paint): string {
  const nameOf = by === "rule" ? ({ rule }: Finding) => rule : ({ path }: Finding) => path;
  const otherOf = by === "rule" ? ({ path }: Finding) => path : ({ rule }: Finding) => rule;
  const groups = [...Map.groupBy(report.findings, nameOf)].sort(
    ([a, x], [b, y]) => y.length - x.length || compareText(a, b),
  );
  const rows = groups.map(([name, findings]) => [
    withThousands(findings.length),
    ...severities.map((severity) =>
      withThousands(findings.filter((finding) => finding.severity === severity).length),
    ),
    withThousands(new Set(findings.map(otherOf)).size),
    printable(by === "page" ? report.shownPath(name) : name),
  ]);
  const head = ["findings", "errors", "warnings", "info", by === "rule" ? "pages" : "rules", by];
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  const table = rows.length === 0 ? [] : [paint("bold", line(head)), ...rows.map(line), ""];
  const faults = report.faults.length === 0 ? [] : [...faultLines(report.faults, paint), ""];
  return [...table, ...faults, ...report.notices.map(printable), summarise(report), ""].join("\n");
}

import type { LintReport } from "./report.ts";
import { type Paint, renderPretty, summarise } from "./pretty.ts";

/** Pages that are open in the log; the reader unfolds the others. */
const openPages = 20;

/**
 * Writes a report for the log of a GitLab job: the pretty report with one foldable section a page.
 * docs.gitlab.com, ci/jobs/job_logs, custom collapsible sections, 2026-11. `now` is in seconds since 1970.
 */
export function renderGitlabLog(report: LintReport, paint: Paint, now: number): string {
  const pages = [...Map.groupBy(report.findings, ({ path }) => path)];
  const sections = pages.map(([path, findings], index) => {
    const name = `handbook_bot_${index + 1}`;
    const text = renderPretty(
      { ...report, findings, faults: [], notices: [], policyChanges: [], parts: [] },
      paint,
    );
    // The last line is the sum of this one page; the sum of all follows once.
    const body = text.trimEnd().split("\n").slice(0, -2);
    const [head = report.shownPath(path), ...lines] = body;
    const folded = index < openPages ? "" : "[collapsed=true]";
    return `\x1b[0Ksection_start:${now}:${name}${folded}\r\x1b[0K${head}\n${lines.join("\n")}\n\x1b[0Ksection_end:${now}:${name}\r\x1b[0K\n`;
  });
  const rest = renderPretty({ ...report, findings: [] }, paint)
    .trimEnd()
    .split("\n")
    .slice(0, -1);
  return `${sections.join("")}${[...rest, summarise(report)].join("\n")}\n`;
}

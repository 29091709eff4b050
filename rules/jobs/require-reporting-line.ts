import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobMatchers, levelsOf } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";

const reporting =
  /\b(?:report|reports|reporting)\b(?: \S{1,20}){0,2} to\b|\bmanaged by\b|\bled by\b/i;

/** The rule that each level says whom it reports to. */
export function requireReportingLine(templates: readonly PageTemplate[]): PageRule {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-reporting-line",
    scope: "page",
    summary: "Each level of a job family says who it reports to.",
    why: "Candidates want to know who they would report to, and it differs between levels.",
    severity: "info",
    status: "stable",
    isFixable: false,
    pages: ["job-family"],
    options: noOptions,
    *check(page) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined || page.hasTemplates) return;
      const levels = levelsOf(page, matcher).flat();
      const silent = levels.filter(
        ({ section: { span } }) => !reporting.test(page.prose.slice(span.start, span.end)),
      );
      if (silent.length === 0) return;
      const [first] = levels;
      // Said once above the levels, it holds for all.
      if (reporting.test(page.prose.slice(0, first?.section.span.start ?? 0))) return;
      for (const { heading } of silent) {
        yield {
          span: heading.span,
          key: heading.text,
          message: `${quote(heading.text, 45)} doesn't say who it reports to. Add it below the heading.`,
        };
      }
    },
  };
}

import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { jobMatchers, levelsOf } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { sectionsAbove, sectionsNamed } from "./job-sections.ts";

/** The rule that performance indicators stand once for the page, or at each level. */
export function noScatteredIndicators(templates: readonly PageTemplate[]): PageRule {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/no-scattered-indicators",
    scope: "page",
    summary: "Performance indicators are listed once for the page or at each level, not both.",
    why: "When a level and the page both list indicators, nobody knows which ones count.",
    severity: "info",
    status: "stable",
    isFixable: false,
    pages: ["job-family"],
    options: noOptions,
    *check(page) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined) return;
      const levels = levelsOf(page, matcher).flat();
      const found = sectionsNamed(page, matcher, "Performance Indicators").map((section) => ({
        section,
        above: sectionsAbove(page, section).filter(({ depth }) => depth > 1),
      }));
      const ofPage = found.find(({ above }) => above.length === 0);
      if (ofPage === undefined) return;
      for (const { section, above } of found) {
        const level = levels.find((it) => above.includes(it.section));
        if (level === undefined || section.heading === undefined) continue;
        const [own, all] = [section.heading, ofPage.section.heading];
        yield {
          span: own.span,
          key: own.text,
          message: `${quote(own.text, 36)} competes with ${quote(all?.text ?? "", 28)} for the whole page. Keep one list.`,
        };
      }
    },
  };
}

import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import type { ListItem, Page, Section } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobMatchers } from "../structure/levels.ts";
import type { PageTemplate } from "../structure/page-template.ts";
import { hasTemplate, sectionsNamed } from "./job-sections.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({
  min: z
    .int()
    .min(1)
    .max(20)
    .default(3)
    .describe("The minimum number of items in a list of indicators."),
  max: z
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe("The maximum number of items in a list of indicators."),
});

/** The rule that performance indicators are a handful. */
export function requireIndicatorCount(
  templates: readonly PageTemplate[],
): PageRule<z.output<typeof options>> {
  const matcherOf = jobMatchers(templates);
  return {
    id: "jobs/require-indicator-count",
    scope: "page",
    summary: "Job pages list three to five performance indicators.",
    why: "More than a handful give no direction, and one or two leave out most of the work.",
    severity: "info",
    status: "stable",
    isFixable: false,
    pages: jobPages,
    options: ruleOptions(options),
    *check(page, { min, max }) {
      const matcher = matcherOf(page.type);
      if (matcher === undefined) return;
      for (const section of sectionsNamed(page, matcher, "Performance Indicators")) {
        const { heading, own, span } = section;
        if (heading === undefined || hasTemplate(page, section)) continue;
        const items = itemsIn(page, section);
        const count = items.length;
        const name = quote(heading.text, 40);
        if (count > max) {
          yield {
            span: heading.span,
            key: heading.text,
            message: `${name} has ${count} items. Keep the ${max} most important.`,
          };
        }
        // What stands in subsections, on another page or at another level counts too and is not seen.
        const isAll =
          own.end >= span.end &&
          !takesOver.test(page.prose.slice(own.start, own.end)) &&
          !items.some((it) => elsewhere.test(page.prose.slice(it.span.start, it.span.end)));
        if (isAll && count > 0 && count < min) {
          yield {
            span: heading.span,
            key: heading.text,
            message: `${name} has ${count === 1 ? "1 item" : `${count} items`}. List ${min} to ${max}.`,
          };
        }
      }
    },
  };
}

const takesOver = /\bexten(?:d|ds|sion)\b|\bsame as\b|\bin addition to\b|\bplus\b|\bsee\b/i;

/** “Security Department KPIs”, “to be defined” */
const elsewhere = /\bKPI'?s?\b|\bindicators\b|\bto be defined\b|\bTBD\b/i;

/** Items of the outermost lists of a section, without those of its subsections. */
function itemsIn({ items }: Page, { own }: Section): readonly ListItem[] {
  const inside = items.filter(({ span }) => span.start >= own.start && span.end <= own.end);
  const outermost = Math.min(...inside.map(({ depth }) => depth));
  return inside.filter(({ depth }) => depth === outermost);
}

import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { jobPages } from "./requirement.ts";

const options = z.strictObject({
  max: z
    .int()
    .min(3)
    .max(100)
    .default(12)
    .describe("The maximum number of items in a list of requirements."),
});

/** A list of requirements is short enough to be meant. */
export const noLongRequirementList: PageRule<z.infer<typeof options>> = {
  id: "jobs/no-long-requirement-list",
  scope: "page",
  summary: "Lists of requirements contain only what the job needs.",
  why: "Readers take every item as a condition, so a long list turns away people who could do the work.",
  severity: "info",
  status: "stable",
  isFixable: false,
  pages: jobPages,
  options: ruleOptions(options),
  *check(page, { max }) {
    const counts = new Map<number, number>();
    for (const { depth, section } of page.items) {
      // Items of items explain the one above.
      if (depth === 1) counts.set(section, (counts.get(section) ?? 0) + 1);
    }
    for (const [index, count] of counts) {
      const heading = page.sections[index]?.heading;
      if (count <= max || heading === undefined) continue;
      if (!/requirement|qualification/i.test(heading.text)) continue;
      yield {
        span: heading.span,
        message: `${quote(heading.text)} has ${count} items. Keep the ${max} that matter most, and move others to a list of extras.`,
      };
    }
  },
};

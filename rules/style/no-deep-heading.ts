import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";

const options = z.strictObject({
  deepest: z.int().min(2).max(5).default(5).describe("The deepest allowed level."),
});

/** Headings are not nested too deeply. */
export const noDeepHeading: PageRule<z.infer<typeof options>> = {
  id: "style/no-deep-heading",
  scope: "page",
  summary: "Headings are nested at most five levels deep.",
  why: "Deep headings look like bold text, and readers lose track of where they are.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check(page, { deepest }) {
    for (const { depth, span, text } of page.headings) {
      if (depth <= deepest) continue;
      yield {
        span,
        message: `${quote(text)} is an h${depth}. Use h${deepest} at most, or split the page.`,
      };
    }
  },
};

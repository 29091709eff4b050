import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";

const options = z.strictObject({
  deepest: z.int().min(2).max(5).default(5).describe("The deepest level that is allowed."),
});

/** Headings go no deeper than readers can follow. */
export const noDeepHeading: PageRule<z.infer<typeof options>> = {
  id: "style/no-deep-heading",
  scope: "page",
  summary: "Headings go no deeper than level five.",
  why: "Below level five a heading looks like bold text, and a page so deep is better split.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: ruleOptions(options),
  *check(page, { deepest }) {
    for (const { depth, span, text } of page.headings) {
      if (depth <= deepest) continue;
      yield {
        span,
        message: `${quote(text)} is an h${depth}; use h${deepest} at most, or split the page`,
      };
    }
  },
};

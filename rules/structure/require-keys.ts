import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { isLike } from "./no-misspelt-key.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default([])
    .describe("Keys that the front matter of every page has; none unless told."),
});

/** The front matter has the keys that a handbook asks of its pages. */
export const requireKeys: PageRule<z.output<typeof options>> = {
  id: "structure/require-keys",
  scope: "page",
  summary: "The front matter has the keys that this handbook asks for.",
  why: "The handbook's configuration lists them; searches, lists of pages and previews show them.",
  severity: "info",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check({ frontMatter, problems, type }, { keys }) {
    if (frontMatter === undefined || type === "include" || type === "readme") return;
    // Keys behind an error of syntax were not read, and nobody sees a page that sends its readers on.
    if (problems.length > 0 || frontMatter.get("redirect_to") !== undefined) return;
    const { start } = frontMatter.span;
    for (const key of keys) {
      // An empty one is structure/no-wrong-value's, a misspelt one structure/no-misspelt-key's.
      if (frontMatter.entries.some((entry) => entry.key === key || isLike(entry.key, key)))
        continue;
      yield {
        span: { start, end: start + 3 },
        key,
        message: `The front matter has no ${quote(key)}; add it`,
      };
    }
  },
};

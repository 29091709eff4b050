import { z } from "zod";
import { quote, type PageRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { isLike } from "./no-misspelt-key.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default([])
    .describe("Keys that the front matter of every page must have; none by default."),
});

/** The front matter has the keys that the handbook requires. */
export const requireKeys: PageRule<z.output<typeof options>> = {
  id: "structure/require-keys",
  scope: "page",
  summary: "The front matter has the keys that this handbook requires.",
  why: "Search results, page lists and previews show these values; the handbook's configuration lists the keys.",
  severity: "info",
  status: "stable",
  isFixable: false,
  options: ruleOptions(options),
  *check({ frontMatter, problems, type }, { keys }) {
    if (frontMatter === undefined || type === "include" || type === "readme") return;
    // Keys after a syntax error were not read, and nobody sees a page that redirects.
    if (problems.length > 0 || frontMatter.get("redirect_to") !== undefined) return;
    const { start } = frontMatter.span;
    for (const key of keys) {
      // structure/no-wrong-value reports an empty one, structure/no-misspelt-key a misspelled one.
      if (frontMatter.entries.some((entry) => entry.key === key || isLike(entry.key, key)))
        continue;
      yield {
        span: { start, end: start + 3 },
        key,
        message: `The front matter has no ${quote(key)}. Add the key with its value.`,
      };
    }
  },
};

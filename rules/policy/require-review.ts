import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { isControlled } from "../../src/page/page-type.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default(["last-reviewed", "last_reviewed", "reviewed_on", "next-review", "next_review"])
    .describe("Keys of the front matter that tell when the page is or was reviewed."),
});

/** “annually”, “on an annual basis”, “every two years” */
const often =
  /\b(?:annual|annually|yearly|every year|once a year|each year|quarterly|every quarter|monthly|every \S{1,12} (?:months|years)|biannual|semi-annual)\b/i;

/** A controlled document says when it is reviewed. */
export const requireReview: PageRule<z.output<typeof options>> = {
  id: "policy/require-review",
  scope: "page",
  summary: "A controlled document says when it was reviewed, or how often it is.",
  why: "An auditor asks for it first, and without a date nobody knows that a review is due.",
  severity: "info",
  status: "preview",
  isFixable: false,
  pages: ["policy"],
  options: ruleOptions(options),
  *check(page, { keys }) {
    const { frontMatter, prose } = page;
    if (frontMatter === undefined || !isControlled(page.source, frontMatter)) return;
    if (keys.some((key) => frontMatter.get(key) !== undefined)) return;
    const sentences = prose.split(/[.\n]/);
    if (sentences.some((it) => /\breview/i.test(it) && often.test(it))) return;
    const { start } = frontMatter.span;
    yield {
      span: { start, end: start + 3 },
      key: "review",
      message: `Nothing here says when this document is reviewed; add ${quote(keys[0] ?? "last-reviewed")}, or how often`,
    };
  },
};

import { z } from "zod";
import { type PageRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { isControlled } from "../../src/page/page-type.ts";

const options = z.strictObject({
  keys: z
    .array(z.string().min(1).max(60))
    .max(20)
    .default(["last-reviewed", "last_reviewed", "reviewed_on", "next-review", "next_review"])
    .describe("Front matter keys that say when the page was or will be reviewed."),
});

/** “annually”, “on an annual basis”, “every two years” */
const often =
  /\b(?:annual|annually|yearly|every year|once a year|each year|quarterly|every quarter|monthly|every \S{1,12} (?:months|years)|biannual|semi-annual)\b/i;

/** A controlled document says when it is reviewed. */
export const requireReview: PageRule<z.output<typeof options>> = {
  id: "policy/require-review",
  scope: "page",
  summary: "A controlled document says when it was reviewed, or how often it is reviewed.",
  why: "It is the first thing auditors ask for, and without a date nobody knows when a review is due.",
  severity: "info",
  status: "preview",
  isFixable: false,
  languages: ["en"],
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
      message: `This document doesn't say when it is reviewed. Add ${quote(keys[0] ?? "last-reviewed")}, or say how often.`,
    };
  },
};

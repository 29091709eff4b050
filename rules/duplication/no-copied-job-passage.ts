import { z } from "zod";
import type { HandbookRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { copiedPassages } from "./copied-passages.ts";
import { repeatedLevels } from "./repeated-levels.ts";
import { isJob } from "./no-copied-passage.ts";

const options = z.strictObject({
  minWords: z
    .int()
    .min(15)
    .max(1000)
    .default(30)
    .describe("Shortest passage that is looked at, in words."),
  minSimilarity: z
    .number()
    .min(0.5)
    .max(1)
    .default(1)
    .describe("Least similarity, from 0.5 to 1; 1 reports exact copies only."),
  templatePages: z
    .int()
    .min(2)
    .max(50)
    .default(4)
    .describe("A passage that appears on this many other pages is a template and not reported."),
  ignore: z.array(z.string()).default([]).describe("Globs of pages that may repeat others."),
});
type Options = z.output<typeof options>;

/** What holds for several jobs is written once. */
export const noCopiedJobPassage: HandbookRule<Options> = {
  id: "duplication/no-copied-job-passage",
  scope: "handbook",
  summary: "What several job pages ask for is written once and included or linked.",
  why: "When a requirement changes, every copy of it has to be found and changed too.",
  severity: "info",
  status: "stable",
  isFixable: true,
  pages: ["job-page", "job-family", "job-family-part"],
  options: ruleOptions(options),
  prepare(limits, { handbook }) {
    const copies = copiedPassages(handbook, limits, (own, other) => isJob(own) && isJob(other));
    return (page) => [...copies(page), ...repeatedLevels(page)];
  },
};

import type { z } from "zod";
import type { HandbookRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { copiedPassages } from "./copied-passages.ts";
import { copyOptions } from "./copy-options.ts";
import { repeatedLevels } from "./repeated-levels.ts";
import { isJob } from "./no-copied-passage.ts";

const options = copyOptions({ minSimilarity: 1, ignore: [] });
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

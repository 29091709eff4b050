import type { z } from "zod";
import type { HandbookRule } from "../../src/lint/rule.ts";
import type { PageType } from "../../src/page/page.ts";
import { ruleOptions } from "../rule-options.ts";
import { copiedPassages } from "./copied-passages.ts";
import { copyOptions } from "./copy-options.ts";

/** Pages that repeat each other on purpose. */
export const IGNORED = [
  "**/{README,readme}*",
  "**/readmes/**",
  "**/*{README,readme}*/**",
  "**/legal/**",
  "**/{terms,agreements,licenses}/**",
  "**/*{agreement,addendum,privacy}*/**",
  "**/benefits/**",
];

const options = copyOptions({ minSimilarity: 0.8, ignore: IGNORED });
type Options = z.output<typeof options>;

/** A passage has one page; others link to it. */
export const noCopiedPassage: HandbookRule<Options> = {
  id: "duplication/no-copied-passage",
  scope: "handbook",
  summary: "A passage appears on one page, and other pages link to it.",
  why: "Copies drift apart, and readers cannot tell which of them is right.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  prepare: (limits, { handbook }) =>
    copiedPassages(handbook, limits, (own, other) => !(isJob(own) && isJob(other))),
};

/** Job pages share requirements by design; another rule counts those. */
export function isJob(type: PageType): boolean {
  return type === "job-page" || type === "job-family" || type === "job-family-part";
}

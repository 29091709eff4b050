import { z } from "zod";
import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { quoteApart, retarget } from "./link-target.ts";

const options = z.strictObject({
  style: z
    .enum(["any", "root", "document", "file"])
    .default("any")
    .describe(
      "How links to handbook pages are written: /handbook/leave/ (root), ../leave/ (document) or ../leave.md (file).",
    ),
});

/** Links to handbook pages use one style. */
export const requireLinkStyle: HandbookRule<z.infer<typeof options>> = {
  id: "links/require-link-style",
  scope: "handbook",
  summary: "Links to handbook pages use the style that the configuration names.",
  why: "Links in one style can be searched, checked and moved together.",
  severity: "info",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  *check(page, { style }, { handbook }) {
    if (style === "any") return;
    for (const link of page.links) {
      if (!isOwnTarget(link) || link.kind === "autolink" || link.isOpaque) continue;
      const written = handbook.respell(page.path, link.target, style);
      if (written === undefined) continue;
      const [is, wanted] = quoteApart(link.target, written, 32);
      yield {
        span: link.span,
        key: link.target,
        message: `${is} is not the link style of this handbook. Write ${wanted}.`,
        ...retarget(link, written),
      };
    }
  },
};

import { z } from "zod";
import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, quote } from "../../src/lint/rule.ts";
import { ruleOptions } from "../rule-options.ts";
import { retarget, tellApart } from "./link-target.ts";

const options = z.strictObject({
  style: z
    .enum(["any", "root", "document", "file"])
    .default("any")
    .describe(
      "How links to pages of the handbook are written: /handbook/leave/, ../leave/ or ../leave.md.",
    ),
});

/** Links to the handbook's own pages are written alike. */
export const requireLinkStyle: HandbookRule<z.infer<typeof options>> = {
  id: "links/require-link-style",
  scope: "handbook",
  summary: "Links to pages of the handbook are written in the style that the house has chosen.",
  why: "Links that are written alike can be found, checked and moved together.",
  severity: "info",
  status: "stable",
  isFixable: true,
  options: ruleOptions(options),
  *check(page, handbook, { style }) {
    if (style === "any") return;
    for (const link of page.links) {
      if (!isOwnTarget(link) || link.kind === "autolink" || link.isOpaque) continue;
      const written = handbook.respell(page.path, link.target, style);
      if (written === undefined) continue;
      const [is, shall] = tellApart(link.target, written, 36);
      yield {
        span: link.span,
        key: link.target,
        message: `${quote(is, 36)} is not how links are written here; write ${quote(shall, 36)}`,
        ...retarget(link, written),
      };
    }
  },
};

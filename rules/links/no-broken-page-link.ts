import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import { hasOwnTarget, retarget } from "./link-target.ts";

/** Links within the handbook lead to a page that is there. */
export const noBrokenPageLink: HandbookRule<Record<string, never>> = {
  id: "links/no-broken-page-link",
  scope: "handbook",
  summary: "Links within the handbook lead to a page that is there.",
  why: "Whoever follows the link gets an error page, and the text loses what it refers to.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, handbook) {
    for (const link of page.links) {
      if (!hasOwnTarget(link)) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-page") continue;
      const { nearest } = leads;
      const target = quote(link.target, nearest === undefined ? 60 : 44);
      yield {
        span: link.span,
        key: link.target,
        message:
          nearest === undefined
            ? `No page is at ${target}; correct the address or remove the link`
            : `No page is at ${target}; link to ${quote(nearest, 44)}`,
        ...retarget(link, nearest),
      };
    }
  },
};

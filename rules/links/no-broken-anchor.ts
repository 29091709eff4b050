import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import { hasOwnTarget, retarget, withAnchor } from "./link-target.ts";

/** Links to a part of a page name a heading that is there. */
export const noBrokenAnchor: HandbookRule<Record<string, never>> = {
  id: "links/no-broken-anchor",
  scope: "handbook",
  summary: "Links to a part of a page name a heading or id that is there.",
  why: "The browser opens the page at its top, and readers do not find what the link promised.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, handbook) {
    for (const link of page.links) {
      if (!hasOwnTarget(link) || !link.target.includes("#")) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-anchor") continue;
      const { anchor, nearest, path } = leads;
      const where =
        path === page.path ? "this page" : quote(handbook.page(path)?.title ?? path, 26);
      const remedy =
        nearest === undefined ? "link to one that is there" : `link to ${quote(`#${nearest}`, 26)}`;
      yield {
        span: link.span,
        key: link.target,
        message: `${quote(`#${anchor}`, 26)} names no heading of ${where}; ${remedy}`,
        ...retarget(link, nearest && withAnchor(link.target, nearest)),
      };
    }
  },
};

import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import { retarget, tellApart, withAnchor } from "./link-target.ts";

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
      if (!isOwnTarget(link) || !link.target.includes("#")) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-anchor") continue;
      const { anchor, nearest, path } = leads;
      const isOwn = path === page.path;
      const title = isOwn ? undefined : (handbook.page(path)?.title ?? path);
      yield {
        span: link.span,
        // Not the whole target: a page that moved takes its old faults along.
        key: anchor,
        message: messageOf(anchor, nearest, title),
        ...retarget(link, nearest && withAnchor(link.target, nearest)),
      };
    }
  },
};

function messageOf(anchor: string, nearest: string | undefined, title: string | undefined): string {
  const where = title === undefined ? "this page" : quote(title, 24);
  if (nearest === undefined) {
    return `${quote(`#${anchor}`, 32)} names no heading of ${where}; link to one that is there`;
  }
  const [wrong, right] = tellApart(`#${anchor}`, `#${nearest}`, 26);
  return `${quote(wrong, 26)} names no heading of ${where}; link to ${quote(right, 26)}`;
}

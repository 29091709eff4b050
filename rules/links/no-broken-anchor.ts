import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import {
  leadsFromCopy,
  lostAnchor,
  quoteAddress,
  quoteApart,
  retarget,
  withAnchor,
} from "./link-target.ts";

/** Links to a section lead to a heading or id that exists. */
export const noBrokenAnchor: HandbookRule<Record<string, never>> = {
  id: "links/no-broken-anchor",
  scope: "handbook",
  summary: "Links to a section lead to a heading or id that exists on that page.",
  why: "The browser opens the top of the page, and readers have to search for what the link promised.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, _, { handbook }) {
    for (const link of page.links) {
      if (!isOwnTarget(link) || !link.target.includes("#")) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-anchor") continue;
      const { anchor, nearest, path } = leads;
      if (nearest === undefined && leadsFromCopy(page, link)) continue;
      const isOwn = path === page.path;
      const title = isOwn ? undefined : (handbook.page(path)?.title ?? path);
      yield {
        span: link.span,
        // Not the whole target: the broken anchors of a page that moves are not new.
        key: anchor,
        cause: lostAnchor(page.path, { path, anchor, nearest }),
        message: messageOf(anchor, nearest, title),
        ...retarget(link, nearest && withAnchor(link.target, nearest)),
      };
    }
  },
};

function messageOf(anchor: string, nearest: string | undefined, title: string | undefined): string {
  const where = title === undefined ? "This page" : quote(title, 24);
  if (nearest === undefined) {
    return `${where} has no heading ${quoteAddress(`#${anchor}`, 36)}. Link to an existing heading.`;
  }
  const [wrong, right] = quoteApart(`#${anchor}`, `#${nearest}`, 26);
  return `${where} has no heading ${wrong}. Link to ${right} instead.`;
}

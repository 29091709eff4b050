import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import { retarget, tellApart } from "./link-target.ts";

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
      if (!isOwnTarget(link)) continue;
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-page") continue;
      const { nearest } = leads;
      yield {
        span: link.span,
        key: link.target,
        message: messageOf(link.target, nearest),
        ...retarget(link, nearest),
      };
    }
  },
};

function messageOf(target: string, nearest: string | undefined): string {
  if (nearest === undefined) {
    return `No page is at ${quote(target, 60)}; correct the address or remove the link`;
  }
  const [wrong, right] = tellApart(target, nearest, 44);
  return `No page is at ${quote(wrong, 44)}; link to ${quote(right, 44)}`;
}

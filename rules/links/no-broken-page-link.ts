import { isOwnTarget } from "../../src/handbook/links/page-references.ts";
import { type HandbookRule, noOptions } from "../../src/lint/rule.ts";
import { isTemplatePage } from "../structure/template-page.ts";
import { addressSlip } from "./address-slip.ts";
import { leadsFromCopy, quoteAddress, quoteApart, retarget } from "./link-target.ts";

/** Links within the handbook lead to a page that exists. */
export const noBrokenPageLink: HandbookRule<Record<string, never>> = {
  id: "links/no-broken-page-link",
  scope: "handbook",
  summary: "Links within the handbook lead to a page that exists.",
  why: "Readers who follow the link get an error page instead of the information.",
  severity: "warning",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page, _, { handbook }) {
    for (const link of page.links) {
      if (!isOwnTarget(link)) continue;
      const slip = addressSlip(link.target);
      if (slip !== undefined && !isTemplatePage(page)) {
        yield {
          span: link.span,
          key: link.target,
          message: slip.message,
          ...retarget(link, slip.meant),
        };
        continue;
      }
      const leads = handbook.resolve(page.path, link.target);
      if (leads.kind !== "no-page") continue;
      const { nearest, draft } = leads;
      if (nearest === undefined && leadsFromCopy(page, link)) continue;
      yield {
        span: link.span,
        key: link.target,
        message: draft === undefined ? messageOf(link.target, nearest) : draftMessage(link.target),
        ...retarget(link, nearest),
      };
    }
  },
};

function draftMessage(target: string): string {
  return `This link points to a draft, which is not published: ${quoteAddress(target, 40)}. Publish it or remove the link.`;
}

function messageOf(target: string, nearest: string | undefined): string {
  if (nearest === undefined) {
    return `This link points to a page that does not exist: ${quoteAddress(target, 33)}. Fix the address or remove the link.`;
  }
  const [wrong, right] = quoteApart(target, nearest, 40);
  return `${wrong} does not exist. Link to ${right} instead.`;
}

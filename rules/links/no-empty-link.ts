import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";

/** Every link has a text to click on and an address to go to. */
export const noEmptyLink: PageRule<Record<string, never>> = {
  id: "links/no-empty-link",
  scope: "page",
  summary: "Every link has a text to click on and an address to go to.",
  why: "A link without a text cannot be seen, and one without an address leads nowhere.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const link of page.links) {
      if (link.kind !== "inline" || link.isOpaque) continue;
      if (link.target === "") {
        const message = `${quote(link.text)} is a link without an address; add one or unlink the text`;
        if (link.text.trim() !== "") yield { span: link.span, message };
      } else if (isInvisible(page, link)) {
        const message = `The link to ${quote(link.target, 60)} has no text; add one or delete it`;
        yield { span: link.span, message };
      }
    }
  },
};

/** Nothing but white space stands between the brackets: no picture, no code, no template. */
function isInvisible(page: Page, { textSpan }: Link): boolean {
  return page.source.slice(textSpan.start, textSpan.end).trim() === "";
}

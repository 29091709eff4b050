import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { quoteAddress } from "./link-target.ts";

/** Every link has a text and an address. */
export const noEmptyLink: HandbookRule<Record<string, never>> = {
  id: "links/no-empty-link",
  scope: "handbook",
  summary: "Every link has a text and an address.",
  why: "A link without text is invisible, and a link without an address leads nowhere.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page, _, { handbook }) {
    // Sphinx writes the title of the target where a link has no text.
    const isFilled = handbook.siteOf(page.path).generator === "sphinx";
    for (const link of page.links) {
      if (link.kind !== "inline" || link.isOpaque) continue;
      if (link.target === "") {
        const message = `The link ${quote(link.text)} has no address. Add one or remove the link.`;
        if (link.text.trim() !== "") yield { span: link.span, message };
      } else if (!isFilled && isInvisible(page, link)) {
        const message = `The link to ${quoteAddress(link.target, 50)} has no text. Add text or delete the link.`;
        yield { span: link.span, message };
      }
    }
  },
};

/** The brackets contain only white space: no image, no code, no template. */
function isInvisible(page: Page, { textSpan }: Link): boolean {
  return page.source.slice(textSpan.start, textSpan.end).trim() === "";
}

import { type HandbookRule, noOptions, quote } from "../../src/lint/rule.ts";
import type { Report } from "../../src/lint/finding.ts";
import type { Link, Page } from "../../src/page/page.ts";
import { overlaps, type Span } from "../../src/text/span.ts";
import { quoteAddress } from "./link-target.ts";

/** Every link has a text and an address. */
export const noEmptyLink: HandbookRule<Record<string, never>> = {
  id: "links/no-empty-link",
  scope: "handbook",
  summary: "Every link has a text and an address.",
  why: "A link without text is invisible, and a link without an address leads nowhere.",
  severity: "warning",
  status: "stable",
  isFixable: true,
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
    if (page.source.includes("] (")) yield* splitLinks(page);
  },
};

/** What is in the parentheses is an address, and no remark on what is in the brackets. */
const address = /^(?:[/#]|\.{1,2}\/|https?:\/\/|mailto:|www\.)|\.md(?:#|$)/;

/** A mark of a footnote, or the box of a task. */
const noLabel = /^(?:\d*|[ xX]|\^.*)$/;

/** `[the guide] (guide.md)`: the space makes two of one link. */
function* splitLinks({ blocks, links, opaque, source }: Page): Iterable<Report> {
  const others = [...links.filter(({ kind }) => kind !== "autolink"), ...opaque];
  for (const block of blocks) yield* splitLinksIn(source, block.span, others);
}

function* splitLinksIn(
  source: string,
  span: Span,
  others: readonly { readonly span: Span }[],
): Iterable<Report> {
  const text = source.slice(span.start, span.end);
  for (let at = text.indexOf("] ("); at !== -1; at = text.indexOf("] (", at + 1)) {
    const end = text.indexOf(")", at);
    const target = text.slice(at + 3, end);
    const opening = text.lastIndexOf("[", at);
    const label = text.slice(opening + 1, at);
    if (end === -1 || opening === -1 || !address.test(target) || /[\s(]/.test(target)) continue;
    if (noLabel.test(label) || /[\]\n]/.test(label)) continue;
    const whole = { start: span.start + opening, end: span.start + end + 1 };
    if (others.some((other) => overlaps(other.span, whole))) continue;
    const space = { start: span.start + at + 1, end: span.start + at + 2 };
    yield {
      span: whole,
      message: `${quote(text.slice(opening, end + 1), 50)} is no link because of the space. Delete the space.`,
      suggestions: [
        { label: "Delete the space", edits: [{ span: space, text: "" }], isSafe: false },
      ],
    };
  }
}

/** The brackets contain only white space: no image, no code, no template. */
function isInvisible(page: Page, { textSpan }: Link): boolean {
  return page.source.slice(textSpan.start, textSpan.end).trim() === "";
}

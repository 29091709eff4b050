import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";
import type { Heading, Link, Page } from "../../src/page/page.ts";
import { contains } from "../../src/text/span.ts";

/** Headings contain no links. */
export const noLinkInHeading: PageRule<Record<string, never>> = {
  id: "style/no-link-in-heading",
  scope: "page",
  summary: "Headings contain no links.",
  why: "Readers who click a heading expect its own anchor, not another page.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check(page) {
    const kinds: ReadonlySet<Link["kind"]> = new Set(["inline", "reference", "autolink", "html"]);
    let at = 0;
    for (const heading of page.headings) {
      const inside: Link[] = [];
      while (at < page.links.length) {
        const link = page.links[at];
        if (link === undefined || link.span.start >= heading.span.end) break;
        at += 1;
        // `<a name="x"></a>` sets an anchor and links to nothing.
        const leads = kinds.has(link.kind) && link.target !== "";
        if (leads && contains(heading.textSpan, link.span)) inside.push(link);
      }
      for (const link of inside) {
        yield {
          span: link.span,
          message: `${quote(link.text)} is a link in a heading. Move it to the text below.`,
          ...(inside.length === 1 ? unlink(page, heading, link) : {}),
        };
      }
    }
  },
};

/** Keeps the text in the heading and moves the link to its own line below. */
function unlink(page: Page, heading: Heading, link: Link) {
  const text = page.source.slice(link.textSpan.start, link.textSpan.end);
  if (link.kind !== "inline" || heading.isNested || text === "" || link.isOpaque) return {};
  const whole = page.source.slice(link.span.start, link.span.end);
  const { line } = page.lines.locate(heading.span.start);
  // An underlined heading ends a line later than it begins.
  if (whole.includes("\n") || page.lines.locate(heading.span.end).line !== line) return {};
  const end = page.lines.span(line).end;
  return {
    suggestions: [
      {
        label: "Move the link below the heading",
        edits: [
          { span: link.span, text },
          { span: { start: end, end }, text: `\n\nSee ${whole}.` },
        ],
        isSafe: false,
      },
    ],
  };
}

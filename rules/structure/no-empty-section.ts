import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Heading, Page } from "../../src/page/page.ts";
import { compareSpans, contains, type Span } from "../../src/text/span.ts";
import { isStub } from "./stub.ts";

/** Every section has content. */
export const noEmptySection: PageRule<Record<string, never>> = {
  id: "structure/no-empty-section",
  scope: "page",
  summary: "Every section has content: text, a list or a subsection.",
  why: "Readers who follow a link to an empty section find nothing.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // A page that has only just been started is all headings.
    if (isStub(page)) return;
    const linked = linkedHeadings(page);
    for (const [index, { heading, depth, own }] of page.sections.entries()) {
      if (heading === undefined || heading.isOpaque) continue;
      const next = page.sections[index + 1];
      if (next !== undefined && next.depth > depth) continue;
      if (!isBlank(page, own)) continue;
      // A heading that is itself a link is an entry of a list of links.
      if (linked.has(heading)) continue;
      const message = `${quote(heading.text)} has no content. Add text or delete the heading.`;
      yield { span: heading.span, message };
    }
  },
};

/** Headings with a link in them; both lists are in the order of the page. */
function linkedHeadings({ headings, links }: Page): ReadonlySet<Heading> {
  const linked = new Set<Heading>();
  let next = 0;
  for (const link of [...links].sort((a, b) => compareSpans(a.span, b.span))) {
    while ((headings[next]?.span.end ?? Infinity) <= link.span.start) next += 1;
    const heading = headings[next];
    if (heading !== undefined && contains(heading.span, link.span)) linked.add(heading);
  }
  return linked;
}

/** Only white space and attribute lists, such as the `{: .no_toc}` of kramdown. */
function isBlank(page: Page, span: Span): boolean {
  let text = page.source.slice(span.start, span.end);
  if (text.trim() === "") return true;
  if (!text.includes("{")) return false;
  for (const { kind, span: opaque } of page.opaque) {
    if (kind !== "attribute" || !contains(span, opaque)) continue;
    const start = opaque.start - span.start;
    const end = opaque.end - span.start;
    text = text.slice(0, start) + " ".repeat(end - start) + text.slice(end);
  }
  return text.trim() === "";
}

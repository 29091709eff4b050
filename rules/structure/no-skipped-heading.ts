import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { isStub } from "./stub.ts";

/** The heading of a table of contents, which themes make themselves or hide. */
const contents = /^(?:on this page|table of contents|contents)$/i;

/** Heading levels go down one step at a time. */
export const noSkippedHeading: PageRule<Record<string, never>> = {
  id: "structure/no-skipped-heading",
  scope: "page",
  summary: "Heading levels go down one step at a time.",
  why: "Tables of contents and screen readers build the outline of a page from its heading levels.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // One heading above a line that leads elsewhere makes no outline.
    if (page.headings.length === 1 && isStub(page)) return;
    // A page may start at h1 or, where the title is in the front matter, at h2.
    // What other pages include continues theirs.
    let above = page.type === "include" ? (page.headings[0]?.depth ?? 1) : 1;
    for (const { depth, span, text, isOpaque } of page.headings) {
      if (depth > above + 1 && !(isOpaque && text === "") && !contents.test(text)) {
        yield {
          span,
          message: `${quote(text)} is an h${depth} under an h${above}; make it an h${above + 1}`,
        };
      }
      above = depth;
    }
  },
};

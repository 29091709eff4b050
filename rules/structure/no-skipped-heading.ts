import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { isStub } from "./stub.ts";

/** The heading of a table of contents, which themes generate or hide. */
const contents = /^(?:on this page|table of contents|contents)$/i;

/** Heading levels increase by one at a time. */
export const noSkippedHeading: PageRule<Record<string, never>> = {
  id: "structure/no-skipped-heading",
  scope: "page",
  summary: "Heading levels increase by one at a time.",
  why: "Tables of contents and screen readers build the outline of a page from its heading levels.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    // A single heading above a line that links elsewhere is no outline.
    if (page.headings.length === 1 && isStub(page)) return;
    // A page may start with h1 or, where the title is in the front matter, with h2.
    // A fragment continues the outline of the pages that include it.
    let above = page.type === "include" ? (page.headings[0]?.depth ?? 1) : 1;
    for (const { depth, span, text, isOpaque } of page.headings) {
      if (depth > above + 1 && !(isOpaque && text === "") && !contents.test(text)) {
        yield {
          span,
          message: `${quote(text)} skips a level: h${depth} directly under h${above}. Use h${above + 1}.`,
        };
      }
      above = depth;
    }
  },
};

import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { isAccidental } from "./accidental-heading.ts";
import { leveledHeadings } from "./heading-levels.ts";
import { isStub } from "./stub.ts";
import { isTemplatePage } from "./template-page.ts";

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
    // A single heading is the title of the page, or stands above a line that links elsewhere.
    if (page.headings.length === 1 && (!hasTitle(page) || isStub(page))) return;
    // A page may start with h1 or, where the title is in the front matter, with h2.
    // A fragment continues the outline of the pages that include it.
    let above = page.type === "include" ? (page.headings[0]?.depth ?? 1) : undefined;
    for (const { depth, heading } of leveledHeadings(page)) {
      if (heading !== undefined && isAccidental(page, heading)) continue;
      const isSkip = depth > (above ?? 1) + 1;
      // What is copied may be copied below a title.
      if (isSkip && above === undefined && isTemplatePage(page)) {
        above = depth;
        continue;
      }
      const isNamed = heading !== undefined && heading.text !== "" && !contents.test(heading.text);
      if (isSkip && isNamed) {
        const message =
          above === undefined
            ? `The first heading, ${quote(heading.text)}, is an h${depth}. Start the page with ${hasTitle(page) ? "h2" : "h1 or h2"}.`
            : `${quote(heading.text)} skips a level: h${depth} directly under h${above}. Use h${above + 1}.`;
        yield { span: heading.span, message };
      }
      above = depth;
    }
  },
};

function hasTitle({ frontMatter }: Page): boolean {
  return typeof frontMatter?.get("title") === "string";
}

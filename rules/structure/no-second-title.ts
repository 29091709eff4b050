import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** A page has one title. */
export const noSecondTitle: PageRule<Record<string, never>> = {
  id: "structure/no-second-title",
  scope: "page",
  summary: "A page has one h1: the title of its front matter or its first heading.",
  why: "The title is the h1 of the page; a second one stands beside it in the outline instead of under it.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: noOptions,
  *check(page) {
    const title = page.frontMatter?.get("title");
    let hasTitle = typeof title === "string" && title !== "";
    for (const { depth, span, text } of page.headings) {
      if (depth !== 1) continue;
      if (hasTitle) {
        yield {
          span,
          message: `${quote(text)} is a second h1; the page has a title, so make it an h2`,
        };
      }
      hasTitle = true;
    }
  },
};

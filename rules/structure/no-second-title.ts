import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** A page has one title. */
export const noSecondTitle: PageRule<Record<string, never>> = {
  id: "structure/no-second-title",
  scope: "page",
  summary: "A page has one h1: the title in its front matter or its first heading.",
  why: "The title is the top of the page outline; a second h1 appears beside it instead of below it.",
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
          message: `${quote(text)} is a second h1: the page already has a title. Use h2.`,
        };
      }
      hasTitle = true;
    }
  },
};

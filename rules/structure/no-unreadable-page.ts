import { noOptions, type PageRule } from "../../src/lint/rule.ts";

/** The page is UTF-8 text, small and simple enough to be checked. */
export const noUnreadablePage: PageRule<Record<string, never>> = {
  id: "structure/no-unreadable-page",
  scope: "page",
  summary: "The page is UTF-8 text, small and simple enough to be checked.",
  why: "Other encodings show up as � on the site, and a page without end is read by nobody.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { kind, span, message } of page.problems) {
      if (kind === "not-utf8") {
        yield { span, key: kind, message: "This page is not UTF-8 text. Save it as UTF-8." };
      } else if (kind === "page-too-large" || kind === "page-too-complex") {
        yield { span, key: kind, message };
      }
    }
  },
};

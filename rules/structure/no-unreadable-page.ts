import { noOptions, type PageRule } from "../../src/lint/rule.ts";

/** The page can be read as text, and is not too large to be. */
export const noUnreadablePage: PageRule<Record<string, never>> = {
  id: "structure/no-unreadable-page",
  scope: "page",
  summary: "The page is UTF-8 text of a size that can be reviewed.",
  why: "Bytes that are no text show up as � on the site, and very large pages cannot be checked.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { kind, span } of page.problems) {
      if (kind === "not-utf8") {
        yield { span, key: kind, message: "The page is not UTF-8 text; save it as UTF-8" };
      } else if (kind === "page-too-large") {
        const message = "The page is too large to be checked; split it into several pages";
        yield { span, key: kind, message };
      }
    }
  },
};

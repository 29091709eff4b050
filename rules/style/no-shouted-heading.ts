import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** Headings are not written in all capitals. */
export const noShoutedHeading: PageRule<Record<string, never>> = {
  id: "style/no-shouted-heading",
  scope: "page",
  summary: "Headings are not written in all capitals.",
  why: "Capitals are slow to read, hide acronyms, and some screen readers spell them out.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { text, textSpan, isOpaque } of page.headings) {
      if (isOpaque || /\p{Ll}/u.test(text)) continue;
      // One word may be an acronym or a name; several long words are not.
      const words = text.match(/\p{Lu}{4,}/gu) ?? [];
      if (words.length < 2) continue;
      yield {
        span: textSpan,
        message: `${quote(text)} is all in capitals. Use sentence case.`,
      };
    }
  },
};

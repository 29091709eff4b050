import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** Headings are not written in capitals. */
export const noShoutedHeading: PageRule<Record<string, never>> = {
  id: "style/no-shouted-heading",
  scope: "page",
  summary: "Headings are not written in capitals.",
  why: "Capitals are slow to read, hide acronyms, and screen readers may spell them out.",
  severity: "info",
  status: "preview",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { text, textSpan, isOpaque } of page.headings) {
      if (isOpaque || /\p{Ll}/u.test(text)) continue;
      // One word may be an acronym or a name; several long ones are not.
      const words = text.match(/\p{Lu}{4,}/gu) ?? [];
      if (words.length < 2) continue;
      yield {
        span: textSpan,
        message: `${quote(text)} is all in capitals; write it like a sentence`,
      };
    }
  },
};

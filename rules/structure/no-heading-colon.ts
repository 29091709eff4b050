import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Headings do not end in a colon. */
export const noHeadingColon: PageRule<Record<string, never>> = {
  id: "structure/no-heading-colon",
  scope: "page",
  summary: "Headings do not end in a colon, a comma or a full stop.",
  why: "A heading stands alone in tables of contents and links, where the mark points at nothing.",
  severity: "info",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page) {
    for (const { textSpan, text, isOpaque } of page.headings) {
      if (
        isOpaque ||
        !/\p{L}\s?[:,;.。：；]$/u.test(text) ||
        /\b(?:etc|inc|ltd|co|vs|no|jr|sr|u\.s)\.$/i.test(text)
      ) {
        continue;
      }
      const source = page.source.slice(textSpan.start, textSpan.end);
      const kept = source.trimEnd();
      const message = `${quote(text)} ends in ${quote(text.slice(-1))}; drop it from the heading`;
      if (!/[:,;.。：；]$/.test(kept)) {
        yield { span: textSpan, message };
        continue;
      }
      const start = textSpan.start + kept.slice(0, -1).trimEnd().length;
      const span = { start, end: textSpan.end };
      yield {
        span: textSpan,
        message,
        suggestions: [{ label: "Drop the mark", edits: [{ span, text: "" }], isSafe: false }],
      };
    }
  },
};

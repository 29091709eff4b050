import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";

/** Headings do not end with punctuation. */
export const noHeadingColon: PageRule<Record<string, never>> = {
  id: "structure/no-heading-colon",
  scope: "page",
  summary: "Headings do not end with a colon, a comma, a semicolon or a full stop.",
  why: "Tables of contents and links show the heading on its own, where the punctuation makes no sense.",
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
      const message = `The heading ${quote(text)} ends with ${quote(text.slice(-1))}. Remove it.`;
      if (!/[:,;.。：；]$/.test(kept)) {
        yield { span: textSpan, message };
        continue;
      }
      const start = textSpan.start + kept.slice(0, -1).trimEnd().length;
      const span = { start, end: textSpan.end };
      yield {
        span: textSpan,
        message,
        suggestions: [
          { label: "Remove the punctuation mark", edits: [{ span, text: "" }], isSafe: false },
        ],
      };
    }
  },
};

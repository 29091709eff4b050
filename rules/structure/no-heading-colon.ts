import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import { isAccidental } from "./accidental-heading.ts";

/** A heading that is a whole sentence, or more, is somebody's style and not a slip. */
const SENTENCE_WORDS = 7;

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
    for (const heading of page.headings) {
      const { textSpan, text, isOpaque } = heading;
      if (isOpaque || !endsInMark(text) || isAccidental(page, heading)) continue;
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

function endsInMark(text: string): boolean {
  if (!/\p{L}\s?[:,;.。：；]$/u.test(text)) return false;
  // An emoji by its name, such as `:zap:`.
  if (/(?:^|[^\p{L}\p{N}]):[a-z0-9_+-]{1,40}:$/u.test(text)) return false;
  if (!text.endsWith(".")) return true;
  if (/\b(?:etc|inc|ltd|co|corp|vs|no|jr|sr|al|a\.m|p\.m|[a-z]\.[a-z])\.$/i.test(text))
    return false;
  return !/[.!?] /.test(text) && text.split(/\s+/).length < SENTENCE_WORDS;
}

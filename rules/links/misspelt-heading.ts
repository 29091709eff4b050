import type { Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Heading, Page } from "../../src/page/page.ts";
import { nameSimilarity } from "../../src/text/near-misses.ts";

const wordBreak = /[^\p{L}\p{N}]+/u;

/** Whether one name is nearly another: a slip of it, or its correction. */
export function isSlip(was: string, is: string): boolean {
  return was.toLowerCase() !== is.toLowerCase() && nameSimilarity(was, is) >= 0.8;
}

/**
 * Suggests the old name of a heading whose new one is a slip of it. Undefined where it may as well be a
 * correction: then the new spelling is used elsewhere on the page.
 */
export function misspelt(
  { text: was }: Heading,
  { text: is, textSpan, isOpaque }: Heading,
  { source, prose }: Page,
): Pick<Report, "suggestions"> | undefined {
  const words = new Set(was.toLowerCase().split(wordBreak));
  const fresh = is
    .toLowerCase()
    .split(wordBreak)
    .filter((word) => word !== "" && !words.has(word));
  if (!isSlip(was, is) || fresh.length !== 1 || /\d/.test(`${fresh[0]}`)) return undefined;
  const around = `${prose.slice(0, textSpan.start)} ${prose.slice(textSpan.end)}`.toLowerCase();
  if (around.split(wordBreak).includes(fresh[0] ?? "")) return undefined;
  if (isOpaque || source.slice(textSpan.start, textSpan.end) !== is) return {};
  const edits = [{ span: textSpan, text: was }];
  return { suggestions: [{ label: `Restore ${quote(was, 60)}`, edits, isSafe: false }] };
}

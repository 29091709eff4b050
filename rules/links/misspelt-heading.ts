import type { Report } from "../../src/lint/finding.ts";
import { quote } from "../../src/lint/rule.ts";
import type { Heading, Page } from "../../src/page/page.ts";
import { nameSimilarity, slipsBetween } from "../../src/text/near-misses.ts";

const wordBreak = /[^\p{L}\p{N}]+/u;

/** Whether one name is nearly another: a slip of it, or its correction. */
export function isSlip(was: string, is: string): boolean {
  return was.toLowerCase() !== is.toLowerCase() && nameSimilarity(was, is) >= 0.8;
}

/** The words of a name that another does not have. */
function wordsWithout(name: string, other: string): readonly string[] {
  const known = new Set(other.toLowerCase().split(wordBreak));
  return name
    .toLowerCase()
    .split(wordBreak)
    .filter((word) => word !== "" && !known.has(word));
}

/** One or two letters differ, and not as in another form of the word: “opening”, “meetings”, “2027”. */
function isMisspelling(word: string, right: string): boolean {
  if (/\d/.test(word) || slipsBetween(word, right) > 2) return false;
  const [short, long] = word.length < right.length ? [word, right] : [right, word];
  return !(long.startsWith(short) && /^(?:s|es|d|ed|r|er|ly|y)$/.test(long.slice(short.length)));
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
  const [gone, ...moreGone] = wordsWithout(was, is);
  const [fresh, ...moreFresh] = wordsWithout(is, was);
  if (gone === undefined || fresh === undefined || moreGone.length + moreFresh.length > 0)
    return undefined;
  if (!isSlip(was, is) || !isMisspelling(fresh, gone)) return undefined;
  const around = `${prose.slice(0, textSpan.start)} ${prose.slice(textSpan.end)}`.toLowerCase();
  if (around.split(wordBreak).includes(fresh)) return undefined;
  if (isOpaque || source.slice(textSpan.start, textSpan.end) !== is) return {};
  const edits = [{ span: textSpan, text: was }];
  return { suggestions: [{ label: `Restore ${quote(was, 60)}`, edits, isSafe: false }] };
}

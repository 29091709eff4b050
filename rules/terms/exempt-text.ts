import type { Link } from "../../src/page/page.ts";
import { contains, type Span } from "../../src/text/span.ts";
import type { Place } from "./place.ts";

/** Protected characteristics: a sentence that names two speaks of equal treatment. */
const characteristics =
  /(?<![\p{L}])(?:race|colou?r|religion|creed|sex|gender(?: identity| expression)?|age|disabilit(?:y|ies)|disabled|national origin|nationality|ancestry|ethnicity|veterans?|sexual orientation|marital status|pregnancy|minorit(?:y|ies)|genetic information|citizenship)(?![\p{L}])/gu;

/** Whether a sentence is part of an equal opportunity statement. */
export function isEqualOpportunityText({ folded }: Place): boolean {
  return new Set(folded.sentence.match(characteristics) ?? []).size >= 2;
}

/** The run of characters without spaces around a word is a path, a handle, a file or a name in code. */
export function isInName({ page: { prose }, span }: Place): boolean {
  let { start, end } = span;
  while (start > 0 && span.start - start < 80 && !/[\s\uFFFC]/.test(prose[start - 1] ?? " "))
    start -= 1;
  while (end < prose.length && end - span.end < 80 && !/[\s\uFFFC]/.test(prose[end] ?? " "))
    end += 1;
  const before = prose.slice(start, span.start);
  const after = prose.slice(span.end, end);
  if (/[#@~\\_]|:\/\/|\/[^/\s]*\/|^[./:]|\p{L}[.:]$/u.test(before)) return true;
  if (/_|:\/\/|\/[^/\s]*\/|^\.\p{L}|^\(\)/u.test(after)) return true;
  if (/[:/]$/.test(before) && before.at(-1) === after[0]) return true;
  // Joined by a hyphen to a further word it is part of a longer one: `anti-guru`, `dummy-service-1`.
  return /[\p{L}\p{N}]-$/u.test(before) || /^-[\p{L}\p{N}]/u.test(after);
}

/** The link whose text a span lies in. Links are in order of their start. */
function linkAt(links: readonly Link[], span: Span): Link | undefined {
  let low = 0;
  let high = links.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((links[middle]?.span.start ?? Infinity) <= span.start) low = middle;
    else high = middle - 1;
  }
  const link = links[low];
  return link !== undefined && contains(link.textSpan, span) ? link : undefined;
}

/** The word stands in the linked title of a work: most of its longer words begin with a capital. */
export function isInTitle({ page, span }: Place): boolean {
  const link = linkAt(page.links, span);
  if (link === undefined) return false;
  const words = link.text.split(/\s+/).filter((word) => word.length > 3);
  const capitals = words.filter((word) => /^["“'‘(]?\p{Lu}/u.test(word));
  return words.length >= 3 && capitals.length / words.length >= 0.75;
}

/** A capital inside a sentence that is not itself written in capitals. */
export function hasNameCapital({ page: { prose }, span, sentence, block }: Place): boolean {
  // The capitals of an abbreviation in front (“IT guys”) say nothing.
  const text = prose.slice(span.start, span.end).replace(/^\p{Lu}{2,4}(?=[\s-])[\s-]+/u, "");
  if (!/^\p{Lu}/u.test(text)) return false;
  if (block?.kind === "heading") return false;
  // “Black Hat”, “WhiteHat”: a second capital makes a name even where a sentence begins.
  if (/\p{Ll}[\s-]?\p{Lu}/u.test(text)) return true;
  return /[\p{L}\p{N}]/u.test(prose.slice(sentence.start, span.start));
}

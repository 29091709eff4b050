import { lastWords } from "./fold-words.ts";
import type { Occurrence } from "./occurrence.ts";

/** So many words may stand between “not” and what it denies. */
const wordsMax = 12;

const denial =
  /(?<!\p{L})(?:not|never|no|nor|neither|without|avoid(?:s|ed|ing)?|cannot|\p{L}{2,6}n't|instead of|rather than|regardless of|irrespective of|against|discourage[sd]?|prohibit(?:s|ed|ing)?|forbid(?:s|den)?|ban(?:s|ned)?|reject(?:s|ed)?|refuse[sd]?|free (?:of|from)|fewer|stop|don't|unlike|beyond|nobody|none)(?!\p{L})(?! (?:only|just|merely|simply|limited))/u;

/** “not only”, “nothing but”, “no less than”: what follows is meant. */
const affirmed = /(?<!\p{L})(?:but|except|other than|unless|until)(?!\p{L})/u;

/** Whether the clause denies the term: “we do not look for rockstars”, “no ninjas, please”. */
export function isDenied({ folded, page: { prose }, span }: Occurrence): boolean {
  // “no egos” denies by itself.
  if (/^(?:no|not|never|without)\b/i.test(prose.slice(span.start, span.end))) return false;
  // An enumeration goes on over commas: “we need no rockstars, ninjas and gurus”.
  const before = lastWords(folded.clauseBefore, wordsMax);
  const found = denial.exec(before);
  return found !== null && !affirmed.test(before.slice(found.index));
}

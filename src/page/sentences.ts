import type { Span } from "../text/span.ts";

/** Words that end with a point in the middle of a sentence. */
const abbreviation = /(?:^|[\s(])(?:[Ee]\.g|[Ii]\.e|vs|Mr|Mrs|Ms|Dr|St|[Nn]o|approx|\p{L})$/u;

/** What a sentence begins with: a capital, a number, or code, perhaps behind a mark; or an aside. */
const beginning = /^["”’')\]]{0,2}\s+(?:["“‘'[*]{0,2}[\p{Lu}\p{N}\uFFFC]|\()/u;

/** Cuts a stretch of the prose of a page, such as a block, into its sentences. */
export function* sentencesIn(prose: string, { start, end }: Span): Iterable<Span> {
  let from = start;
  for (let at = start; at < end; at += 1) {
    const code = prose.charCodeAt(at);
    if (code !== 46 && code !== 33 && code !== 63) continue;
    // Letters and digits behind the mark are the common case in addresses, versions and amounts.
    if (isLetterOrDigit(prose.charCodeAt(at + 1))) continue;
    if (!beginning.test(prose.slice(at + 1, Math.min(end, at + 12)))) continue;
    if (code === 46 && abbreviation.test(prose.slice(Math.max(from, at - 8), at))) continue;
    yield { start: from, end: at + 1 };
    from = at + 1;
  }
  if (from < end) yield { start: from, end };
}

/** Gives each word of a stretch of prose: what is between spaces and holds a letter, a number or code. */
export function wordsIn(prose: string, { start, end }: Span): readonly string[] {
  const pieces = prose.slice(start, end).match(/\S+/g) ?? [];
  return pieces.filter((piece) => /[\p{L}\p{N}\uFFFC]/u.test(piece));
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

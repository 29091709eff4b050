import { isAsciiWordCode } from "./letters.ts";
import type { Span } from "./span.ts";

/** Words that end with a point in the middle of a sentence. */
const abbreviation =
  /(?:^|[\s(])(?:[Ee]\.g|[Ii]\.e|vs|Mr|Mrs|Ms|Dr|St|[Nn]o|Inc|Ltd|[Aa]pprox|\p{L})$/u;

/** “U.S.” ends a sentence only where the next word often begins one: “U.S. Digital Corps” is a name. */
const initials = /(?:^|[\s(])(?:\p{Lu}\.)+\p{Lu}$/u;
const opener =
  /^\s+(?:The|This|That|These|Those|It|He|She|We|You|They|I|In|If|For|An?|Our|Your|My|When|While|As|At|On|All|No|But|And|So|To|There|However|Please)(?!\p{L})/u;

/** What a sentence begins with: a capital, a number, or code, perhaps behind a mark; or an aside. */
const beginning = /^["”’')\]]{0,2}(?:\s+(?:["“‘'[*]{0,2}[\p{Lu}\p{N}\uFFFC]|\()|\s*$)/u;

/**
 * Whether the mark at an offset ends a sentence: a point, exclamation or question mark with nothing or the
 * beginning of another sentence behind it. `within` is the stretch of prose that is looked at, such as a block.
 */
function endsSentence(prose: string, at: number, within: Span): boolean {
  const code = prose.charCodeAt(at);
  if (code !== 0x2e && code !== 0x21 && code !== 0x3f) return false;
  // Letters and digits behind the mark are the common case in addresses, versions and amounts.
  if (isAsciiWordCode(prose.charCodeAt(at + 1))) return false;
  if (!beginning.test(prose.slice(at + 1, Math.min(within.end, at + 12)))) return false;
  if (code !== 0x2e) return true;
  const before = prose.slice(Math.max(within.start, at - 8), at);
  if (abbreviation.test(before)) return false;
  if (!initials.test(before)) return true;
  const after = prose.slice(at + 1, Math.min(within.end, at + 12));
  return after.trim() === "" || opener.test(after);
}

/** Cuts a stretch of the prose of a page, such as a block, into its sentences. */
export function* sentencesIn(prose: string, { start, end }: Span): Generator<Span, void, void> {
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (!endsSentence(prose, at, { start: from, end })) continue;
    yield { start: from, end: at + 1 };
    from = at + 1;
  }
  if (from < end) yield { start: from, end };
}

/** No sentence is longer to either side of a word in it: a text without points is not looked through for each. */
const SENTENCE_CHARS_MAX = 1_000;

/** The sentence around a span of the prose, within a stretch of it; a line break ends one too. */
export function sentenceAround(prose: string, span: Span, stretch: Span): Span {
  const within = {
    start: Math.max(stretch.start, span.start - SENTENCE_CHARS_MAX),
    end: Math.min(stretch.end, span.end + SENTENCE_CHARS_MAX),
  };
  let start = within.start;
  for (let at = span.start - 1; at > within.start; at -= 1) {
    if (prose[at] !== "\n" && !endsSentence(prose, at - 1, within)) continue;
    start = at;
    break;
  }
  for (let at = span.end; at < within.end; at += 1) {
    if (prose[at] === "\n") return { start, end: at };
    if (endsSentence(prose, at, within)) return { start, end: at + 1 };
  }
  return { start, end: within.end };
}

/** Gives each word of a stretch of prose: what is between spaces and holds a letter, a number or code. */
export function wordsIn(prose: string, { start, end }: Span): readonly string[] {
  const pieces = prose.slice(start, end).match(/\S+/g) ?? [];
  return pieces.filter((piece) => /[\p{L}\p{N}\uFFFC]/u.test(piece));
}

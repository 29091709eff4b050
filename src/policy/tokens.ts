import { readTime } from "./dates.ts";
import { readFigure } from "./figures.ts";
import { places } from "./places.ts";
import { stemOf } from "./stem.ts";
import {
  functionWords,
  type Meaning,
  phraseTable,
  type Phrases,
  policyPhrases,
} from "./vocabulary.ts";
import { type Word, wordsOf } from "./words.ts";

import type { Token } from "./token.ts";
import { withBounds, withoutRepeats, withUnits } from "./token-bounds.ts";

const placePhrases: Phrases = phraseTable(
  [...places].map(([name, value]): [string, Meaning] => [name, { kind: "place", value }]),
);

/** Reads a sentence, its white space folded, as words and what means one thing together. */
export function readTokens(sentence: string): readonly Token[] {
  const words = wordsOf(sentence);
  const tokens: Token[] = [];
  for (let at = 0; at < words.length;) {
    const { token, next } = tokenAt(words, at);
    tokens.push(token);
    at = next;
  }
  return withUnits(withBounds(withoutRepeats(tokens), sentence));
}

function tokenAt(words: readonly Word[], at: number): { token: Token; next: number } {
  if (isIdiom(words, at)) {
    const value = words[at]?.lower ?? "";
    return { token: tokenOf(words, at, at + 1, { kind: "word", value }), next: at + 1 };
  }
  const read = readTime(words, at) ?? readFigure(words, at);
  if (read !== undefined) {
    const { next, ...rest } = read;
    return { token: tokenOf(words, at, next, rest), next };
  }
  if (isAnswer(words, at)) {
    return { token: tokenOf(words, at, at + 1, { kind: "polarity", value: "no" }), next: at + 1 };
  }
  const found = phraseAt(policyPhrases, words, at) ?? placeAt(words, at);
  if (found !== undefined)
    return { token: tokenOf(words, at, found.next, found.meaning), next: found.next };
  const next = endOfName(words, at);
  if (next > at) {
    const value = words
      .slice(at, next)
      .map(({ lower }) => stemOf(lower))
      .join(" ");
    return { token: tokenOf(words, at, next, { kind: "name", value }), next };
  }
  const word = words[at];
  const lower = word?.lower ?? "";
  // A version, the number of a standard, a telephone number.
  if (/^\d/.test(lower))
    return { token: tokenOf(words, at, at + 1, { kind: "number", value: lower }), next: at + 1 };
  const kind = functionWords.has(lower) ? "function" : "word";
  return {
    token: tokenOf(words, at, at + 1, { kind, value: kind === "word" ? stemOf(lower) : lower }),
    next: at + 1,
  };
}

function tokenOf(
  words: readonly Word[],
  at: number,
  next: number,
  rest: Omit<Token, "start" | "end" | "isAfterMark" | "isAfterComma">,
): Token {
  const first = words[at];
  const last = words[next - 1];
  return {
    ...rest,
    start: first?.start ?? 0,
    end: last?.end ?? 0,
    isAfterMark: /[,;:()\u2014·.!?]/.test(first?.mark ?? ""),
    isAfterComma: /[,;]/.test(first?.mark ?? ""),
  };
}

/** “No” in a cell, or behind what it answers, is the opposite of “Yes”. */
function isAnswer(words: readonly Word[], at: number): boolean {
  return words[at]?.lower === "no" && at === words.length - 1;
}

/** `24/7` means no figure, `docs-only` no scope. */
function isIdiom(words: readonly Word[], at: number): boolean {
  return words[at]?.text === "24/7" || (words[at]?.lower === "only" && words[at]?.mark === "-");
}

function phraseAt(
  table: Phrases,
  words: readonly Word[],
  at: number,
): { readonly meaning: Meaning; readonly next: number } | undefined {
  const known = table.get(words[at]?.lower ?? "") ?? [];
  for (const [phrase, meaning] of known) {
    const isHere = phrase.every((part, index) => {
      const word = words[at + index];
      return word?.lower === part && (index === 0 || /^[-/]?$/.test(word.mark));
    });
    if (isHere) return { meaning, next: at + phrase.length };
  }
  return undefined;
}

function placeAt(words: readonly Word[], at: number): ReturnType<typeof phraseAt> {
  const word = words[at];
  if (word === undefined || !/^\p{Lu}/u.test(word.text)) return undefined;
  const found = phraseAt(placePhrases, words, at);
  // “us” is a place in capitals only.
  return found !== undefined && (word.text !== "Us" || found.next > at + 1) ? found : undefined;
}

/** Words with a capital that stand together, but for the first of a sentence, are one name. */
function endOfName(words: readonly Word[], at: number): number {
  let next = at;
  for (; next < words.length; next += 1) {
    const word = words[next];
    if (word === undefined || !/^\p{Lu}/u.test(word.text) || (next > at && word.mark !== "")) break;
    const isFirst = next === 0 || /[.:·!?]/.test(word.mark);
    if (isFirst && !/^\p{Lu}{2,}/u.test(word.text)) break;
    if (functionWords.has(word.lower) && !/^\p{Lu}{2,}/u.test(word.text)) break;
    if (next > at && placeAt(words, next) !== undefined) break;
  }
  return next;
}

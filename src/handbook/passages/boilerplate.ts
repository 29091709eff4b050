import type { Page } from "../../page/page.ts";
import { parsePage } from "../../page/parse-page.ts";
import type { Span } from "../../text/span.ts";
import { readParagraphs } from "./passages.ts";
import { endOfWord } from "./word-hashes.ts";

/** A passage that has mandated wording, or nearly. */
export interface MandatedPassage {
  readonly span: Span;
  /** The wording that is mandated, as Markdown. */
  readonly wording: string;
  /** The stretches that are not mandated; none where the passage lacks words only. */
  readonly differs: readonly Span[];
  readonly isExact: boolean;
}

/** Texts that stand word for word wherever they stand. */
export interface Boilerplate {
  /** The passages of a page that are one of the texts, or like one, in order. */
  passagesOf(page: Page): readonly MandatedPassage[];
}

interface Wording {
  readonly text: string;
  readonly words: readonly number[];
  readonly pairs: ReadonlySet<number>;
}

/** Fewer words than these are alike by chance. */
export const BOILERPLATE_WORDS_MIN = 6;
/** Less of its pairs of neighbouring words in common, and a passage is a text of its own. */
const SIMILARITY_MIN = 0.7;

/** Prepares texts for comparison: the first paragraph of each. */
export function createBoilerplate(texts: readonly string[]): Boilerplate {
  const wordings = texts.flatMap((text): Wording[] => {
    const words = firstParagraph(text);
    return words.length < BOILERPLATE_WORDS_MIN
      ? []
      : [{ text: text.trim(), words, pairs: new Set(pairsOf(words)) }];
  });
  const byPair = new Map<number, Wording[]>();
  for (const wording of wordings) {
    for (const pair of wording.pairs) {
      const known = byPair.get(pair);
      if (known === undefined) byPair.set(pair, [wording]);
      else known.push(wording);
    }
  }
  return {
    passagesOf(page) {
      const found: MandatedPassage[] = [];
      if (wordings.length === 0) return found;
      for (const { span, words } of readParagraphs(page, BOILERPLATE_WORDS_MIN)) {
        const own = [...words.hashes.subarray(0, words.length)];
        const wording = likest(own, byPair);
        if (wording === undefined) continue;
        const isExact =
          own.length === wording.words.length &&
          own.every((word, at) => word === wording.words[at]);
        const known = new Set(wording.words);
        const differs = runsOf(own, (word) => !known.has(word)).map(([first, last]) => ({
          start: words.starts[first] ?? 0,
          end: endOfWord(page.prose, words.starts[last] ?? 0),
        }));
        found.push({ span, wording: wording.text, differs, isExact });
      }
      return found;
    },
  };
}

function firstParagraph(text: string): readonly number[] {
  const page = parsePage("boilerplate.md", text);
  for (const { words } of readParagraphs(page, 1)) {
    return [...words.hashes.subarray(0, words.length)];
  }
  return [];
}

function pairsOf(words: readonly number[]): number[] {
  return words.slice(1).map((word, at) => (words[at] ?? 0) * 31 + word);
}

/** The wording that shares most pairs of neighbouring words, by Dice's measure. */
function likest(
  words: readonly number[],
  byPair: ReadonlyMap<number, readonly Wording[]>,
): Wording | undefined {
  const pairs = new Set(pairsOf(words));
  const shared = new Map<Wording, number>();
  for (const pair of pairs) {
    for (const wording of byPair.get(pair) ?? []) {
      shared.set(wording, (shared.get(wording) ?? 0) + 1);
    }
  }
  let best: Wording | undefined;
  let bestSimilarity = 0;
  for (const [wording, count] of shared) {
    const similarity = (2 * count) / (pairs.size + wording.pairs.size);
    if (similarity < SIMILARITY_MIN || similarity <= bestSimilarity) continue;
    best = wording;
    bestSimilarity = similarity;
  }
  return best;
}

function runsOf(
  words: readonly number[],
  isWanted: (word: number) => boolean,
): readonly (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const [at, word] of words.entries()) {
    if (!isWanted(word)) continue;
    const last = runs.at(-1);
    if (last?.[1] === at - 1) last[1] = at;
    else runs.push([at, at]);
  }
  return runs;
}

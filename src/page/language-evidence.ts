import type { Span } from "../text/span.ts";
import { foreignWords } from "./language-words.ts";

/** What the letters and the commonest words of a stretch of text say about its language. */
export interface LanguageEvidence {
  /** Words in Latin letters. */
  readonly words: number;
  /** English function words among them. */
  readonly english: number;
  /** Function words of other European languages among them. */
  readonly foreign: number;
  /** Latin letters that English has in loan words only, such as é. */
  readonly accented: number;
  /** The language that the letters alone decide, such as `ja` for kana; undefined for Latin letters. */
  readonly byScript: string | undefined;
}

// What other languages use too says nothing and is left out.
const ENGLISH =
  "the and of to with that this are for from you your our we they their be it is or by not have has will can should " +
  "would when which who what if into about these those any other must may more how its than through each all out " +
  "been were does please there here them us only also don't it's you're we're";

const WORD_CHARS_MAX = 8;
const kinds: ReadonlyMap<string, 1 | -1> = new Map<string, 1 | -1>([
  ...[...foreignWords].map((word): [string, -1] => [word, -1]),
  ...ENGLISH.split(" ").map((word): [string, 1] => [word, 1]),
]);

/** Counts words and letters of `text` in a span; what is no letter, such as blanked markup, parts words. */
export function languageEvidence(text: string, { start, end }: Span): LanguageEvidence {
  let words = 0;
  let latin = 0;
  let english = 0;
  let foreign = 0;
  let accented = 0;
  let scripts: ScriptCounts | undefined;
  for (let at = start; at < end; at += 1) {
    let code = text.charCodeAt(at);
    if (!isLatinLetter(code)) {
      if (code >= 0x370) (scripts ??= new ScriptCounts()).add(code);
      continue;
    }
    const from = at;
    do {
      if (code >= 0xc0) accented += 1;
      at += 1;
      code = at < end ? text.charCodeAt(at) : 0;
    } while (
      isLatinLetter(code) ||
      ((code === 0x27 || code === 0x2019) && isLatinLetter(text.charCodeAt(at + 1)))
    );
    words += 1;
    latin += at - from;
    if (at - from <= WORD_CHARS_MAX) {
      const word = text.slice(from, at);
      const kind = kinds.get(word.toLowerCase());
      if (kind === 1) english += 1;
      // With a capital, as in Van and La, such words are names as often.
      else if (kind === -1 && text.charCodeAt(from) >= 0x61) foreign += 1;
    }
    at -= 1;
  }
  return { words, english, foreign, accented, byScript: scripts?.language(latin, english) };
}

function isLatinLetter(code: number): boolean {
  const lower = code | 0x20;
  return (
    (lower >= 0x61 && lower <= 0x7a) ||
    (code >= 0xc0 && code < 0x250 && code !== 0xd7 && code !== 0xf7)
  );
}

/** Letters of a script that one language, or nearly so, writes with. */
const SCRIPTS: readonly (readonly [from: number, to: number, language: string])[] = [
  [0x370, 0x3ff, "el"],
  [0x400, 0x52f, "ru"],
  [0x530, 0x58f, "hy"],
  [0x590, 0x5ff, "he"],
  [0x600, 0x77f, "ar"],
  [0x900, 0x97f, "hi"],
  [0x980, 0x9ff, "bn"],
  [0xb80, 0xbff, "ta"],
  [0xe00, 0xe7f, "th"],
  [0x10a0, 0x10ff, "ka"],
  [0x1100, 0x11ff, "ko"],
  [0x3041, 0x30ff, "ja"],
  [0x3400, 0x4dbf, "zh"],
  [0x4e00, 0x9fff, "zh"],
  [0xac00, 0xd7a3, "ko"],
  [0xff66, 0xff9d, "ja"],
];

/** Fewer letters of an alphabet are symbols, as in mathematics. */
const LETTERS_MIN = 3;

/** Counts letters of scripts other than Latin. */
class ScriptCounts {
  readonly #counts = new Map<string, number>();

  add(code: number): void {
    for (const [from, to, language] of SCRIPTS) {
      if (code < from) return;
      if (code > to) continue;
      this.#counts.set(language, (this.#counts.get(language) ?? 0) + 1);
      return;
    }
  }

  /**
   * The language that the letters decide. Names and terms in Latin letters are usual inside all of these
   * languages, words of them inside English are not: beside English function words they are quoted.
   */
  language(latin: number, english: number): string | undefined {
    let best: string | undefined;
    let most = 0;
    let all = 0;
    for (const [language, count] of this.#counts) {
      all += count;
      if (count > most) [best, most] = [language, count];
    }
    const kana = this.#counts.get("ja") ?? 0;
    // Japanese is written in kana and kanji together, Chinese in kanji alone.
    if (kana > 0 && best === "zh" && kana * 10 > most) best = "ja";
    // One of these letters says as much as some three of an alphabet.
    const isSyllabic = best === "ja" || best === "zh" || best === "ko";
    if (!isSyllabic && all < LETTERS_MIN) return undefined;
    const letters = isSyllabic ? all * 3 : all;
    return letters > latin || (all >= 2 && letters > 6 * english && letters * 6 > latin)
      ? best
      : undefined;
  }
}

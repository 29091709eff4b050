import { isEnglishPage } from "../page/language.ts";
import type { Page } from "../page/page.ts";
import { sentencesIn, wordsIn } from "../text/sentences.ts";

/** How hard a page is to read: years of school in an American school, and words in a sentence. */
export interface Reading {
  readonly grade: number;
  readonly sentenceWords: number;
}

/** A page that became clearly harder to read, with both figures. */
export interface HarderPage {
  readonly path: string;
  readonly before: Reading;
  readonly after: Reading;
}

/** Fewer words say nothing about a page: one name more moves the figure. */
const pageWordsMin = 100;
/** As many words in new sentences make it this change that moved the figure. */
const newWordsMin = 60;
/** A difference that a reader may feel; the measure is no finer than one grade. */
const gradesWorseMin = 1.5;
/** Below it a page is easy for every adult, however much easier it was. */
const gradeMin = 10;

/** Headings, cells and items of a few words are no sentences. */
const sentenceWordsMin = 6;

/**
 * How much harder to read a change made a page; undefined where it did not clearly, for new pages, which there
 * is nothing to compare with, and for other languages than English, which the measure is not made for.
 */
export function harderToRead({
  before,
  after,
}: {
  readonly before: Page | undefined;
  readonly after: Page | undefined;
}): HarderPage | undefined {
  if (before === undefined || after === undefined || before.source === after.source) {
    return undefined;
  }
  if (!isEnglishPage(before) || !isEnglishPage(after)) return undefined;
  const was = sentencesOf(before);
  const is = sentencesOf(after);
  const old = new Set(was.map((words) => words.join(" ")));
  const added = is.filter((words) => !old.has(words.join(" ")));
  if (added.reduce((sum, { length }) => sum + length, 0) < newWordsMin) return undefined;
  const from = readingOf(was);
  const to = readingOf(is);
  if (from === undefined || to === undefined) return undefined;
  const isWorse = to.grade >= gradeMin && to.grade - from.grade >= gradesWorseMin;
  return isWorse ? { path: after.path, before: from, after: to } : undefined;
}

/** Of two pages the one that worsened more; the first where both did alike. */
export function worseOf(a: HarderPage | undefined, b: HarderPage | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return b.after.grade - b.before.grade > a.after.grade - a.before.grade ? b : a;
}

/** The words of each sentence in running text; quotations are not the author's. */
function sentencesOf({ blocks, prose }: Page): readonly (readonly string[])[] {
  return blocks
    .filter(({ kind, isQuoted }) => kind === "paragraph" && !isQuoted)
    .flatMap(({ span }) => [...sentencesIn(prose, span)])
    .map((sentence) => wordsIn(prose, sentence).filter((word) => /^[^\p{L}]*\p{L}/u.test(word)))
    .filter(({ length }) => length >= sentenceWordsMin);
}

/** Flesch–Kincaid grade level: Kincaid, Fishburne, Rogers and Chissom, 1975. English alone. */
function readingOf(sentences: readonly (readonly string[])[]): Reading | undefined {
  const words = sentences.flat();
  if (words.length < pageWordsMin) return undefined;
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  const sentenceWords = words.length / sentences.length;
  const grade = 0.39 * sentenceWords + 11.8 * (syllables / words.length) - 15.59;
  return { grade: Math.max(0, grade), sentenceWords };
}

/** Counts groups of vowels, without a silent e at the end: right for most English words. */
function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^\p{L}]/gu, "");
  const sounded = letters.replace(/(?<=[^laeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^sxzchg])es$/u, "");
  return Math.max(1, sounded.match(/[aeiouyà-öø-ü]+/g)?.length ?? 0);
}

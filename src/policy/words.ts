/** A word, number, currency sign or percent sign of a sentence. */
export interface Word {
  /** As it stands in the sentence. */
  readonly text: string;
  /** In lower case, with a straight apostrophe and without the points of an abbreviation. */
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** The punctuation between the word before and this one, white space left out. */
  readonly mark: string;
  /** No white space and no punctuation stands before it: the `pm` of `5pm`. */
  readonly isJoined: boolean;
}

/** Abbreviations with points, currency signs, percent signs, marks of tables, numbers, words. */
const WORD =
  /(?:\p{L}\.){2,6}|(?:US|CA|AU|NZ|HK|[ACS])?\p{Sc}|%|[✓✔✗✘✅❌]|\d+\p{Lu}\p{Ll}{2}[\p{L}\p{N}]*|\d+(?:[.,:/-]\d+)*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}{1,8})*/gu;

/** Two figures with a hyphen between them, or a long one before a slash, unless they are a year and what follows it. */
const RANGE =
  /^(?!(?:19|20)\d\d[-/](?:0\d|1[0-2])(?!\d))(\d[\d.,]*(?=-\d[\d.,]*$)|\d+[.,][\d.,]*(?=\/\d)|\d{3}[\d.,]*(?=\/\d))/;

/** `mustn't` is two words, as `must not` is. */
const NEGATED = /^(\p{L}{2,6})n['’]t$/iu;

/** Cuts a sentence into its words. */
export function wordsOf(sentence: string): readonly Word[] {
  const words: Word[] = [];
  let end = 0;
  const add = (text: string, start: number): void => {
    const mark = sentence.slice(end, start);
    words.push({
      text,
      lower: fold(text),
      start,
      end: start + text.length,
      mark: mark.replace(/\s+/g, ""),
      isJoined: mark === "",
    });
    end = start + text.length;
  };
  for (const { 0: text, index: start } of sentence.matchAll(WORD)) {
    const first = RANGE.exec(text)?.[1];
    const verb = NEGATED.exec(text)?.[1];
    if (first !== undefined) {
      add(first, start);
      add(text.slice(first.length + 1), start + first.length + 1);
    } else if (verb !== undefined) {
      add(verb, start);
      add(text.slice(verb.length), start + verb.length);
    } else add(text, start);
  }
  return words;
}

/** What is left of `can't`, `won't` and `shan't` without its end. */
const contracted: ReadonlyMap<string, string> = new Map([
  ["ca", "can"],
  ["wo", "will"],
  ["sha", "shall"],
]);

function fold(text: string): string {
  if (/^\d/.test(text)) return text.toLowerCase();
  const lower = text.toLowerCase().replaceAll("’", "'");
  if (lower === "n't") return "not";
  return (contracted.get(lower) ?? lower).replace(/'s$|(?<=s)'$/, "").replaceAll(".", "");
}

import type { Word } from "./words.ts";

/** A number as it was read, with the index of the word behind it. */
export interface ReadNumber {
  readonly value: number;
  readonly next: number;
  /** Written with digits: “one” comes and goes without a figure changing. */
  readonly isFigure: boolean;
}

const small: ReadonlyMap<string, number> = new Map(
  (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen " +
    "eighteen nineteen"
  )
    .split(" ")
    .map((word, value) => [word, value]),
);

const tens: ReadonlyMap<string, number> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, at) => [word, 20 + 10 * at]),
);

const ordinals: ReadonlyMap<string, number> = new Map(
  (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth " +
    "sixteenth seventeenth eighteenth nineteenth twentieth"
  )
    .split(" ")
    .map((word, at) => [word, at + 1]),
);

/** Magnitudes; the short ones stand directly behind a figure. */
const magnitudes: ReadonlyMap<string, number> = new Map([
  ["thousand", 1e3],
  ["lakh", 1e5],
  ["million", 1e6],
  ["crore", 1e7],
  ["billion", 1e9],
  ["trillion", 1e12],
]);
const suffixes: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["mn", 1e6],
  ["mio", 1e6],
  ["bn", 1e9],
]);

/** Parts of a whole, as a share of 100. */
const fractions: ReadonlyMap<string, number> = new Map([
  ["half", 2],
  ["halves", 2],
  ["third", 3],
  ["thirds", 3],
  ["quarter", 4],
  ["quarters", 4],
  ["fourths", 4],
  ["fifth", 5],
  ["fifths", 5],
  ["tenth", 10],
  ["tenths", 10],
]);

/** Reads a number in digits or in words, with its magnitude: `1,500`, `twenty-five`, `2.5 million`, `30k`. */
export function readNumber(words: readonly Word[], at: number): ReadNumber | undefined {
  const whole = readDigits(words, at) ?? readWords(words, at);
  if (whole === undefined) return undefined;
  const isMore = ["and", "a", "half"].every(
    (part, index) => words[whole.next + index]?.lower === part,
  );
  const read = isMore ? { ...whole, value: whole.value + 0.5, next: whole.next + 3 } : whole;
  const word = words[read.next];
  if (word === undefined || word.mark.length > 1) return read;
  const suffix = word.isJoined && read.isFigure ? suffixes.get(word.lower) : undefined;
  const factor = suffix ?? magnitudes.get(word.lower);
  return factor === undefined
    ? read
    : { value: read.value * factor, next: read.next + 1, isFigure: read.isFigure };
}

function readDigits(words: readonly Word[], at: number): ReadNumber | undefined {
  const value = valueOfDigits(words[at]?.text ?? "");
  return value === undefined ? undefined : { value, next: at + 1, isFigure: true };
}

/** The value of a figure; undefined for dates, versions, times and the like. */
export function valueOfDigits(text: string): number | undefined {
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(",", ""));
  // India groups by two: 1,00,000.
  if (/^\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?$/.test(text)) return Number(text.replaceAll(",", ""));
  if (/^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) {
    return Number(text.replaceAll(".", "").replace(",", "."));
  }
  if (/^\d+,\d+$/.test(text)) return Number(text.replace(",", "."));
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function readWords(words: readonly Word[], at: number): ReadNumber | undefined {
  let total = 0;
  let next = at;
  let last = Infinity;
  for (; next < words.length; next += 1) {
    const word = words[next];
    if (word === undefined || (next > at && word.mark !== "" && word.mark !== "-")) break;
    const follows = words[next + 1]?.lower ?? "";
    if (
      word.lower === "and" &&
      last >= 100 &&
      last < Infinity &&
      (small.has(follows) || tens.has(follows))
    )
      continue;
    if (word.lower === "hundred" && (last < 10 || next === at)) {
      total = (next === at ? 1 : total) * 100;
      last = 100;
      continue;
    }
    const value = tens.get(word.lower) ?? small.get(word.lower);
    if (value === undefined || value >= last || (last < 20 && last > 0)) break;
    if (value >= 10 && last < 100) break;
    total += value;
    last = value;
  }
  return next === at ? undefined : { value: total, next, isFigure: false };
}

/** Reads `half`, `two thirds`, `3/4`, `three quarters of` as percents. */
export function readFraction(words: readonly Word[], at: number): ReadNumber | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const slash = /^(\d)\/(\d)$/.exec(word.text);
  const [, top, bottom] = slash ?? [];
  if (top !== undefined && bottom !== undefined && Number(top) < Number(bottom)) {
    return { value: share(Number(top), Number(bottom)), next: at + 1, isFigure: true };
  }
  if (word.lower === "half") return { value: 50, next: at + 1, isFigure: true };
  const count = word.lower === "a" ? 1 : small.get(word.lower);
  const parts = fractions.get(words[at + 1]?.lower ?? "");
  if (count === undefined || parts === undefined || count >= parts || count === 0) return undefined;
  // The quarter of a year, a third party and the second half are something else.
  const isOf = words[at + 2]?.lower === "of";
  const isClear =
    isOf || (count > 1 && parts !== 4) || (parts === 3 && words[at + 1]?.mark === "-");
  return isClear ? { value: share(count, parts), next: at + 2, isFigure: true } : undefined;
}

function share(top: number, bottom: number): number {
  return Math.round((top / bottom) * 10_000) / 100;
}

const multiples: ReadonlyMap<string, number> = new Map([
  ["double", 2],
  ["doubles", 2],
  ["doubled", 2],
  ["triple", 3],
  ["triples", 3],
  ["tripled", 3],
]);

/** Reads `first`, `3rd`, `21st`, and `double`. */
export function readOrdinal(words: readonly Word[], at: number): ReadNumber | undefined {
  const word = words[at];
  const value = ordinals.get(word?.lower ?? "");
  const [next, second] = [words[at + 1]?.lower ?? "", words[at + 2]?.lower ?? ""];
  const isParty = /^part(?:y|ies)$/.test(value === undefined ? second : next);
  if (isParty) return undefined;
  const times = multiples.get(word?.lower ?? "");
  if (times !== undefined) return { value: times, next: at + 1, isFigure: false };
  if (value !== undefined) return { value, next: at + 1, isFigure: false };
  const suffix = words[at + 1];
  if (word === undefined || suffix?.isJoined !== true || !/^\d+$/.test(word.text)) return undefined;
  return /^(?:st|nd|rd|th)$/.test(suffix.lower)
    ? { value: Number(word.text), next: at + 2, isFigure: true }
    : undefined;
}

/** A number as it is compared: to two decimals. */
export function rounded(value: number): string {
  return `${Math.round(value * 100) / 100}`;
}

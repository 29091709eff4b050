import { currencies } from "./currencies.ts";
import type { ReadFigure } from "./figures.ts";
import { readNumber, rounded } from "./numbers.ts";
import { isPeriod, periodAt } from "./periods.ts";
import type { Word } from "./words.ts";

const frequencies: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "60 min": "hourly",
    "1440 min": "daily",
    "10080 min": "weekly",
    "20160 min": "fortnightly biweekly",
    "1 month": "monthly",
    "2 month": "bimonthly",
    "3 month": "quarterly",
    "6 month": "semiannually semiannual biannually biannual",
    "12 month": "annually annual yearly",
    "24 month": "biennial biennially",
  }).flatMap(([value, names]) => names.split(" ").map((name): [string, string] => [name, value])),
);

const factors: ReadonlyMap<string, number> = new Map([
  ["once", 1],
  ["twice", 2],
  ["thrice", 3],
]);

/** `annually`, `every quarter`, `every two weeks`, `twice a year`, `three times per year`, `per month`, `/month`. */
export function readFrequency(words: readonly Word[], at: number): ReadFigure | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const isDoubled = /^(?:semi|bi)$/.test(word.lower) && words[at + 1]?.mark === "-";
  const known = frequencies.get(isDoubled ? `${word.lower}${words[at + 1]?.lower}` : word.lower);
  if (known !== undefined) return frequency(known, at + (isDoubled ? 2 : 1));
  const times = timesAt(words, at);
  const from = times?.next ?? at;
  const lead = words[from]?.lower ?? "";
  const isEvery = /^(?:every|each|per)$/.test(lead);
  const isSlash = words[from]?.mark === "/" && periodAt(words, from) !== undefined;
  const isRate =
    isSlash ||
    isEvery ||
    (/^(?:a|an)$/.test(lead) && (times !== undefined || isAfterFigure(words, from)));
  if (!isRate) return undefined;
  const start = isSlash ? from : from + 1;
  const isOther = words[start]?.lower === "other";
  const number = isOther ? undefined : readNumber(words, start);
  const period = periodAt(words, isOther ? start + 1 : (number?.next ?? start));
  if (period === undefined) return undefined;
  const size = ((isOther ? 2 : (number?.value ?? 1)) * period.size) / (times?.value ?? 1);
  return frequency(`${rounded(size)} ${period.base}`, period.next);
}

function frequency(value: string, next: number): ReadFigure {
  return { kind: "frequency", value, next, isFigure: false };
}

function timesAt(words: readonly Word[], at: number): { value: number; next: number } | undefined {
  const factor = factors.get(words[at]?.lower ?? "");
  if (factor !== undefined) return { value: factor, next: at + 1 };
  const number = readNumber(words, at);
  return number !== undefined && words[number.next]?.lower === "times"
    ? { value: number.value, next: number.next + 1 }
    : undefined;
}

/** So many words may stand between a figure and its rate: “14 days of annual leave a year”. */
const objectWordsMax = 4;

/** Behind these “a year” is how long something takes. */
const lasting =
  /^(?:for|after|within|in|over|than|least|about|around|nearly|almost|before|of|once|is|be|was|takes|lasts|and|or|to|by|until|through|during|half)$/;

/** What a rate stands behind: `5 days a week`, `$50 a month`. */
function isAfterFigure(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  if (before === undefined || words[at]?.mark !== "") return false;
  return isFigure(words, at - 1) || (!lasting.test(before.lower) && isObjectOfFigure(words, at));
}

function isObjectOfFigure(words: readonly Word[], at: number): boolean {
  for (let back = at - 2; back >= 0 && back >= at - 1 - objectWordsMax; back -= 1) {
    if (/[,;:]/.test(words[back + 1]?.mark ?? "")) return false;
    if (isFigure(words, back)) return true;
  }
  return false;
}

/** A figure, or what is counted right behind one. */
function isFigure(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return (
    word !== undefined &&
    (/^[\d%]/.test(word.text) ||
      isPeriod(word.lower) ||
      currencies.has(word.lower) ||
      /\d/.test(words[at - 1]?.text ?? ""))
  );
}

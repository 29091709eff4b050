import type { Word } from "./words.ts";

/** Periods: those of fixed length in minutes, those of the calendar in months, working time for itself. */
const periods: ReadonlyMap<
  string,
  readonly [base: "min" | "month" | "working day" | "working hour", size: number]
> = new Map(
  (
    [
      ["min", 1 / 60, "second seconds sec secs"],
      ["min", 1, "minute minutes min mins"],
      ["min", 60, "hour hours hr hrs h"],
      ["min", 1440, "day days"],
      ["min", 10_080, "week weeks wk wks"],
      ["min", 20_160, "fortnight fortnights"],
      ["month", 1, "month months mo"],
      ["month", 3, "quarter quarters"],
      ["month", 12, "year years yr yrs"],
      ["working day", 1, "workday workdays weekday weekdays"],
    ] as const
  ).flatMap(([base, size, names]) => names.split(" ").map((name) => [name, [base, size]] as const)),
);

/** A period, with the index of the word behind it. */
interface ReadPeriod {
  readonly base: string;
  readonly size: number;
  readonly next: number;
}

/** What may stand between a number and its period without changing it. */
const fillers = /^(?:calendar|consecutive|full|whole|additional|paid|more)$/;

/** Reads `days`, `business days`, `calendar days`. */
export function periodAt(words: readonly Word[], at: number): ReadPeriod | undefined {
  const isFilled = at > 0 && fillers.test(words[at]?.lower ?? "");
  const from = isFilled ? at + 1 : at;
  const word = words[from];
  if (word === undefined || !/^[-/()]?$/.test(word.mark)) return undefined;
  const isWork = /^(?:business|working|work)$/.test(word.lower);
  const [base, size] = periods.get(words[isWork ? from + 1 : from]?.lower ?? "") ?? [];
  if (base === undefined || size === undefined) return undefined;
  const next = from + (isWork ? 2 : 1);
  if (isWork) {
    const work = size === 1440 ? "working day" : size === 60 ? "working hour" : undefined;
    return base === "min" && work !== undefined ? { base: work, size: 1, next } : undefined;
  }
  // An “h” or “min” means a period directly behind a figure.
  const isShort =
    word.lower.length < 4 && /^(?:h|hr|hrs|min|mins|sec|secs|mo|wk|wks|yr|yrs)$/.test(word.lower);
  return isShort && !/^\d/.test(words[at - 1]?.text ?? "") ? undefined : { base, size, next };
}

/** Tells a word for a period. */
export function isPeriod(word: string): boolean {
  return periods.has(word);
}

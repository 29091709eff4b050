import { currencies, currencyAt } from "./currencies.ts";
import { readFrequency } from "./frequency.ts";
import { readFraction, readNumber, readOrdinal, rounded } from "./numbers.ts";
import { periodAt } from "./periods.ts";
import type { Bound } from "./token.ts";
import type { Word } from "./words.ts";

/** A quantity, with the index of the word behind it. */
export interface ReadFigure {
  readonly kind: "amount" | "percentage" | "duration" | "frequency" | "number";
  readonly value: string;
  readonly next: number;
  readonly isFigure: boolean;
  /** Of a number: what it counts, where that is a measure. Of an amount: the currency. */
  readonly unit?: string;
  readonly bound?: Bound;
}

const measures: ReadonlySet<string> = new Set(
  "kb mb gb tb pb km mile miles metre metres meter meters kg lbs bit bits characters degrees".split(
    " ",
  ),
);

/** Reads an amount of money, a percentage, a duration, a frequency or another number. */
export function readFigure(words: readonly Word[], at: number): ReadFigure | undefined {
  return (
    readFrequency(words, at) ??
    readAmount(words, at) ??
    readHalfPeriod(words, at) ??
    readShare(words, at) ??
    readQuantity(words, at) ??
    readOnePeriod(words, at) ??
    readCounted(words, at) ??
    readLast(words, at) ??
    readPlace(words, at) ??
    readCurrency(words, at)
  );
}

/** `$1,000`, `US$ 1,000`, `CAD $500`, `USD 500`, `500 EUR`, `2 million dollars`, `$500 USD`. */
function readAmount(words: readonly Word[], at: number): ReadFigure | undefined {
  const first = currencyAt(words, at);
  const second = first === undefined ? undefined : currencyAt(words, at + 1);
  const start = at + (first === undefined ? 0 : second === undefined ? 1 : 2);
  const number = readNumber(words, start);
  if (number === undefined) return undefined;
  let { value, next } = number;
  const short = words[next];
  const isMillions = short?.isJoined === true && /^(?:m|b)$/i.test(short.text);
  if (isMillions && (first !== undefined || currencyAt(words, next + 1) !== undefined)) {
    value *= short.lower === "m" ? 1e6 : 1e9;
    next += 1;
  }
  const isAmerican =
    /^(?:us|american)$/.test(words[next]?.lower ?? "") &&
    currencies.has(words[next + 1]?.lower ?? "");
  const after = words[isAmerican ? next + 1 : next];
  const isNear = after !== undefined && after.mark.length === 0;
  const code = isNear ? currencies.get(after.lower) : undefined;
  const last =
    code !== undefined &&
    (/^\p{Ll}{2}/u.test(after?.text ?? "") || currencyAt(words, next) === code);
  if (first === undefined && !last) return undefined;
  const codes = [first, second, last ? code : undefined].filter((it) => it !== undefined);
  // A code says more than the sign of several dollars.
  const unit = codes.find((it) => it !== "USD") ?? "USD";
  return {
    kind: "amount",
    value: `${rounded(value)} ${unit}`,
    next: last ? next + (isAmerican ? 2 : 1) : next,
    isFigure: true,
    unit,
  };
}

/** A currency without an amount: “Prices are in USD.” */
function readCurrency(words: readonly Word[], at: number): ReadFigure | undefined {
  const unit = currencyAt(words, at);
  // A sign alone begins the name of a variable.
  return unit === undefined || words[at]?.text !== unit
    ? undefined
    : { kind: "amount", value: unit, next: at + 1, isFigure: false, unit };
}

function readShare(words: readonly Word[], at: number): ReadFigure | undefined {
  const number = readNumber(words, at);
  if (number !== undefined) {
    const { lower } = words[number.next] ?? { lower: "" };
    const isSplit = lower === "per" && words[number.next + 1]?.lower === "cent";
    if (lower === "%" || lower === "percent" || lower === "pct" || isSplit) {
      const next = number.next + (isSplit ? 2 : 1);
      return { kind: "percentage", value: rounded(number.value), next, isFigure: true };
    }
  }
  const fraction = readFraction(words, at);
  return fraction === undefined
    ? undefined
    : { kind: "percentage", value: rounded(fraction.value), next: fraction.next, isFigure: true };
}

/** `30 days`, `30-day`, `5 business days`, `two consecutive weeks`, `20 GB`, `20`. */
function readQuantity(words: readonly Word[], at: number): ReadFigure | undefined {
  const number = readNumber(words, at);
  if (number === undefined) return undefined;
  const { isFigure } = number;
  const open = openEnd(words, number.next);
  const period = periodAt(words, open?.next ?? number.next);
  if (period !== undefined) {
    const value = `${rounded(number.value * period.size)} ${period.base}`;
    return { kind: "duration", value, next: period.next, isFigure: true, ...open?.bound };
  }
  const unit = words[number.next]?.lower ?? "";
  return measures.has(unit)
    ? {
        kind: "number",
        value: `${rounded(number.value)} ${unit}`,
        next: number.next + 1,
        isFigure,
        unit,
      }
    : { kind: "number", value: rounded(number.value), next: number.next, isFigure };
}

/** `or more` between a number and what it counts. */
function openEnd(
  words: readonly Word[],
  at: number,
): { bound: { bound: Bound }; next: number } | undefined {
  if (words[at]?.lower !== "or") return undefined;
  const end = words[at + 1]?.lower ?? "";
  if (end === "more") return { bound: { bound: "≥" }, next: at + 2 };
  return end === "less" || end === "fewer" ? { bound: { bound: "≤" }, next: at + 2 } : undefined;
}

/** `half a day`, `a half day`. */
function readHalfPeriod(words: readonly Word[], at: number): ReadFigure | undefined {
  if (words[at]?.lower !== "half") return undefined;
  const isWith = /^(?:a|an)$/.test(words[at + 1]?.lower ?? "");
  const period = periodAt(words, at + (isWith ? 2 : 1));
  if (period === undefined) return undefined;
  const value = `${rounded(period.size / 2)} ${period.base}`;
  return { kind: "duration", value, next: period.next, isFigure: true };
}

/** `a day`, `an hour`. */
function readOnePeriod(words: readonly Word[], at: number): ReadFigure | undefined {
  if (!/^(?:a|an)$/.test(words[at]?.lower ?? "")) return undefined;
  const period = periodAt(words, at + 1);
  if (period === undefined) return undefined;
  const value = `${rounded(period.size)} ${period.base}`;
  return { kind: "duration", value, next: period.next, isFigure: false };
}

/** `day one`, `month 3`: the place of a period among others. */
function readCounted(words: readonly Word[], at: number): ReadFigure | undefined {
  const name = words[at]?.lower ?? "";
  if (!/^(?:day|week|month|year)$/.test(name)) return undefined;
  const number = readNumber(words, at + 1);
  if (number === undefined || number.value > 99 || words[at + 1]?.mark !== "") return undefined;
  // “A day 5 of them” has a number of its own.
  if (periodAt(words, number.next) !== undefined) return undefined;
  return { kind: "duration", value: `${name} ${number.value}`, next: number.next, isFigure: false };
}

/** `the last week`, `the final day`. */
function readLast(words: readonly Word[], at: number): ReadFigure | undefined {
  const isLast = /^(?:last|final)$/.test(words[at]?.lower ?? "");
  // “Last week” is a time, “last updated” a fact.
  const isOther =
    /^(?:week|month|year|quarter|night|time|name|names|updated|modified|reviewed|edited)$/;
  const isClear = words[at - 1]?.lower === "the" || !isOther.test(words[at + 1]?.lower ?? "");
  return isLast && isClear
    ? { kind: "number", value: "last", next: at + 1, isFigure: false }
    : undefined;
}

function readPlace(words: readonly Word[], at: number): ReadFigure | undefined {
  const ordinal = readOrdinal(words, at);
  return ordinal === undefined
    ? undefined
    : {
        kind: "number",
        value: rounded(ordinal.value),
        next: ordinal.next,
        isFigure: ordinal.isFigure,
      };
}

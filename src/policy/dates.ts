import { monthNames, weekdayNames } from "../text/calendar.ts";
import { readOrdinal, valueOfDigits } from "./numbers.ts";
import type { Word } from "./words.ts";

/** A date or a time of day, with the index of the word behind it. */
export interface ReadTime {
  readonly kind: "date" | "time";
  /** Equal for dates that are written otherwise; where a date may be read in two ways, both, `|` between them. */
  readonly value: string;
  readonly next: number;
  readonly isFigure: boolean;
}

const months: ReadonlyMap<string, number> = new Map(
  monthNames.flatMap((name, at): [string, number][] => [
    [name, at + 1],
    [name.slice(0, 3), at + 1],
    ...(name === "september" ? [["sept", 9] as [string, number]] : []),
  ]),
);

const weekdays: ReadonlyMap<string, string> = new Map(
  weekdayNames.flatMap((name) => [
    [name, name],
    [`${name}s`, name],
    [name.slice(0, 3), name],
    ...(name === "tuesday" || name === "thursday" ? [[name.slice(0, 4), name] as const] : []),
  ]),
);

/** Zones by the one name for those that differ by summer time alone. */
const zones: ReadonlyMap<string, string> = new Map(
  Object.entries({
    utc: "utc gmt",
    pacific: "pt pst pdt pacific",
    mountain: "mst mdt mountain",
    central: "cst cdt",
    eastern: "et est edt eastern",
    "central european": "cet cest",
    british: "bst",
    india: "ist",
    japan: "jst",
    "eastern australian": "aest aedt",
    "new zealand": "nzst nzdt",
  }).flatMap(([zone, names]) => names.split(" ").map((name): [string, string] => [name, zone])),
);

/** Reads a date, a month, a quarter, a weekday, a time of day or a time zone. */
export function readTime(words: readonly Word[], at: number): ReadTime | undefined {
  return (
    readClock(words, at) ??
    readFiguresOfDate(words, at) ??
    readDayFirst(words, at) ??
    readMonthFirst(words, at) ??
    readPeriodOfYear(words, at) ??
    readYear(words, at) ??
    readName(words, at)
  );
}

function readClock(words: readonly Word[], at: number): ReadTime | undefined {
  const word = words[at];
  if (word === undefined) return undefined;
  const zone = zones.get(word.lower);
  const isZone =
    /^\p{Lu}/u.test(word.text) && (word.text.length < 5 || words[at + 1]?.lower === "time");
  if (zone !== undefined && isZone) {
    const next = words[at + 1]?.lower === "time" ? at + 2 : at + 1;
    return { kind: "time", value: `zone ${zone}`, next, isFigure: true };
  }
  if (word.lower === "noon" || word.lower === "midday") {
    return { kind: "time", value: "12:00", next: at + 1, isFigure: true };
  }
  if (word.lower === "midnight")
    return { kind: "time", value: "0:00", next: at + 1, isFigure: true };
  const clock = /^(\d{1,2})(?:[:.]([0-5]\d))?$/.exec(word.text);
  const hour = Number(clock?.[1]);
  if (clock === null || hour > 24) return undefined;
  const half = words[at + 1]?.lower;
  if (half === "am" || half === "pm") {
    if (hour > 12) return undefined;
    const value = `${(hour % 12) + (half === "pm" ? 12 : 0)}:${clock[2] ?? "00"}`;
    return { kind: "time", value, next: at + 2, isFigure: true };
  }
  if (half === "o'clock")
    return { kind: "time", value: `${hour}:00`, next: at + 2, isFigure: true };
  if (clock[2] === undefined || !word.text.includes(":")) return undefined;
  return { kind: "time", value: `${hour % 24}:${clock[2]}`, next: at + 1, isFigure: true };
}

/** `2026-09-05`, `2026/09`, `05.09.2026` (day first), `09/05/2026` (either way round). */
function readFiguresOfDate(words: readonly Word[], at: number): ReadTime | undefined {
  const text = words[at]?.text ?? "";
  const date = (value: string): ReadTime => ({ kind: "date", value, next: at + 1, isFigure: true });
  const iso = /^((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(text);
  if (iso !== null) {
    const [, year = "", month = "", day] = iso;
    return isDay(Number(day ?? 1), Number(month)) ? date(name(year, month, day)) : undefined;
  }
  const other = /^(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)?\d\d)$/.exec(text);
  if (other === null) return undefined;
  const [, first = "", mark, second = "", written = ""] = other;
  const year = written.length === 2 ? `20${written}` : written;
  const readings = [
    ...(isDay(Number(first), Number(second)) ? [name(year, second, first)] : []),
    ...(mark !== "." && isDay(Number(second), Number(first)) ? [name(year, first, second)] : []),
  ];
  return readings.length === 0 ? undefined : date([...new Set(readings)].sort().join("|"));
}

function isDay(day: number, month: number): boolean {
  return day >= 1 && day <= 31 && month >= 1 && month <= 12;
}

function name(year: string, month: string | number, day?: string | number): string {
  return [year, Number(month), ...(day === undefined ? [] : [Number(day)])].join("-");
}

/** `5 September 2026`, `5th of September`, `05-Sep-2026`. */
function readDayFirst(words: readonly Word[], at: number): ReadTime | undefined {
  const ordinal = readOrdinal(words, at);
  const day = ordinal?.value ?? valueOfDigits(words[at]?.text ?? "");
  let next = ordinal?.next ?? at + 1;
  if (ordinal !== undefined && words[next]?.lower === "of") next += 1;
  const month = monthAt(words, next);
  if (day === undefined || !Number.isInteger(day) || month === undefined || !isDay(day, month))
    return undefined;
  const year = yearAt(words, next + 1);
  return {
    kind: "date",
    value: name(year?.text ?? "", month, day),
    next: next + (year === undefined ? 1 : 2),
    isFigure: true,
  };
}

/** `September 5, 2026`, `September 5th`, `September 2026`, `September`. */
function readMonthFirst(words: readonly Word[], at: number): ReadTime | undefined {
  const month = monthAt(words, at);
  if (month === undefined) return undefined;
  const ordinal = readOrdinal(words, at + 1);
  const digits = /^\d{1,2}$/.test(words[at + 1]?.text ?? "")
    ? Number(words[at + 1]?.text)
    : undefined;
  const day = ordinal?.isFigure === true ? ordinal.value : digits;
  const hasDay = day !== undefined && isDay(day, month) && /^\.?$/.test(words[at + 1]?.mark ?? "");
  const next = hasDay ? (ordinal?.isFigure === true ? ordinal.next : at + 2) : at + 1;
  const year = yearAt(words, next);
  return {
    kind: "date",
    value: name(year?.text ?? "", month, hasDay ? day : undefined),
    next: year === undefined ? next : next + 1,
    isFigure: hasDay || year !== undefined,
  };
}

/** A month by its name; “may” where nothing else than the month can be meant. */
function monthAt(words: readonly Word[], at: number): number | undefined {
  const word = words[at];
  const month = months.get(word?.lower ?? "");
  if (word === undefined || month === undefined || !/^\p{Lu}/u.test(word.text)) return undefined;
  if (month !== 5 && word.text !== "MAR") return month;
  const before = words[at - 1]?.lower ?? "";
  const isAfterPreposition =
    /^(?:in|by|of|since|until|till|from|before|after|through|and|to|early|late|mid|st|nd|rd|th|\d{1,2})$/.test(
      before,
    );
  return isAfterPreposition || /^\d{1,4}$/.test(words[at + 1]?.text ?? "") ? month : undefined;
}

function yearAt(words: readonly Word[], at: number): Word | undefined {
  const word = words[at];
  return word !== undefined &&
    isYear(word.text) &&
    (word.mark === "" || word.mark === "," || word.mark === "-")
    ? word
    : undefined;
}

function isYear(text: string): boolean {
  return /^(?:199|20[0-9])\d$/.test(text);
}

/** `Q3`, `Q3 FY26`, `FY2026`, `H1`, `third quarter`. */
function readPeriodOfYear(words: readonly Word[], at: number): ReadTime | undefined {
  const word = words[at];
  const part = /^(?:q[1-4]|h[12])$/.exec(word?.lower ?? "")?.[0];
  if (part !== undefined) return { kind: "date", value: part, next: at + 1, isFigure: true };
  const fiscal = /^fy(?:20)?(\d\d)(?:q([1-4]))?$/.exec(word?.lower ?? "");
  if (fiscal !== null) {
    const value = `fy${fiscal[1]}${fiscal[2] === undefined ? "" : ` q${fiscal[2]}`}`;
    return { kind: "date", value, next: at + 1, isFigure: true };
  }
  const ordinal = readOrdinal(words, at);
  if (ordinal === undefined || ordinal.value > 4) return undefined;
  return words[ordinal.next]?.lower === "quarter"
    ? { kind: "date", value: `q${ordinal.value}`, next: ordinal.next + 1, isFigure: true }
    : undefined;
}

function readYear(words: readonly Word[], at: number): ReadTime | undefined {
  const word = words[at];
  if (word === undefined || !isYear(word.text) || words[at + 1]?.text === "%") return undefined;
  return { kind: "date", value: word.text, next: at + 1, isFigure: true };
}

const seasons = /^(?:spring|summer|autumn|fall|winter)$/;

function readName(words: readonly Word[], at: number): ReadTime | undefined {
  const word = words[at];
  if (seasons.test(word?.lower ?? "")) {
    const lead = words[at - 1]?.lower ?? "";
    const isTime = /^(?:each|every|this|next|last|the|in|of|during|by|until)$/.test(lead);
    const value = word?.lower === "fall" ? "autumn" : (word?.lower ?? "");
    return isTime ? { kind: "date", value, next: at + 1, isFigure: false } : undefined;
  }
  const day = weekdays.get(word?.lower ?? "");
  return day !== undefined && /^\p{Lu}/u.test(word?.text ?? "")
    ? { kind: "date", value: day, next: at + 1, isFigure: false }
    : undefined;
}

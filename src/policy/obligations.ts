import { normaliseSlotValues } from "../handbook/sentences/slot-values.ts";
import { DATE, slotKind, NUMBER, PERIOD } from "../handbook/sentences/slot-words.ts";
import { hashWord } from "../handbook/passages/word-hashes.ts";
import { countries } from "./places.ts";

/** What became different in a sentence that settles what people have to do. */
export type DemandChange =
  | "weaker"
  | "stronger"
  | "reversed"
  | "amount"
  | "date"
  | "duration"
  | "number"
  | "country";

/** A word, or words that are one demand together: `must not`, `New Zealand`, `€1,000`. */
export interface DemandToken {
  readonly kind: "plain" | "duty" | "number" | "period" | "date" | "country";
  /** Equal for words that mean the same. */
  readonly meaning: string;
  readonly start: number;
  /** Written with digits: “one” and “first” come and go without a figure changing. */
  readonly isFigure: boolean;
}

/** How much a word asks: 3 for a must, 2 for a should, 1 for a may; below 0 where it forbids. */
const DUTIES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    "3": "must shall always",
    // As adjectives and plain futures they come and go without a demand changing.
    "3 ": "will required mandatory need needs to",
    "2": "should ought recommended encouraged expected",
    "1": "may can could might optional allowed permitted",
    "-3": "never cannot can't won't not",
    "-3 ": "prohibited forbidden",
  }).flatMap(([strength, words]) =>
    words.split(" ").map((word): [string, number] => [word, Number(strength)]),
  ),
);

/** Words that are a demand wherever they come or go; others only where one takes the place of another. */
const FIRM: ReadonlySet<string> = new Set(
  "must shall always never cannot can't won't not".split(" "),
);

const FOLDED_COUNTRIES: ReadonlySet<string> = new Set(countries.map((name) => name.toLowerCase()));
const LONG_COUNTRIES = countries.filter((name) => name.includes(" ")).join("|");
const MODALS = "must|shall|should|may|can|could|might|will|need|do|does|did|is|are|was|were";

/** Demands of several words first, then amounts and numbers, then words. */
const TOKEN = new RegExp(
  `(?:${MODALS})(?: not|n['’]t)\\b|not (?:required|mandatory|allowed|permitted)\\b|ha(?:s|ve) to\\b|` +
    `(?:${LONG_COUNTRIES})\\b|\\p{Sc}?\\d+(?:[.,:/-]\\d+)*(?: ?%|\\p{Sc})?|[\\p{L}\\p{N}]+(?:['’]\\p{L}+)*`,
  "giu",
);

const MONTH_MAY = /\b(?:in|by|of|since|until|from|before|after|\d{1,2}(?:st|nd|rd|th)?) $/;

/** Cuts a sentence, its white space folded, into words and demands. */
export function demandTokens(sentence: string): readonly DemandToken[] {
  return Array.from(sentence.matchAll(TOKEN), ({ 0: word, index: start }) => {
    const text = word.toLowerCase().replaceAll("’", "'");
    const isFigure = /^\p{Sc}?\d/u.test(text);
    return { ...readToken(word, text, sentence, start), start, isFigure };
  });
}

function readToken(
  word: string,
  text: string,
  sentence: string,
  start: number,
): Pick<DemandToken, "kind" | "meaning"> {
  const isMonthMay =
    word === "May" &&
    (MONTH_MAY.test(sentence.slice(Math.max(0, start - 8), start)) ||
      /^ \d/.test(sentence.slice(start + 3, start + 5)));
  if (isMonthMay) return { kind: "date", meaning: text };
  const strength = strengthOf(text);
  if (strength !== undefined) return { kind: "duty", meaning: strength };
  if (FOLDED_COUNTRIES.has(text) && /^\p{Lu}/u.test(word))
    return { kind: "country", meaning: text };
  if (/^\p{Sc}?\d/u.test(text)) {
    return { kind: "number", meaning: text.replace(/,(?=\d{3})/g, "").replaceAll(" ", "") };
  }
  const meaning = normaliseSlotValues(text);
  switch (slotKind(hashWord(text), text.charCodeAt(0))) {
    case PERIOD:
      return { kind: "period", meaning };
    case DATE:
      return { kind: "date", meaning };
    case NUMBER:
      return { kind: "number", meaning };
    default:
      return { kind: "plain", meaning: text };
  }
}

/** The strength of a demand, behind it a mark where the word alone settles nothing; undefined for others. */
function strengthOf(text: string): string | undefined {
  if (/^ha(?:s|ve) to$/.test(text)) return "3 soft";
  const parts = /^(\w+)(?: not|n't)$/.exec(text);
  if (parts?.[1] !== undefined) {
    const base = DUTIES.get(parts[1]) ?? 3;
    // What need not be done may be left; what may not be done must not.
    if (parts[1] === "need") return "1 soft";
    return base === 2 ? "-2 soft" : "-3";
  }
  if (text.startsWith("not ")) return /required|mandatory/.test(text) ? "1 soft" : "-3";
  const strength = text === "to" ? undefined : DUTIES.get(text);
  return strength === undefined ? undefined : `${strength}${FIRM.has(text) ? "" : " soft"}`;
}

/** Tells that a sentence obliges or forbids. */
export function isDuty(tokens: readonly DemandToken[]): boolean {
  return tokens.some(({ kind, meaning }) => kind === "duty" && /^-?3$/.test(meaning));
}

/** Says what a sentence demands otherwise than before, apart from other wording. */
export function compareDemands(
  before: readonly DemandToken[],
  after: readonly DemandToken[],
): readonly DemandChange[] {
  const changes = new Set<DemandChange>(compareDuties(before, after));
  const numbers = exchanged(before, after, "number");
  const isNumeric = ({ meaning }: DemandToken): boolean => /\d/.test(meaning);
  const both = numbers.lost.length > 0 && numbers.gained.length > 0;
  const told = both ? [...numbers.lost, ...numbers.gained] : [];
  const alone = both ? [] : [...numbers.lost, ...numbers.gained].filter(({ isFigure }) => isFigure);
  for (const token of [...told, ...alone].filter(isNumeric)) {
    changes.add(kindOfNumber(token, before.includes(token) ? before : after));
  }
  for (const [kind, name] of [
    ["period", "duration"],
    ["date", "date"],
  ] as const) {
    const { lost, gained } = exchanged(before, after, kind);
    if (lost.length > 0 && gained.length > 0) changes.add(name);
  }
  const { lost, gained } = exchanged(before, after, "country");
  if (lost.length + gained.length > 0) changes.add("country");
  return [...changes];
}

function kindOfNumber(token: DemandToken, among: readonly DemandToken[]): DemandChange {
  const at = among.indexOf(token);
  const around = [among[at - 1], among[at + 1], among[at + 2]];
  if (
    /\p{Sc}/u.test(token.meaning) ||
    around.some((it) => /^(?:usd|eur|gbp)$/.test(it?.meaning ?? ""))
  )
    return "amount";
  const isDay = /^\d{4}-\d\d(?:-\d\d)?$/.test(token.meaning);
  if (isDay || around.slice(0, 2).some((it) => it?.kind === "date")) return "date";
  return around.slice(1).some((it) => it?.kind === "period") ? "duration" : "number";
}

function compareDuties(
  before: readonly DemandToken[],
  after: readonly DemandToken[],
): readonly DemandChange[] {
  const { lost, gained } = exchanged(before, after, "duty");
  const changes: DemandChange[] = [];
  for (let at = 0; at < Math.max(lost.length, gained.length); at += 1) {
    const was = lost[at]?.meaning;
    const is = gained[at]?.meaning;
    const only = was === undefined ? is : is === undefined ? was : undefined;
    if (only !== undefined) {
      if (only.endsWith("soft") || only.startsWith("2") || only.startsWith("1")) continue;
      changes.push(only.startsWith("-") ? "reversed" : was === undefined ? "stronger" : "weaker");
      continue;
    }
    const from = Number.parseInt(was ?? "", 10);
    const to = Number.parseInt(is ?? "", 10);
    if (from === to) continue;
    if (Math.sign(from) !== Math.sign(to)) changes.push("reversed");
    else changes.push(Math.abs(to) < Math.abs(from) ? "weaker" : "stronger");
  }
  return changes;
}

/** The tokens of a kind that one sentence has and the other has not, equal ones counted. */
function exchanged(
  before: readonly DemandToken[],
  after: readonly DemandToken[],
  kind: DemandToken["kind"],
): { readonly lost: readonly DemandToken[]; readonly gained: readonly DemandToken[] } {
  const was = before.filter((token) => token.kind === kind);
  const is = after.filter((token) => token.kind === kind);
  return { lost: without(was, is), gained: without(is, was) };
}

function without(
  many: readonly DemandToken[],
  others: readonly DemandToken[],
): readonly DemandToken[] {
  const left = new Map<string, number>();
  for (const { meaning } of others) left.set(meaning, (left.get(meaning) ?? 0) + 1);
  return many.filter(({ meaning }) => {
    const number = left.get(meaning) ?? 0;
    left.set(meaning, number - 1);
    return number <= 0;
  });
}

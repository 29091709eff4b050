import { hashWord } from "../passages/word-hashes.ts";
import { monthNames, weekdayNames } from "../../text/calendar.ts";
import { modalVerbs } from "../../text/modal-verbs.ts";

/** What kind of word it is that two copies of one sentence must not differ in. */
const WORDS = [
  /* modal */ modalVerbs.map(({ word }) => word).join(" "),
  /* period */ "day days week weeks month months year years hour hours minute minutes quarter quarters daily weekly biweekly monthly quarterly annually yearly annual",
  // May is a modal verb here.
  /* date */ [...monthNames.filter((name) => name !== "may"), ...weekdayNames].join(" "),
  /* role */ "manager director ceo cfo cto coo cmo cro clo president supervisor recruiter counsel dri vp evp svp",
  /* number */ "two three four five six seven eight nine ten eleven twelve fifteen sixteen twenty thirty forty fifty sixty ninety hundred thousand million first second third fourth",
];

/** A word that tells nothing by itself. */
export const PLAIN = 0;
/** Kinds by what they tell; modal verbs and roles are the others. */
const PERIOD = 2;
const DATE = 3;
const NUMBER = WORDS.length;

const KINDS: ReadonlyMap<number, number> = new Map(
  WORDS.flatMap((words, kind) =>
    words.split(" ").map((word): [number, number] => [hashWord(word), kind + 1]),
  ),
);

/** Most words are none of these: a table of the lowest bits says so faster than the map. */
const FILTER = new Uint8Array(1 << 16);
for (const hash of KINDS.keys()) FILTER[hash & 0xffff] = 1;

/**
 * Gives the kind of a word that decides what a sentence demands: a number, a modal verb, a period, a
 * date or a role; `PLAIN` for all others. `first` is the word's first character.
 */
export function slotKind(hash: number, first: number): number {
  if (first >= 0x30 && first <= 0x39) return NUMBER;
  return FILTER[hash & 0xffff] === 0 ? PLAIN : (KINDS.get(hash) ?? PLAIN);
}

/** Tells figures (numbers, dates, periods) from modal verbs and roles. */
export function isFigure(word: string): boolean {
  const kind = slotKind(hashWord(word), word.charCodeAt(0));
  return kind === NUMBER || kind === DATE || kind === PERIOD;
}

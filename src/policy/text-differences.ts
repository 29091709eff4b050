import { isEnglishPage } from "../page/language.ts";
import type { Page } from "../page/page.ts";
import type { ChangeKind } from "./change-kind.ts";
import { compareSentences } from "./compare-sentences.ts";
import type { Difference } from "./difference.ts";
import { matchProvisions } from "./match-provisions.ts";
import type { Pair } from "./pair-provisions.ts";
import { pairSections } from "./pair-sections.ts";
import { headingProvision } from "./provision.ts";
import { provisionsOf } from "./provisions.ts";
import { unpaired } from "./unpaired.ts";
import { type WorkBudget, workOf } from "./work-budget.ts";

/** A difference with the heading above it. */
export interface LocatedDifference extends Difference {
  readonly section: string | undefined;
}

/** A difference with its place: a section of the old page, and a number within it. */
interface Sortable {
  readonly place: readonly [section: number, at: number];
  readonly difference: LocatedDifference;
}

/** Compares the texts of two versions of a page, in the order of the old one. */
export function textDifferences(
  before: Page,
  after: Page,
  budget: WorkBudget,
): readonly LocatedDifference[] {
  const refusals = budget.refusals;
  const was = provisionsOf(before);
  const is = provisionsOf(after);
  const sections = pairSections(before, after, was, is, budget);
  const matched = matchProvisions(was, is, sections, budget);
  const placeOf = new Map([...was, ...is].map((provision, at) => [provision, at]));
  const isEnglish = isEnglishPage(before) && isEnglishPage(after);
  const found: Sortable[] = [];
  for (const pair of [...headingPairs(before, after, sections), ...matched.changed]) {
    const difference = comparePair(pair, isEnglish, budget);
    if (difference === undefined) continue;
    const section = headingOf(before, pair.was.section);
    const place = [pair.was.section, placeOf.get(pair.was) ?? -1] as const;
    found.push({ place, difference: { ...difference, section } });
  }
  // What was not compared may well be there.
  if (budget.refusals === refusals) {
    const oldSections = nearestSections(after, sections);
    for (const { page, section, at, ...difference } of unpaired(
      before,
      after,
      sections,
      matched,
      budget,
    )) {
      const old = page === before ? section : (oldSections[section] ?? 0);
      const end = page === before ? -1 : Infinity;
      const place = [old, at === undefined ? end : (placeOf.get(at) ?? end)] as const;
      const heading = at === undefined ? undefined : headingOf(page, section);
      found.push({ place, difference: { ...difference, section: heading } });
    }
  }
  return found
    .sort(({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1])
    .map(({ difference }) => difference);
}

/** For each section of the new page the one of the old page, or of the last one before it that has one. */
function nearestSections(after: Page, sections: ReadonlyMap<number, number>): readonly number[] {
  const olds = new Map([...sections].map(([old, now]) => [now, old]));
  let last = 0;
  return after.sections.map((_, index) => (last = olds.get(index) ?? last));
}

function headingOf({ sections }: Page, section: number): string | undefined {
  return sections[section]?.heading?.text;
}

function headingPairs(
  before: Page,
  after: Page,
  sections: ReadonlyMap<number, number>,
): readonly Pair[] {
  return [...sections].flatMap(([old, now]) => {
    const was = headingProvision(headingOf(before, old) ?? "", old);
    const is = headingProvision(headingOf(after, now) ?? "", now);
    return was === undefined || is === undefined || was.text === is.text ? [] : [{ was, is }];
  });
}

/** What figures say in every language; words are known in English only. */
const languageFree: ReadonlySet<ChangeKind> = new Set([
  "amount",
  "percentage",
  "number",
  "date",
  "time",
]);

function comparePair(
  { was, is }: Pair,
  isEnglish: boolean,
  budget: WorkBudget,
): Difference | undefined {
  const before = { text: was.text, tokens: was.tokens() };
  const after = { text: is.text, tokens: is.tokens() };
  const alignments = before.tokens.length * after.tokens.length;
  if (!budget.take(workOf.alignment * alignments, "comparing")) return undefined;
  const found = compareSentences(before, after);
  const kinds = isEnglish ? found.kinds : found.kinds.filter((kind) => languageFree.has(kind));
  return kinds.length === 0 ? undefined : { ...found, kinds, was: was.text, is: is.text };
}

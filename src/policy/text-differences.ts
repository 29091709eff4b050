import type { Page } from "../page/page.ts";
import { compareSentences } from "./compare-sentences.ts";
import type { Difference } from "./difference.ts";
import { isObligation, withoutReworded } from "./lone-obligations.ts";
import { matchProvisions } from "./match-provisions.ts";
import type { Pair } from "./pair-provisions.ts";
import { pairSections } from "./pair-sections.ts";
import { headingProvision, type Provision } from "./provision.ts";
import { provisionsOf } from "./provisions.ts";
import { wholeSections } from "./whole-sections.ts";
import type { WorkBudget } from "./work-budget.ts";

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
  const was = provisionsOf(before);
  const is = provisionsOf(after);
  const sections = pairSections(before, after, was, is, budget);
  const oldSections = new Map([...sections].map(([old, now]) => [now, old]));
  const { changed, lost, gained } = matchProvisions(was, is, sections, budget);
  const removed = wholeSections(before, was, new Set(lost), (index) => sections.has(index));
  const added = wholeSections(after, is, new Set(gained), (index) => oldSections.has(index));
  const lone = withoutReworded(
    lost.filter((it) => isObligation(it) && !removed.all.has(it.section)),
    gained.filter((it) => isObligation(it) && !added.all.has(it.section)),
    budget,
  );
  const oldPlace = placesIn(was);
  const newPlace = placesIn(is);
  const found: Sortable[] = [];
  for (const pair of [...headingPairs(before, after, sections), ...changed]) {
    const difference = comparePair(pair, budget);
    if (difference === undefined) continue;
    const section = headingOf(before, pair.was.section);
    found.push({
      place: [pair.was.section, oldPlace(pair.was)],
      difference: { ...difference, section },
    });
  }
  for (const provision of lone.removed) {
    const section = headingOf(before, provision.section);
    const difference = { kinds: ["obligation removed"] as const, was: provision.text, section };
    found.push({ place: [provision.section, oldPlace(provision)], difference });
  }
  for (const provision of lone.added) {
    const section = headingOf(after, provision.section);
    const difference = { kinds: ["obligation added"] as const, is: provision.text, section };
    found.push({
      place: [nearest(oldSections, provision.section), newPlace(provision)],
      difference,
    });
  }
  for (const index of removed.outermost) {
    const difference = {
      kinds: ["section removed"] as const,
      was: headingOf(before, index) ?? "",
      section: undefined,
    };
    found.push({ place: [index, -1], difference });
  }
  for (const index of added.outermost) {
    if (!gained.some((it) => isWithin(after, it.section, index) && isObligation(it))) continue;
    const difference = {
      kinds: ["section added"] as const,
      is: headingOf(after, index) ?? "",
      section: undefined,
    };
    found.push({ place: [nearest(oldSections, index), Infinity], difference });
  }
  return found
    .sort(({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1])
    .map(({ difference }) => difference);
}

function headingOf({ sections }: Page, section: number): string | undefined {
  return sections[section]?.heading?.text;
}

function isWithin({ sections }: Page, section: number, outer: number): boolean {
  const at = sections[section]?.span.start ?? -1;
  const span = sections[outer]?.span;
  return span !== undefined && at >= span.start && at < span.end;
}

/** The old section of the new one, or of the last one before it that has one. */
function nearest(oldSections: ReadonlyMap<number, number>, section: number): number {
  for (let index = section; index >= 0; index -= 1) {
    const old = oldSections.get(index);
    if (old !== undefined) return old;
  }
  return 0;
}

function placesIn(provisions: readonly Provision[]): (provision: Provision) => number {
  const places = new Map(provisions.map((provision, at) => [provision, at]));
  return (provision) => places.get(provision) ?? 0;
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

function comparePair({ was, is }: Pair, budget: WorkBudget): Difference | undefined {
  const before = { text: was.text, tokens: was.tokens() };
  const after = { text: is.text, tokens: is.tokens() };
  if (!budget.take(before.tokens.length * after.tokens.length)) return undefined;
  const found = compareSentences(before, after);
  return found.kinds.length === 0 ? undefined : { ...found, was: was.text, is: is.text };
}

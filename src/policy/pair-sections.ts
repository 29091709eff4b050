import type { Page } from "../page/page.ts";
import { pairSimilar } from "./pair-provisions.ts";
import { headingProvision, type Provision } from "./provision.ts";
import type { WorkBudget } from "./work-budget.ts";

/** A new section is an old one under another title when so much of the smaller one's text stands in both. */
const commonMin = 0.5;

/** Titles that have so many of their words in common are one title that was edited. */
const titleLikenessMin = 0.6;

/** Finds which section of the new page each section of the old page is: by titles, then by text, then by like titles. */
export function pairSections(
  before: Page,
  after: Page,
  was: readonly Provision[],
  is: readonly Provision[],
  budget: WorkBudget,
): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  for (const keysOf of [pathKeys, titleKeys]) {
    const free = new Map<string, number>();
    for (const [index, key] of keysOf(after).entries()) {
      if (!taken.has(index) && !free.has(key)) free.set(key, index);
    }
    for (const [index, key] of keysOf(before).entries()) {
      const other = free.get(key);
      if (pairs.has(index) || other === undefined || taken.has(other)) continue;
      pairs.set(index, other);
      taken.add(other);
    }
  }
  pairByText(pairs, taken, was, is);
  const olds = headingsOf(before, (index) => pairs.has(index));
  const news = headingsOf(after, (index) => taken.has(index));
  for (const pair of pairSimilar(olds, news, titleLikenessMin, budget)) {
    pairs.set(pair.was.section, pair.is.section);
  }
  return pairs;
}

function headingsOf(
  { sections }: Page,
  isPaired: (index: number) => boolean,
): readonly Provision[] {
  return sections.flatMap(({ heading }, index) =>
    heading === undefined || isPaired(index) ? [] : (headingProvision(heading.text, index) ?? []),
  );
}

/** The titles from the top of the page down, numbered where the same path occurs again. */
function pathKeys({ sections }: Page): readonly string[] {
  const paths: string[] = [];
  const seen = new Map<string, number>();
  for (const { heading, parent } of sections) {
    const path = `${parent === undefined ? "" : (paths[parent] ?? "")}\n${titleOf(heading?.text)}`;
    const number = seen.get(path) ?? 0;
    seen.set(path, number + 1);
    paths.push(number === 0 ? path : `${path}\n${number}`);
  }
  return paths;
}

/** Titles that a page has once: their sections are known wherever they stand. */
function titleKeys({ sections }: Page): readonly string[] {
  const titles = sections.map(({ heading }) => titleOf(heading?.text));
  const counts = Map.groupBy(titles, (title) => title);
  return titles.map((title, index) =>
    counts.get(title)?.length === 1 ? title : `${title}\n${index} of many`,
  );
}

function titleOf(text: string | undefined): string {
  return (text ?? "").toLowerCase().trim();
}

function pairByText(
  pairs: Map<number, number>,
  taken: Set<number>,
  was: readonly Provision[],
  is: readonly Provision[],
): void {
  const olds = sizesOf(was, (section) => !pairs.has(section));
  const news = sizesOf(is, (section) => !taken.has(section));
  const homes = new Map<string, number>();
  for (const { text, section } of is)
    if (news.has(section) && !homes.has(text)) homes.set(text, section);
  const common = new Map<number, Map<number, number>>();
  for (const { text, section } of was) {
    const home = homes.get(text);
    if (home === undefined || !olds.has(section)) continue;
    const counts = common.get(section) ?? new Map<number, number>();
    counts.set(home, (counts.get(home) ?? 0) + 1);
    common.set(section, counts);
  }
  for (const [old, counts] of common) {
    const [best] = [...counts].filter(([home]) => !taken.has(home)).sort(([, a], [, b]) => b - a);
    if (best === undefined) continue;
    const [home, count] = best;
    if (count < commonMin * Math.min(olds.get(old) ?? 0, news.get(home) ?? 0)) continue;
    pairs.set(old, home);
    taken.add(home);
  }
}

function sizesOf(
  provisions: readonly Provision[],
  isFree: (section: number) => boolean,
): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const { section } of provisions) {
    if (isFree(section)) sizes.set(section, (sizes.get(section) ?? 0) + 1);
  }
  return sizes;
}

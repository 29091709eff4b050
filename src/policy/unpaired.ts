import type { Page } from "../page/page.ts";
import type { Difference } from "./difference.ts";
import type { Matched } from "./match-provisions.ts";
import { pairSimilar } from "./pair-provisions.ts";
import type { Provision } from "./provision.ts";
import { wholeSections } from "./whole-sections.ts";
import type { WorkBudget } from "./work-budget.ts";

/** Something that only one of the pages has. */
interface Unpaired extends Difference {
  readonly page: Page;
  readonly section: number;
  /** Undefined for a whole section. */
  readonly at: Provision | undefined;
}

/** Shorter ones are captions and crumbs. */
const tokensMin = 5;
const stepTokensMin = 4;
/** What has so much in common may be one obligation in other words, which nobody can tell from here. */
const rewordedMin = 0.35;

/** Finds obligations and sections that came or went; of a section that did, its obligations are not listed. */
export function* unpaired(
  before: Page,
  after: Page,
  sections: ReadonlyMap<number, number>,
  { was: all, is: others, lost, gained }: Matched,
  budget: WorkBudget,
): Iterable<Unpaired> {
  const news = new Set(sections.values());
  const removed = wholeSections(before, all, new Set(lost), (index) => sections.has(index));
  const added = wholeSections(after, others, new Set(gained), (index) => news.has(index));
  for (const index of removed.outermost) {
    const was = before.sections[index]?.heading?.text ?? "";
    yield { kinds: ["section removed"], was, page: before, section: index, at: undefined };
  }
  const obliging = withParents(after, gained.filter(isObligation));
  for (const index of added.outermost.filter((it) => obliging.has(it))) {
    const is = after.sections[index]?.heading?.text ?? "";
    yield { kinds: ["section added"], is, page: after, section: index, at: undefined };
  }
  const isListed = (it: Provision): boolean => isObligation(it) || isStep(it);
  const olds = lost.filter((it) => !removed.all.has(it.section) && isListed(it));
  const come = gained.filter((it) => !added.all.has(it.section) && isListed(it));
  const pairs = pairSimilar(olds, come, rewordedMin, budget);
  const paired = new Set(pairs.flatMap(({ was, is }) => [was, is]));
  for (const at of olds.filter((it) => !paired.has(it))) {
    yield { kinds: ["obligation removed"], was: at.text, page: before, section: at.section, at };
  }
  // A new item of a numbered list may as well be a definition or an example.
  for (const at of come.filter((it) => !paired.has(it) && isObligation(it))) {
    yield { kinds: ["obligation added"], is: at.text, page: after, section: at.section, at };
  }
}

/** Whether a sentence obliges or forbids. */
function isObligation(provision: Provision): boolean {
  const tokens = provision.tokens();
  return tokens.length >= tokensMin && tokens.some(({ isRule }) => isRule === true);
}

/** Whether a sentence is a step of a procedure: “2. Staff return the badge.” */
function isStep(provision: Provision): boolean {
  const isSentence = /[^)]\.$/.test(provision.text);
  return provision.isStep && isSentence && provision.tokens().length >= stepTokensMin;
}

/** The sections of some provisions, and all that these are part of. */
function withParents({ sections }: Page, provisions: readonly Provision[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { section } of provisions) {
    let index: number | undefined = section;
    while (index !== undefined && !found.has(index)) {
      found.add(index);
      index = sections[index]?.parent;
    }
  }
  return found;
}

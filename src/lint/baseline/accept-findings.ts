import type { Finding, RuleId } from "../finding.ts";
import type { AcceptedFinding, Baseline } from "./baseline.ts";
import type { Candidate } from "./candidate.ts";
import { textSimilarity } from "./text-similarity.ts";

/** What a baseline makes of findings. */
export interface Acceptance {
  readonly accepted: ReadonlySet<Finding>;
  /** What of the baseline was found nowhere, pages aside at which nobody looked. */
  readonly unmatched: readonly Unmatched[];
}

interface Unmatched {
  readonly path: string;
  /** `times` is what is left of it. */
  readonly entry: AcceptedFinding;
}

/** From here on a text is the same one, edited. */
const similarityMin = 0.5;

/** Of more pairs of findings and entries none are compared: the findings stay. */
const pairsMax = 20_000;

interface Slot extends Unmatched {
  left: number;
}

/**
 * Decides which findings are accepted. Each entry accepts as many as it says: first those in the same text, then
 * those in a text that was edited, then those whose rule names what is missing, wherever that is said. What is left
 * accepts the same on other pages, so that a page may be renamed and a paragraph moved; a copy is new, since the
 * original has taken the entry. `isUnseen` holds for pages that are there and have no candidates, because nobody
 * looked, or looked for that rule: their entries are kept for them.
 *
 * Of equal candidates earlier ones are accepted.
 */
export function acceptFindings(
  { pages }: Pick<Baseline, "pages">,
  candidates: readonly Candidate[],
  isUnseen: (path: string, rule: RuleId) => boolean,
): Acceptance {
  const slots = [...pages].flatMap(([path, entries]) =>
    entries.map((entry): Slot => ({ path, entry, left: entry.times })),
  );
  const accepted = new Set<Finding>();
  const own = Map.groupBy(slots, ({ path, entry }) => `${path}\n${identityOf(entry)}`);
  const ofPage = ({ finding }: Candidate): string => `${finding.path}\n${finding.identity}`;
  takeAll(candidates, own, ofPage, accepted, { isOwnPage: true });
  const free = slots.filter(({ path, entry, left }) => left > 0 && !isUnseen(path, entry.rule));
  const moved = Map.groupBy(free, ({ entry }) => identityOf(entry));
  takeAll(candidates, moved, ({ finding }) => finding.identity, accepted, { isOwnPage: false });
  const unmatched = slots
    .filter(({ left, path, entry }) => left > 0 && !isUnseen(path, entry.rule))
    .map(({ path, entry, left }) => ({ path, entry: { ...entry, times: left } }));
  return { accepted, unmatched };
}

function identityOf({ rule, id }: AcceptedFinding): string {
  return `${rule}@${id}`;
}

/** Lets slots take candidates of their own name, the surest first. */
function takeAll(
  candidates: readonly Candidate[],
  slots: ReadonlyMap<string, readonly Slot[]>,
  nameOf: (candidate: Candidate) => string,
  accepted: Set<Finding>,
  { isOwnPage }: { readonly isOwnPage: boolean },
): void {
  const concerned = candidates.filter(
    (candidate) => slots.has(nameOf(candidate)) && !accepted.has(candidate.finding),
  );
  for (const [name, group] of Map.groupBy(concerned, nameOf)) {
    const entries = slots.get(name) ?? [];
    const take = (candidate: Candidate, slot: Slot | undefined): void => {
      if (slot === undefined || slot.left === 0 || accepted.has(candidate.finding)) return;
      slot.left -= 1;
      accepted.add(candidate.finding);
    };
    for (const candidate of group) {
      take(
        candidate,
        entries.find(({ left, entry }) => left > 0 && entry.near === candidate.near),
      );
    }
    for (const { candidate, slot } of similarPairs(group, entries, accepted)) take(candidate, slot);
    if (!isOwnPage) continue;
    for (const candidate of group) {
      if (candidate.finding.key === undefined) continue;
      take(
        candidate,
        entries.find(({ left }) => left > 0),
      );
    }
  }
}

/** What is left of candidates and slots in similar texts, the most similar pairs first. */
function similarPairs(
  group: readonly Candidate[],
  entries: readonly Slot[],
  accepted: ReadonlySet<Finding>,
): readonly { readonly candidate: Candidate; readonly slot: Slot }[] {
  const open = group.filter(({ finding }) => !accepted.has(finding));
  const free = entries.filter(({ left }) => left > 0);
  if (open.length * free.length > pairsMax) return [];
  return open
    .flatMap((candidate) =>
      free.map((slot) => ({
        candidate,
        slot,
        similarity: textSimilarity(candidate.near, slot.entry.near),
      })),
    )
    .filter(({ similarity }) => similarity >= similarityMin)
    .sort((a, b) => b.similarity - a.similarity);
}

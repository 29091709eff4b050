import type { PlacedFinding } from "../change/placed-finding.ts";
import { hash128 } from "../lint/fingerprint.ts";
import { compareText } from "../text/compare-text.ts";
import { compareSpans } from "../text/span.ts";
import type { FindingName } from "./marker.ts";
import type { PostedThread, ReviewOutcome } from "./review.ts";

/** The findings of a review that may have a comment, in page order and each once. */
export function commentable({ placed }: Pick<ReviewOutcome, "placed">): readonly PlacedFinding[] {
  return inOrder(placed.filter(({ finding }) => finding.severity !== "info"));
}

/** By page and position, each finding once. */
export function inOrder(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const sorted = [...placed].sort(
    ({ finding: a }, { finding: b }) =>
      compareText(a.path, b.path) ||
      compareSpans(a.span, b.span) ||
      compareText(a.rule, b.rule) ||
      compareText(a.fingerprint, b.fingerprint),
  );
  const seen = new Set<string>();
  return sorted.filter(({ finding: { fingerprint } }) => {
    const isNew = !seen.has(fingerprint);
    seen.add(fingerprint);
    return isNew;
  });
}

/** Which thread already speaks of which finding. */
export interface Matches {
  /** A thread may speak of several findings. */
  readonly threadOf: ReadonlyMap<PlacedFinding, PostedThread>;
  /** Threads whose findings were all removed. */
  readonly left: readonly PostedThread[];
}

/**
 * Pairs findings with threads: by identity on the same line, then by fingerprint, then what is left by identity on
 * the same page, then by identity on the page's old path. Findings must be in order; what a thread says of one
 * finding is taken once, the oldest thread first.
 */
export function matchThreads(
  found: readonly PlacedFinding[],
  threads: readonly PostedThread[],
): Matches {
  const threadOf = new Map<PlacedFinding, PostedThread>();
  const left = new Set(
    [...threads]
      .sort((a, b) => a.noteId - b.noteId)
      .filter((thread) => !isDone(thread))
      .flatMap((thread) => thread.findings.map((name) => ({ ...name, thread }))),
  );
  const pair = (
    nameOfEntry: (entry: Entry) => string,
    nameOf: (placed: PlacedFinding) => string,
    ranking: (thread: PostedThread) => number,
  ): void => {
    const byName = new Map<string, Entry[]>();
    for (const entry of [...left].sort((a, b) => ranking(a.thread) - ranking(b.thread))) {
      const name = nameOfEntry(entry);
      if (ranking(entry.thread) < never) byName.set(name, [...(byName.get(name) ?? []), entry]);
    }
    for (const placed of found) {
      if (threadOf.has(placed)) continue;
      const entry = byName.get(nameOf(placed))?.shift();
      if (entry === undefined) continue;
      threadOf.set(placed, entry.thread);
      left.delete(entry);
    }
  };
  const identityOf = ({ finding }: PlacedFinding): string => hash128(finding.identity);
  const nameOf = ({ identity, thread }: Entry): string => `${identity}\n${thread.path}`;

  // Of equal findings each goes with the thread on its own line, and of those on one line with the one that names it.
  pair(
    (entry) => `${entry.fingerprint}\n${entry.thread.newLine}`,
    (placed) => `${placed.finding.fingerprint}\n${lineOf(placed)}`,
    rankOnLine,
  );
  pair(
    (entry) => `${nameOf(entry)}\n${entry.thread.newLine}`,
    (placed) => `${identityOf(placed)}\n${placed.finding.path}\n${lineOf(placed)}`,
    rankOnLine,
  );
  pair(
    ({ fingerprint }) => fingerprint,
    ({ finding }) => finding.fingerprint,
    rankSame,
  );
  pair(nameOf, (placed) => `${identityOf(placed)}\n${placed.finding.path}`, rankAlike);
  pair(
    nameOf,
    (placed) => {
      const { anchor, finding } = placed;
      return `${identityOf(placed)}\n${anchor.kind === "outside" ? finding.path : anchor.oldPath}`;
    },
    rankAlike,
  );
  const taken = new Set(threadOf.values());
  return { threadOf, left: threads.filter((thread) => !taken.has(thread)) };
}

/** What a thread says of one finding. */
interface Entry extends FindingName {
  readonly thread: PostedThread;
}

/**
 * A thread closed by applying its suggestion was agreed with and not dismissed: what the suggestion left
 * on the line is said anew.
 */
function isDone({ isResolved, hasAppliedSuggestion, dismissal }: PostedThread): boolean {
  return isResolved && hasAppliedSuggestion && dismissal === undefined;
}

const never = 9;

/**
 * Of several threads on the very same finding, the one with a person's last word counts, then the one that speaks of
 * the least else.
 */
function rankSame(thread: PostedThread): number {
  if (isResolvedByPerson(thread)) return 0;
  if (thread.hasHumanReply || thread.isEditedByPerson) return 1;
  return (thread.isResolved ? 3 : 2) + thread.findings.length / 1_000;
}

function lineOf({ anchor }: PlacedFinding): number | string {
  return anchor.kind === "outside" ? "none" : anchor.newLine;
}

function rankOnLine(thread: PostedThread): number {
  const isBots = thread.isResolved && !isResolvedByPerson(thread);
  return thread.newLine === undefined || isBots ? never : rankSame(thread);
}

/**
 * A thread on an equal finding goes on as long as it is open, and stays quiet once a person resolved
 * it. One that the bot resolved is done: the new finding gets a comment where it stands.
 */
function rankAlike(thread: PostedThread): number {
  if (!thread.isResolved) return 0;
  return isResolvedByPerson(thread) ? 1 : never;
}

/** Whether a person closed the thread; where GitLab does not say who, it was a person. */
export function isResolvedByPerson({ isResolved, resolvedBy }: PostedThread): boolean {
  return isResolved && resolvedBy !== "bot";
}

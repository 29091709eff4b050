import type { Anchor, PlacedFinding } from "../change/placed-finding.ts";
import { namedFindingsMax } from "./marker.ts";
import { isResolvedByPerson } from "./match.ts";
import type { PostedThread } from "./review.ts";

/** The findings of one line, which share a comment. */
export interface LineComment {
  /** At least one, in page order. */
  readonly placed: readonly PlacedFinding[];
  /** Where a new comment would attach; undefined where GitLab takes none. */
  readonly anchor: CommentAnchor | undefined;
  /** The open thread that speaks of the line. */
  thread: PostedThread | undefined;
}

export type CommentAnchor = Exclude<Anchor, { kind: "outside" }>;

/** How findings and threads share the lines of a diff. */
export interface SharedLines {
  /** In page order. */
  readonly lines: readonly LineComment[];
  /** Findings of which a person has heard, or must not hear again: their threads stay as they are. */
  readonly kept: ReadonlyMap<PostedThread, readonly PlacedFinding[]>;
  /** Findings that have no line, and that came back after a person answered: only the summary has room for them. */
  readonly unplaced: readonly PlacedFinding[];
  /** Open threads beside the one that speaks of the line. */
  readonly merged: readonly PostedThread[];
}

/**
 * Brings the findings of each line together, with the thread that speaks of it. What a person answered, edited or
 * resolved keeps its findings to itself, and so does what cannot be edited now.
 */
export function shareLines(
  found: readonly PlacedFinding[],
  threadOf: ReadonlyMap<PlacedFinding, PostedThread>,
  anchorOf: (placed: PlacedFinding) => CommentAnchor | undefined,
): SharedLines {
  const byLine = new Map<string, { placed: PlacedFinding[]; anchor: CommentAnchor | undefined }>();
  const kept = new Map<PostedThread, PlacedFinding[]>();
  const unplaced: PlacedFinding[] = [];
  const stuck = new Set(
    [...threadOf].flatMap(([placed, thread]) => (anchorOf(placed) === undefined ? [thread] : [])),
  );
  const speaking = Map.groupBy(threadOf, ([, thread]) => thread);
  for (const placed of found) {
    const thread = threadOf.get(placed);
    const anchor = anchorOf(placed);
    if (
      thread !== undefined &&
      isKept(thread, {
        hasLines: !stuck.has(thread),
        isWhole: (speaking.get(thread)?.length ?? 0) >= thread.findings.length,
      })
    ) {
      kept.set(thread, [...(kept.get(thread) ?? []), placed]);
      continue;
    }
    const own = thread?.isResolved === false ? thread : undefined;
    if (
      anchor === undefined ? own === undefined : thread?.isResolved === true && isTouched(thread)
    ) {
      unplaced.push(placed);
      continue;
    }
    const line =
      anchor === undefined ? `thread ${own?.noteId}` : `${anchor.path}\n${anchor.newLine}`;
    const here = byLine.get(line) ?? { placed: [], anchor };
    byLine.set(line, here);
    if (here.placed.length < namedFindingsMax) here.placed.push(placed);
    else unplaced.push(placed);
  }
  const lines = [...byLine.values()].map((line) => ({ ...line, thread: undefined }));
  return { lines, kept, unplaced, merged: giveThreads(lines, threadOf) };
}

/**
 * Whether a thread is left as it is as long as a finding of it is there. One whose line has changed is not, where
 * all of its findings have a line to move to; nor is one that cannot be edited and has a finding that is gone.
 */
function isKept(
  thread: PostedThread,
  { hasLines, isWhole }: { readonly hasLines: boolean; readonly isWhole: boolean },
): boolean {
  if (thread.isResolved) return isResolvedByPerson(thread);
  if (isTouched(thread)) return true;
  return isWhole && !canEdit(thread) && !(thread.isOutdated && hasLines);
}

/** Whether the words of a thread can be brought up to date: its text counts from the line where it stands. */
export function canEdit({ newLine, isEditable }: PostedThread): boolean {
  return isEditable && newLine !== undefined;
}

/** Whether a person has a word in a thread. */
function isTouched({ hasHumanReply, isEditedByPerson }: PostedThread): boolean {
  return hasHumanReply || isEditedByPerson;
}

/** Gives each line the open thread on it, else the oldest that speaks of it; gives those that are left. */
function giveThreads(
  lines: readonly LineComment[],
  threadOf: ReadonlyMap<PlacedFinding, PostedThread>,
): readonly PostedThread[] {
  const linesOf = new Map<PostedThread, LineComment[]>();
  for (const line of lines) {
    for (const placed of line.placed) {
      const thread = threadOf.get(placed);
      if (thread === undefined || thread.isResolved || !canEdit(thread)) continue;
      const own = linesOf.get(thread) ?? [];
      if (!own.includes(line)) own.push(line);
      linesOf.set(thread, own);
    }
  }
  const threads = [...linesOf].sort(([a], [b]) => a.noteId - b.noteId);
  const given = new Set<PostedThread>();
  for (const isExact of [true, false]) {
    for (const [thread, own] of threads) {
      if (given.has(thread)) continue;
      const line = own.find(
        (each) =>
          each.thread === undefined && (!isExact || each.anchor?.newLine === thread.newLine),
      );
      if (line === undefined) continue;
      line.thread = thread;
      given.add(thread);
    }
  }
  return threads.map(([thread]) => thread).filter((thread) => !given.has(thread));
}

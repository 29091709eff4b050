import { parseMarker } from "../../src/review/marker.ts";
import { planReview } from "../../src/review/plan.ts";
import type {
  PostedReview,
  PostedThread,
  ReviewOutcome,
  ReviewPlan,
  ReviewPolicy,
} from "../../src/review/review.ts";
import { policy } from "./samples.ts";

export const nothing: PostedReview = { threads: [], summaries: [], commands: [] };

/** What stands on a merge request once GitLab has done what a plan says. */
export function apply(posted: PostedReview, plan: ReviewPlan): PostedReview {
  const top = Math.max(
    0,
    ...posted.threads.map(({ noteId }) => noteId),
    ...posted.summaries.map(({ noteId }) => noteId),
  );
  const edits = new Map(plan.edit.map(({ thread, body }) => [thread.noteId, body]));
  const resolved = new Set(plan.resolve.map(({ noteId }) => noteId));
  const reopened = new Set(plan.reopen.map(({ noteId }) => noteId));
  const kept = posted.threads.map((thread): PostedThread => {
    const body = edits.get(thread.noteId) ?? thread.body;
    const told = { ...thread, ...named(body), body };
    if (resolved.has(thread.noteId)) return { ...told, isResolved: true, resolvedBy: "bot" };
    if (reopened.has(thread.noteId)) return { ...told, isResolved: false, resolvedBy: undefined };
    return told;
  });
  const created = plan.create.map(({ anchor, body }, index): PostedThread => {
    const noteId = top + 1 + index;
    return {
      discussionId: `d${noteId}`,
      noteId,
      ...named(body),
      newLine: anchor.newLine,
      isOutdated: false,
      hasAppliedSuggestion: false,
      body,
      isResolved: false,
      resolvedBy: undefined,
      hasHumanReply: false,
      isEditedByPerson: false,
      isEditable: true,
      dismissal: undefined,
      suggestions: [],
    };
  });
  const bodies = new Map(plan.fold.map(({ noteId, body }) => [noteId, body]));
  if (plan.summary.kind === "edit") bodies.set(plan.summary.noteId, plan.summary.body);
  const summaries = posted.summaries.map(({ noteId, body }) => ({
    noteId,
    body: bodies.get(noteId) ?? body,
    isEditable: true,
  }));
  if (plan.summary.kind === "create") {
    const noteId = top + plan.create.length + 1;
    summaries.push({ noteId, body: plan.summary.body, isEditable: true });
  }
  return { threads: [...kept, ...created], summaries, commands: [] };
}

function named(body: string): Pick<PostedThread, "findings" | "path"> {
  const marker = parseMarker(body);
  if (marker?.kind !== "finding") throw new Error(`This is no comment of ours: ${body}`);
  const { findings, path } = marker;
  return { findings, path };
}

/** Reviews and posts once. */
export function push(
  posted: PostedReview,
  outcome: ReviewOutcome,
  over: Partial<ReviewPolicy> = {},
): PostedReview {
  return apply(posted, planReview(outcome, posted, { ...policy, ...over }));
}

/** A plan in numbers: what it would do, without what it leaves as it is. */
export function counts(plan: ReviewPlan): Record<string, number | string> {
  const { create, edit, resolve, reopen, fold, summary } = plan;
  const all = {
    create: create.length,
    edit: edit.length,
    resolve: resolve.length,
    reopen: reopen.length,
    fold: fold.length,
    summary: summary.kind === "keep" ? 0 : summary.kind,
  };
  return Object.fromEntries(Object.entries(all).filter(([, number]) => number !== 0));
}

/** Changes the threads whose text holds a word, as a person would. */
export function touch(
  posted: PostedReview,
  change: Partial<PostedThread>,
  word = "",
): PostedReview {
  return {
    ...posted,
    threads: posted.threads.map((thread) =>
      thread.body.includes(word) ? { ...thread, ...change } : thread,
    ),
  };
}

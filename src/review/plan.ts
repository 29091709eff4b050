import type { Anchor, PlacedFinding } from "../change/placed-finding.ts";
import { hash128 } from "../lint/fingerprint.ts";
import { isOutOfGate } from "./commands/answer-command.ts";
import { CommentBudget } from "./comment-budget.ts";
import { parseMarker, visibleText } from "./marker.ts";
import { commentable, inOrder, isResolvedByPerson, matchThreads } from "./match.ts";
import { renderComment } from "./render.ts";
import type {
  PostedReview,
  PostedThread,
  ReviewOutcome,
  ReviewPlan,
  ReviewPolicy,
  WantedComment,
} from "./review.ts";
import {
  type Coverage,
  hasReasonForSummary,
  renderFoldedSummary,
  renderSummary,
} from "./summary.ts";
import { judge, type Verdict } from "./verdict.ts";

/**
 * Compares what a review came to with what is posted, and says what has to be done about it. What a
 * person resolved, answered or edited is left alone. Done twice, the second plan is empty.
 */
export function planReview(
  outcome: ReviewOutcome,
  posted: PostedReview,
  policy: ReviewPolicy,
): ReviewPlan {
  const isMassChange = outcome.pages > policy.massChangePages;
  const found = commentable(outcome);
  const threads = [...posted.threads].sort((a, b) => a.noteId - b.noteId);
  const { threadOf, left } = matchThreads(found, threads);

  const resolve = left.filter((thread) => !thread.isResolved && !isTouched(thread));
  const reopen: PostedThread[] = [];
  const edit: ReviewPlan["edit"][number][] = [];
  const create: WantedComment[] = [];
  const listed: PlacedFinding[] = [];
  const budget = new CommentBudget(policy, threads.filter(isOpen).length - resolve.length);

  for (const [placed, thread] of threadOf) {
    if (isOpen(thread) || isResolvedByPerson(thread)) budget.note(placed);
    if (isOpen(thread)) edit.push(...editOf(placed, thread, policy));
  }
  for (const placed of errorsFirst(found)) {
    const thread = threadOf.get(placed);
    if (thread === undefined) {
      const anchor = isMassChange ? undefined : anchorOf(placed, policy);
      if (anchor !== undefined && budget.take(placed))
        create.push(commentOn(placed, anchor, policy));
      else listed.push(placed);
    } else if (!isOpen(thread) && !isResolvedByPerson(thread)) {
      if (!isMassChange && !isTouched(thread) && budget.take(placed)) {
        reopen.push(thread);
        edit.push(...editOf(placed, thread, policy));
      } else {
        listed.push(placed);
      }
    }
  }
  const dismissed = found.flatMap((placed) => {
    const dismissal = threadOf.get(placed)?.dismissal;
    return dismissal === undefined ? [] : [{ placed, dismissal }];
  });
  const coverage = {
    listed: inOrder(listed),
    commented: found.length - listed.length,
    dismissed,
    isMassChange,
  };
  return {
    create,
    edit: edit.sort((a, b) => a.thread.noteId - b.thread.noteId),
    resolve,
    reopen: reopen.sort((a, b) => a.noteId - b.noteId),
    ...planSummaries(outcome, coverage, posted, policy),
    answers: [],
    verdict: verdictOf(outcome, dismissed, policy),
  };
}

function isOpen(thread: PostedThread): boolean {
  return !thread.isResolved;
}

function isTouched({ hasHumanReply, isEditedByPerson }: PostedThread): boolean {
  return hasHumanReply || isEditedByPerson;
}

function errorsFirst(placed: readonly PlacedFinding[]): readonly PlacedFinding[] {
  const isError = ({ finding }: PlacedFinding): boolean => finding.severity === "error";
  return [...placed.filter(isError), ...placed.filter((each) => !isError(each))];
}

type CommentAnchor = Exclude<Anchor, { kind: "outside" }>;

/** Where a comment on a finding may stand; undefined where GitLab takes none. */
function anchorOf(
  { anchor, finding }: PlacedFinding,
  policy: ReviewPolicy,
): CommentAnchor | undefined {
  return anchor.kind === "outside" || policy.unplaced.has(finding.fingerprint) ? undefined : anchor;
}

function commentOn(
  placed: PlacedFinding,
  anchor: CommentAnchor,
  policy: ReviewPolicy,
): WantedComment {
  const { fingerprint, identity, path } = placed.finding;
  return {
    fingerprint,
    identity: hash128(identity),
    path,
    anchor,
    body: renderComment(placed, anchor.newLine, policy),
    placed,
  };
}

/**
 * The edit that a thread needs to say what is true now, if any. The text is written for the line at
 * which the thread stands today, because a suggestion counts from there; where that line is not known,
 * nothing is edited.
 */
function editOf(
  placed: PlacedFinding,
  thread: PostedThread,
  policy: ReviewPolicy,
): ReviewPlan["edit"] {
  if (isTouched(thread) || !thread.isEditable || thread.newLine === undefined) return [];
  const body = renderComment(placed, thread.newLine, policy);
  return visibleText(body) === visibleText(thread.body) ? [] : [{ thread, body }];
}

/** One summary where something cannot be said in the diff; others are folded. */
function planSummaries(
  outcome: ReviewOutcome,
  coverage: Coverage,
  posted: PostedReview,
  policy: ReviewPolicy,
): Pick<ReviewPlan, "summary" | "fold"> {
  const [kept, ...others] = posted.summaries
    .filter(({ isEditable }) => isEditable)
    .sort((a, b) => a.noteId - b.noteId);
  const folded = renderFoldedSummary(policy);
  const fold = others.filter(({ body }) => needsText(body, folded));
  const body = renderSummary(outcome, coverage, policy);
  const hasNews =
    coverage.listed.length + coverage.dismissed.length > 0 || hasReasonForSummary(outcome);
  const summary: ReviewPlan["summary"] =
    kept === undefined
      ? hasNews
        ? { kind: "create", body }
        : { kind: "keep" }
      : needsText(kept.body, body)
        ? { kind: "edit", noteId: kept.noteId, body }
        : { kind: "keep" };
  return { summary, fold: fold.map(({ noteId }) => ({ noteId, body: folded })) };
}

/** Whether a summary reads differently, and no person has made it so. */
function needsText(posted: string, wanted: string): boolean {
  return visibleText(posted) !== visibleText(wanted) && parseMarker(posted)?.isEdited !== true;
}

function verdictOf(
  { placed, faults }: ReviewOutcome,
  dismissed: Coverage["dismissed"],
  policy: ReviewPolicy,
): Verdict {
  const leftOut = new Set(
    dismissed
      .filter(({ dismissal }) => isOutOfGate(dismissal, policy))
      .map((each) => each.placed.finding),
  );
  const findings = placed.map(({ finding }) => finding);
  return judge({ findings, faults }, policy.failOn, (finding) => leftOut.has(finding));
}

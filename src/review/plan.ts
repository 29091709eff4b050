import type { PlacedFinding } from "../change/placed-finding.ts";
import { isOutOfGate } from "./commands/answer-command.ts";
import { CommentBudget } from "./comment-budget.ts";
import { parseMarker, visibleText } from "./marker.ts";
import { commentable, inOrder, matchThreads } from "./match.ts";
import { findingName, renderComment } from "./render.ts";
import type {
  PostedReview,
  PostedThread,
  ReviewOutcome,
  ReviewPlan,
  ReviewPolicy,
  WantedComment,
} from "./review.ts";
import { canEdit, type CommentAnchor, type LineComment, shareLines } from "./share-lines.ts";
import {
  type Coverage,
  hasReasonForSummary,
  renderFoldedSummary,
  renderSummary,
} from "./summary.ts";
import { judge, type Verdict } from "./verdict.ts";

/**
 * Compares what a review came to with what is posted, and says what has to be done about it. The findings of a
 * line share a comment; one whose line has changed makes way for a new one where the line is now. What a person
 * resolved, answered or edited is left alone as long as its finding is there. Done twice, the second plan is empty.
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
  const { lines, kept, unplaced, merged } = shareLines(found, threadOf, (placed) =>
    isMassChange ? undefined : anchorOf(placed, policy),
  );
  const replaced = threads.filter(
    (thread) => isOpen(thread) && threadsOf(lines, threadOf).has(thread) && !canEdit(thread),
  );
  const resolve = [
    ...left.filter((thread) => isOpen(thread) && mayResolve(thread, policy)),
    ...merged,
    ...replaced,
  ];
  const names = new Set(found.map(({ finding }) => finding.fingerprint));
  const reopen: PostedThread[] = [];
  const edit: ReviewPlan["edit"][number][] = [];
  const create: WantedComment[] = [];
  const listed = [...unplaced];
  const budget = new CommentBudget(policy, threads.filter(isOpen).length - resolve.length);

  for (const placed of kept.values()) budget.note(placed);
  for (const { placed, thread } of lines) {
    if (thread === undefined) continue;
    budget.note(placed);
    edit.push(...editOf(placed, thread, names, policy));
  }
  const open = lines.filter(({ thread }) => thread === undefined);
  const inPlace = placesTaken(open, replaced, threadOf);
  for (const line of inPlace) budget.replace(line.placed);
  for (const line of errorsFirst(open)) {
    const { placed, anchor } = line;
    if (anchor === undefined || !(inPlace.has(line) || budget.take(placed))) {
      listed.push(...placed);
      continue;
    }
    const thread = threadToReopen(line, threadOf);
    if (thread === undefined) create.push(commentOn(placed, anchor, policy));
    else {
      reopen.push(thread);
      edit.push(...editOf(placed, thread, names, policy));
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
    resolve: resolve.sort((a, b) => a.noteId - b.noteId),
    reopen: reopen.sort((a, b) => a.noteId - b.noteId),
    ...planSummaries(outcome, coverage, posted, policy),
    answers: [],
    verdict: verdictOf(outcome, dismissed, policy),
  };
}

function isOpen(thread: PostedThread): boolean {
  return !thread.isResolved;
}

/** An answer asks for nothing more once the finding is gone; a text that a person wrote is theirs. */
function mayResolve(
  { hasHumanReply, isEditedByPerson }: PostedThread,
  { resolveAnswered }: ReviewPolicy,
): boolean {
  return !isEditedByPerson && (resolveAnswered || !hasHumanReply);
}

/** The threads that speak of findings of these lines. */
function threadsOf(
  lines: readonly LineComment[],
  threadOf: ReadonlyMap<PlacedFinding, PostedThread>,
): ReadonlySet<PostedThread> {
  return new Set(lines.flatMap(({ placed }) => placed.flatMap((each) => threadOf.get(each) ?? [])));
}

/** The lines whose comments take the places of threads that go: one line for each thread. */
function placesTaken(
  lines: readonly LineComment[],
  replaced: readonly PostedThread[],
  threadOf: ReadonlyMap<PlacedFinding, PostedThread>,
): ReadonlySet<LineComment> {
  const taken = new Set<LineComment>();
  for (const thread of replaced) {
    const line = lines.find(
      (each) =>
        each.anchor !== undefined &&
        !taken.has(each) &&
        each.placed.some((placed) => threadOf.get(placed) === thread),
    );
    if (line !== undefined) taken.add(line);
  }
  return taken;
}

/** A thread that the bot resolved and that stands on the line on which its finding came back. */
function threadToReopen(
  { placed, anchor }: LineComment,
  threadOf: ReadonlyMap<PlacedFinding, PostedThread>,
): PostedThread | undefined {
  return placed
    .flatMap((each) => threadOf.get(each) ?? [])
    .find((thread) => thread.isResolved && canEdit(thread) && thread.newLine === anchor?.newLine);
}

function errorsFirst(lines: readonly LineComment[]): readonly LineComment[] {
  const hasError = ({ placed }: LineComment): boolean =>
    placed.some(({ finding }) => finding.severity === "error");
  return [...lines.filter(hasError), ...lines.filter((each) => !hasError(each))];
}

/** Where a comment on a finding may stand; undefined where GitLab takes none. */
function anchorOf(
  { anchor, finding }: PlacedFinding,
  policy: ReviewPolicy,
): CommentAnchor | undefined {
  return anchor.kind === "outside" || policy.unplaced.has(finding.fingerprint) ? undefined : anchor;
}

function commentOn(
  placed: readonly PlacedFinding[],
  anchor: CommentAnchor,
  policy: ReviewPolicy,
): WantedComment {
  return {
    findings: placed.map(findingName),
    path: anchor.path,
    anchor,
    body: renderComment(placed, anchor.newLine, policy),
    placed,
  };
}

/**
 * The edit that a thread needs to say what is true now, if any. The text is written for the line at
 * which the thread stands today, because a suggestion counts from there. What nobody sees is edited only where
 * the thread bears the name of another finding (`names` are all of them).
 */
function editOf(
  placed: readonly PlacedFinding[],
  thread: PostedThread,
  names: ReadonlySet<string>,
  policy: ReviewPolicy,
): ReviewPlan["edit"] {
  if (thread.newLine === undefined) return [];
  const body = renderComment(placed, thread.newLine, policy);
  const own = new Set(placed.map(({ finding }) => finding.fingerprint));
  const isMistaken = thread.findings.some(
    ({ fingerprint }) => names.has(fingerprint) && !own.has(fingerprint),
  );
  const isTrue = !isMistaken && visibleText(body) === visibleText(thread.body);
  return isTrue ? [] : [{ thread, body }];
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
    coverage.listed.length + coverage.dismissed.length > 0 || hasReasonForSummary(outcome, policy);
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

import { isDeepStrictEqual } from "node:util";

import type { DiffRefs } from "./merge-request.ts";
import { parseMarker } from "../review/marker.ts";
import type { ReviewPlan, WantedComment } from "../review/review.ts";
import type { Discussion, DraftNote, Position } from "./notes.ts";

/** A note that is to appear in the merge request: a comment in the diff, or the first summary. */
export interface NewNote {
  readonly body: string;
  /** Undefined for the summary. */
  readonly comment: WantedComment | undefined;
  readonly position: Position | undefined;
}

/** `finish` makes a body ready to be posted. */
export function newNotes(
  plan: ReviewPlan,
  refs: DiffRefs,
  finish: (body: string) => string,
): readonly NewNote[] {
  const comments = plan.create.map((comment) => ({
    body: finish(comment.body),
    comment,
    position: makePosition(comment.anchor, refs),
  }));
  const { summary } = plan;
  return summary.kind === "create"
    ? [...comments, { body: finish(summary.body), comment: undefined, position: undefined }]
    : comments;
}

/**
 * GitLab wants the new line alone for an added line and both lines for an unchanged one; anything
 * else is refused with `line_code can't be blank`. The commits are those of the diff's own version.
 */
function makePosition(anchor: WantedComment["anchor"], refs: DiffRefs): Position {
  return {
    position_type: "text",
    base_sha: refs.baseSha,
    start_sha: refs.startSha,
    head_sha: refs.headSha,
    old_path: anchor.oldPath,
    new_path: anchor.path,
    new_line: anchor.newLine,
    ...(anchor.kind === "context" ? { old_line: anchor.oldLine } : {}),
  };
}

/** Whether a draft has the same text at the same position. */
export function isSameDraft(draft: DraftNote, note: NewNote): boolean {
  return isSameBody(draft.note, note.body) && isSamePosition(draft.position, note.position);
}

/**
 * Compared as GitLab stores them: it deletes carriage returns and the white space at the end.
 * @testing The ideal review is compared in the same way.
 */
export function isSameBody(one: string, other: string): boolean {
  const asStored = (body: string) => body.replaceAll("\r", "").trimEnd();
  return asStored(one) === asStored(other);
}

function isSamePosition(stored: DraftNote["position"], wanted: Position | undefined): boolean {
  if (wanted === undefined) {
    // A draft outside the diff has no position, or one without paths.
    return !stored?.new_path;
  }
  return (
    stored?.head_sha === wanted.head_sha &&
    stored.base_sha === wanted.base_sha &&
    stored.start_sha === wanted.start_sha &&
    stored.new_path === wanted.new_path &&
    stored.old_path === wanted.old_path &&
    stored.new_line === wanted.new_line &&
    (stored.old_line ?? undefined) === wanted.old_line
  );
}

/**
 * Whether the line of a thread has changed since. No field of the API says so; GitLab writes it into the thread,
 * in English whoever reads. app/services/system_notes/merge_requests_service.rb, 2026-11.
 */
export function isOutdated({ notes }: Discussion): boolean {
  return (notes ?? []).some(
    ({ system, body }) => system === true && body.startsWith("changed this line in "),
  );
}

/** Whether a discussion is this note, published. */
export function isPublished(
  note: NewNote,
  discussions: readonly Discussion[],
  userId: number,
): boolean {
  const wanted = parseMarker(note.body);
  return discussions.some((discussion) => {
    const first = discussion.notes?.[0];
    if (first?.author?.id !== userId || wanted === undefined) {
      return false;
    }
    // A comment that takes the place of an outdated one may be about the very same findings.
    if (isOutdated(discussion)) return false;
    const found = parseMarker(first.body);
    return (
      found?.instance === wanted.instance &&
      (found.kind === "finding" && wanted.kind === "finding"
        ? isDeepStrictEqual(found.findings, wanted.findings)
        : found.kind === wanted.kind)
    );
  });
}

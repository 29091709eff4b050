import type { ReviewPlan } from "../review/review.ts";
import { isAnswer } from "./gitlab-error.ts";
import type { Target } from "./prepare.ts";

/** What became of the notes that were there. */
export interface ChangedNotes {
  readonly edited: number;
  readonly resolved: number;
  readonly reopened: number;
  readonly hasEditedSummary: boolean;
  readonly refused: readonly string[];
}

export const nothingChanged: ChangedNotes = {
  edited: 0,
  resolved: 0,
  reopened: 0,
  hasEditedSummary: false,
  refused: [],
};

/** Edits, resolves and reopens what is posted. What GitLab does not let the bot do is no failure of the rest. */
export async function changeNotes(
  target: Target,
  plan: ReviewPlan,
  finish: (body: string) => string,
): Promise<ChangedNotes> {
  const { gitlab, projectId, iid } = target;
  const { notes } = gitlab;
  const refused: string[] = [];
  const done = { edited: 0, resolved: 0, reopened: 0, summary: 0 };
  async function attempt(what: keyof typeof done, call: () => Promise<void>): Promise<void> {
    const refusal = await refusalOf(call);
    if (refusal === undefined) {
      done[what] += 1;
    } else {
      refused.push(refusal);
    }
  }
  for (const { thread, body } of plan.edit) {
    const { discussionId, noteId } = thread;
    await attempt("edited", () =>
      notes.editThreadNote(projectId, iid, discussionId, noteId, finish(body)),
    );
  }
  for (const { discussionId } of plan.resolve) {
    await attempt("resolved", () => notes.setResolved(projectId, iid, discussionId, true));
  }
  for (const { discussionId } of plan.reopen) {
    await attempt("reopened", () => notes.setResolved(projectId, iid, discussionId, false));
  }
  const { summary } = plan;
  if (summary.kind === "edit") {
    await attempt("summary", () =>
      notes.editNote(projectId, iid, summary.noteId, finish(summary.body)),
    );
  }
  for (const { noteId, body } of plan.fold) {
    await attempt("edited", () => notes.editNote(projectId, iid, noteId, finish(body)));
  }
  return { ...done, hasEditedSummary: done.summary > 0, refused };
}

/** A thread that a person deleted, or that the bot may not touch, is no reason to fail the rest. */
async function refusalOf(call: () => Promise<void>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (isAnswer(error, 400, 403, 404, 422)) {
      return error.message;
    }
    throw error;
  }
}

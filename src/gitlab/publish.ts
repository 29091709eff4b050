import { createOnce } from "./create-once.ts";
import { GitLabError, isAnswer } from "./gitlab-error.ts";
import { isPublished, type NewNote } from "./new-note.ts";
import { deleteDraft, type Draft, type Prepared, type Target } from "./prepare.ts";

export interface Published {
  readonly comments: number;
  readonly hasSummary: boolean;
  readonly notifications: number;
  readonly unplaced: readonly string[];
}

/** Makes what is prepared visible: all at once, with one notification, wherever that is possible. */
export async function publish(target: Target, prepared: Prepared): Promise<Published> {
  const { drafts, direct, hasForeignDrafts } = prepared;
  if (drafts.length === 0) {
    return publishDirectly(target, direct);
  }
  return hasForeignDrafts ? publishSingly(target, drafts) : publishTogether(target, drafts);
}

async function publishDirectly(target: Target, notes: readonly NewNote[]): Promise<Published> {
  const { gitlab, projectId, iid, own } = target;
  const unplaced: string[] = [];
  const done: NewNote[] = [];
  for (const note of notes) {
    const { body, position, comment } = note;
    const create = async () => {
      await (position === undefined
        ? gitlab.notes.createNote(projectId, iid, body)
        : gitlab.notes.createDiscussion(projectId, iid, body, position));
      return true;
    };
    const find = async () =>
      isPublished(note, await gitlab.notes.discussions(projectId, iid), own) ? true : undefined;
    const created = await createOnce(create, find, note);
    if (created === true) {
      done.push(note);
    } else if (comment !== undefined) {
      unplaced.push(comment.fingerprint);
    }
  }
  return count(done, done.length, unplaced);
}

function count(
  done: readonly NewNote[],
  notifications: number,
  unplaced: readonly string[],
): Published {
  const comments = done.filter((note) => note.comment !== undefined).length;
  return { comments, hasSummary: comments < done.length, notifications, unplaced };
}

async function publishTogether(target: Target, drafts: readonly Draft[]): Promise<Published> {
  const { gitlab, projectId, iid } = target;
  const notes = drafts.map((draft) => draft.note);
  try {
    await gitlab.notes.publishDraftNotes(projectId, iid);
    return count(notes, 1, []);
  } catch (error) {
    if (!(error instanceof GitLabError) || !error.mayHaveHappened) {
      throw error;
    }
    const left = new Set((await gitlab.notes.draftNotes(projectId, iid))?.map(({ id }) => id));
    const remaining = drafts.filter((draft) => left.has(draft.id));
    if (remaining.length === 0) {
      return count(notes, 1, []);
    }
    if (error.status !== 500) {
      // Nobody knows whether GitLab is still at it; the next run will see what came of it.
      throw error;
    }
    // One draft that cannot be saved fails all of them, also those that are saved already.
    const rest = await publishSingly(target, remaining);
    const earlier = notes.filter((note) => !remaining.some((draft) => draft.note === note));
    const before = count(earlier, earlier.length > 0 ? 1 : 0, []);
    return {
      comments: before.comments + rest.comments,
      hasSummary: before.hasSummary || rest.hasSummary,
      notifications: before.notifications + rest.notifications,
      unplaced: rest.unplaced,
    };
  }
}

async function publishSingly(target: Target, drafts: readonly Draft[]): Promise<Published> {
  const unplaced: string[] = [];
  const done: NewNote[] = [];
  const discussions = await target.gitlab.notes.discussions(target.projectId, target.iid);
  for (const { id, note } of drafts) {
    if (isPublished(note, discussions, target.own)) {
      await deleteDraft(target, id);
      done.push(note);
    } else if (await publishOne(target, id, note)) {
      done.push(note);
    } else if (note.comment !== undefined) {
      unplaced.push(note.comment.fingerprint);
    }
  }
  return count(done, done.length, unplaced);
}

/** False where GitLab refuses to publish the comment; its draft is deleted then. */
async function publishOne(target: Target, id: number, note: NewNote): Promise<boolean> {
  const { gitlab, projectId, iid, own } = target;
  try {
    await gitlab.notes.publishDraftNote(projectId, iid, id);
    return true;
  } catch (error) {
    if (isAnswer(error, 404)) {
      // An attempt whose answer was lost has published it.
      return true;
    }
    if (!isAnswer(error, 400, 422, 500)) {
      throw error;
    }
    const isThere = isPublished(note, await gitlab.notes.discussions(projectId, iid), own);
    if (!isThere && note.comment === undefined) {
      throw error;
    }
    await deleteDraft(target, id);
    return isThere;
  }
}

import { createOnce, type Creation } from "./create-once.ts";
import { GitLabError, isAnswer } from "./gitlab-error.ts";
import { isPublished, type NewNote } from "./new-note.ts";
import { createTrouble, deleteDraft, type Draft, type Prepared, type Target } from "./prepare.ts";

export interface Published {
  readonly comments: number;
  readonly hasSummary: boolean;
  readonly notifications: number;
  readonly unplaced: readonly string[];
}

/** Makes what is prepared visible: all at once, with one notification, wherever that is possible. */
export async function publish(target: Target, prepared: Prepared): Promise<Published> {
  const { drafts, direct, hasForeignDrafts } = prepared;
  if (direct !== undefined) {
    return publishDirectly(target, direct);
  }
  if (drafts.length === 0) {
    return count([], 0, []);
  }
  return hasForeignDrafts ? publishSingly(target, drafts) : publishTogether(target, drafts);
}

async function publishDirectly(target: Target, note: NewNote): Promise<Published> {
  const creation = await createDirectly(target, note);
  if (creation.kind === "created") {
    return count([note], 1, []);
  }
  const trouble = createTrouble(target);
  trouble.add(note, creation.kind === "failing" ? creation.error : undefined);
  return count([], 0, trouble.unplaced(false));
}

function createDirectly(target: Target, note: NewNote): Promise<Creation<true>> {
  const { gitlab, projectId, iid } = target;
  const { body, position } = note;
  const create = async (): Promise<true> => {
    await (position === undefined
      ? gitlab.notes.createNote(projectId, iid, body)
      : gitlab.notes.createDiscussion(projectId, iid, body, position));
    return true;
  };
  const find = async () => ((await isVisible(target, note)) ? true : undefined);
  return createOnce(gitlab, note, create, find);
}

async function isVisible({ gitlab, projectId, iid, userId }: Target, note: NewNote) {
  const { entries } = await gitlab.notes.discussions(projectId, iid);
  return isPublished(note, entries, userId);
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
    const left = new Set((await gitlab.notes.draftNotes(projectId, iid)).map(({ id }) => id));
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
  const trouble = createTrouble(target);
  const done: NewNote[] = [];
  const failing: Draft[] = [];
  const { gitlab, projectId, iid, userId } = target;
  const { entries } = await gitlab.notes.discussions(projectId, iid);
  for (const draft of drafts) {
    const { id, note } = draft;
    if (isPublished(note, entries, userId)) {
      await deleteDraft(target, id);
      done.push(note);
      continue;
    }
    const creation = await publishOne(target, draft);
    if (creation.kind === "created") {
      done.push(note);
    } else {
      trouble.add(note, creation.kind === "failing" ? creation.error : undefined);
      failing.push(draft);
    }
  }
  const unplaced = trouble.unplaced(done.length > 0);
  for (const { id } of failing) await deleteDraft(target, id);
  return count(done, done.length, unplaced);
}

/**
 * Publishes a draft, or where GitLab does not, the same note without one: the failure of a draft has no words
 * (lib/api/draft_notes.rb answers a bare 500), that of a note has.
 */
async function publishOne(target: Target, { id, note }: Draft): Promise<Creation<true>> {
  const { gitlab, projectId, iid } = target;
  const created = { kind: "created", value: true } as const;
  try {
    await gitlab.notes.publishDraftNote(projectId, iid, id);
    return created;
  } catch (error) {
    if (isAnswer(error, 404)) {
      // An attempt whose answer was lost has published it.
      return created;
    }
    if (!isAnswer(error, 400, 422, 500)) {
      throw error;
    }
  }
  const creation = (await isVisible(target, note)) ? created : await createDirectly(target, note);
  if (creation.kind === "created") await deleteDraft(target, id);
  return creation;
}

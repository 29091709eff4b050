import { checkRoom, createNote, discussionOf, notify, resolveDiscussion } from "./notes.ts";
import { positionJson } from "./payload-blocks.ts";
import { acceptPosition } from "./positions.ts";
import { badRequest, badParameter, notFound, Refusal } from "./refusal.ts";
import { nextId, type DraftNote, type MergeRequest, type Note, type World } from "./world.ts";

export interface NewDraft {
  readonly authorId: number;
  readonly note: string;
  readonly position?: unknown;
  readonly commitId?: string | undefined;
  readonly discussionId?: string | undefined;
  readonly resolveDiscussion?: boolean | undefined;
}

/** Saves a draft, which nobody but its author sees. A position off the diff is refused at once. */
export function createDraft(world: World, mergeRequest: MergeRequest, given: NewDraft): DraftNote {
  checkDraftText(world, given.note);
  if (given.discussionId !== undefined && given.position !== undefined && given.position !== null)
    throw badParameter("position, in_reply_to_discussion_id are mutually exclusive");
  const thread = mergeRequest.discussions.find(({ id }) => id === given.discussionId);
  if (given.discussionId !== undefined && thread === undefined) throw notFound("Discussion");
  const place =
    given.position === undefined || given.position === null
      ? undefined
      : acceptPosition(world, mergeRequest, given.position);
  const draft: DraftNote = {
    id: nextId(world, "draft note"),
    authorId: given.authorId,
    note: given.note,
    position: place?.position,
    lineCode: place?.lineCode,
    discussionId: given.discussionId ?? null,
    resolveDiscussion: given.resolveDiscussion ?? false,
    commitId: given.commitId ?? null,
  };
  mergeRequest.drafts.push(draft);
  return draft;
}

export function checkDraftText(world: World, note: string): void {
  if (note.trim() === "") throw badRequest("Note can't be blank");
  if (note.length > world.options.noteLengthMax)
    throw badRequest(`Note is too long (maximum is ${world.options.noteLengthMax} characters)`);
}

/** Publishes one draft as an ordinary comment, with an ordinary notification. */
export function publishDraft(world: World, mergeRequest: MergeRequest, draft: DraftNote): void {
  checkPublishable(world, mergeRequest, [draft]);
  const note = publish(world, mergeRequest, draft, false);
  mergeRequest.drafts = mergeRequest.drafts.filter((one) => one !== draft);
  resolveWith(world, mergeRequest, draft, note);
}

/** Publishes every draft of a user on a merge request as one review: one notification, all or nothing. */
export function publishAll(world: World, mergeRequest: MergeRequest, authorId: number): void {
  const drafts = mergeRequest.drafts.filter((draft) => draft.authorId === authorId);
  checkPublishable(world, mergeRequest, drafts);
  const notes = drafts.map((draft) => ({
    draft,
    note: publish(world, mergeRequest, draft, true),
  }));
  mergeRequest.drafts = mergeRequest.drafts.filter((draft) => !drafts.includes(draft));
  for (const { draft, note } of notes) resolveWith(world, mergeRequest, draft, note);
  const ids = notes.flatMap(({ note }) => (note === undefined ? [] : [note.id]));
  if (drafts.length > 0) notify(world, mergeRequest, "new_review", authorId, ids);
}

/** One draft that can no longer be saved blocks the whole review. */
function checkPublishable(
  world: World,
  mergeRequest: MergeRequest,
  drafts: readonly DraftNote[],
): void {
  for (const draft of drafts) {
    try {
      checkRoom(world, mergeRequest, drafts.length);
      if (draft.position !== undefined)
        acceptPosition(world, mergeRequest, positionJson(draft.position));
      if (draft.discussionId !== null) threadOf(mergeRequest, draft);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // lib/api/draft_notes.rb keeps the reason to itself: `status 500`, and no body.
      throw new Refusal(500, "", "invalid");
    }
  }
}

function threadOf(mergeRequest: MergeRequest, { discussionId }: DraftNote) {
  const thread = mergeRequest.discussions.find(({ id }) => id === discussionId);
  if (thread === undefined) throw notFound("Discussion");
  return thread;
}

function publish(
  world: World,
  mergeRequest: MergeRequest,
  draft: DraftNote,
  quiet: boolean,
): Note | undefined {
  const outcome = createNote(world, mergeRequest, {
    authorId: draft.authorId,
    body: draft.note,
    position: positionJson(draft.position) ?? undefined,
    individual: draft.position === undefined && draft.discussionId === null,
    replyTo: draft.discussionId === null ? undefined : threadOf(mergeRequest, draft),
    quiet,
  });
  return outcome.kind === "note" ? outcome.note : undefined;
}

function resolveWith(
  world: World,
  mergeRequest: MergeRequest,
  draft: DraftNote,
  note: Note | undefined,
): void {
  const discussion = note === undefined ? undefined : discussionOf(mergeRequest, note);
  if (!draft.resolveDiscussion || discussion === undefined) return;
  resolveDiscussion(world, mergeRequest, discussion, { resolved: true, actorId: draft.authorId });
}

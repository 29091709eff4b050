import { parseMarker } from "../review/marker.ts";
import { createOnce, type Creation } from "./create-once.ts";
import { isAnswer, type GitLabError } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import { isSameDraft, type NewNote } from "./new-note.ts";
import type { DraftNote } from "./notes.ts";

/** Where notes are published, and as whom. */
export interface Target {
  readonly gitlab: Pick<GitLab, "notes" | "clock">;
  readonly projectId: number;
  readonly iid: number;
  readonly userId: number;
  readonly instance: string;
  /** Whether nobody tries again later: then what GitLab fails on goes elsewhere. */
  readonly isLastAttempt: boolean;
}

export interface Draft {
  readonly id: number;
  readonly note: NewNote;
}

/** Everything is ready to appear, but nothing is visible yet. */
export interface Prepared {
  readonly drafts: readonly Draft[];
  /** Posted without a draft, the only one of its kind. */
  readonly direct: NewNote | undefined;
  /** Somebody else's drafts under the same account: publishing all at once would publish them too. */
  readonly hasForeignDrafts: boolean;
  /** Fingerprints of the findings whose comments GitLab refuses at their position. */
  readonly unplaced: readonly string[];
}

/**
 * Makes drafts of the notes. Those that a crashed run left are used again if they still say the
 * same, and deleted if not: GitLab would publish them with ours.
 */
export async function prepare(target: Target, notes: readonly NewNote[]): Promise<Prepared> {
  const { gitlab, projectId, iid } = target;
  const nothing = { drafts: [], direct: undefined, hasForeignDrafts: false, unplaced: [] };
  if (notes.length === 0) {
    return nothing;
  }
  const found = await gitlab.notes.draftNotes(projectId, iid);
  const leftovers = found.filter((draft) => isOurs(target, draft));
  const { drafts, missing, unwanted } = match(notes, leftovers);
  for (const draft of unwanted) {
    await deleteDraft(target, draft.id);
  }
  if (drafts.length === 0 && missing.length === 1) {
    return { ...nothing, direct: missing[0] };
  }
  const trouble = createTrouble(target);
  for (const note of missing) {
    const creation = await createDraft(target, note);
    if (creation.kind === "created") drafts.push({ id: creation.value.id, note });
    else trouble.add(note, creation.kind === "failing" ? creation.error : undefined);
  }
  const unplaced = trouble.unplaced(drafts.length > 0);
  return { drafts, direct: undefined, hasForeignDrafts: leftovers.length < found.length, unplaced };
}

/** Deletes the bot's own drafts of a review that cannot be published. */
export async function discardDrafts(target: Target): Promise<void> {
  const { gitlab, projectId, iid } = target;
  for (const draft of await gitlab.notes.draftNotes(projectId, iid)) {
    if (isOurs(target, draft)) await deleteDraft(target, draft.id);
  }
}

function isOurs({ instance }: Target, draft: DraftNote): boolean {
  return parseMarker(draft.note)?.instance === instance;
}

/** Collects the comments that could not be placed, and judges those on which GitLab itself failed. */
export function createTrouble({ isLastAttempt }: Target) {
  const fingerprints: string[] = [];
  let failure: GitLabError | undefined;
  return {
    add: ({ comment }: NewNote, error: GitLabError | undefined) => {
      failure ??= error;
      for (const { fingerprint } of comment?.findings ?? []) fingerprints.push(fingerprint);
    },
    /** @throws the failure where GitLab took nothing at all: that is its trouble of the moment, and not a comment's. */
    unplaced: (hasSucceeded: boolean): readonly string[] => {
      if (failure !== undefined && !hasSucceeded && !isLastAttempt) throw failure;
      return fingerprints;
    },
  };
}

function match(notes: readonly NewNote[], leftovers: readonly DraftNote[]) {
  const unwanted = [...leftovers];
  const drafts: Draft[] = [];
  const missing: NewNote[] = [];
  for (const note of notes) {
    const at = unwanted.findIndex((draft) => isSameDraft(draft, note));
    const draft = at === -1 ? undefined : unwanted.splice(at, 1)[0];
    if (draft === undefined) {
      missing.push(note);
    } else {
      drafts.push({ id: draft.id, note });
    }
  }
  return { drafts, missing, unwanted };
}

export async function deleteDraft({ gitlab, projectId, iid }: Target, id: number): Promise<void> {
  try {
    await gitlab.notes.deleteDraftNote(projectId, iid, id);
  } catch (error) {
    if (!isAnswer(error, 404)) {
      throw error;
    }
  }
}

function createDraft(
  { gitlab, projectId, iid }: Target,
  note: NewNote,
): Promise<Creation<{ readonly id: number }>> {
  const create = () => gitlab.notes.createDraftNote(projectId, iid, note.body, note.position);
  const find = async () => {
    const drafts = await gitlab.notes.draftNotes(projectId, iid);
    return drafts.find((draft) => isSameDraft(draft, note));
  };
  return createOnce(gitlab, note, create, find);
}

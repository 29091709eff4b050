import { parseMarker } from "../review/marker.ts";
import { createOnce } from "./create-once.ts";
import { isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import { isSameDraft, type NewNote } from "./new-note.ts";
import type { DraftNote } from "./notes.ts";

/** Where notes are published, and as whom. */
export interface Target {
  readonly gitlab: Pick<GitLab, "notes" | "clock">;
  readonly projectId: number;
  readonly iid: number;
  readonly own: ReadonlySet<number>;
  readonly instance: string;
}

export interface Draft {
  readonly id: number;
  readonly note: NewNote;
}

/** Everything is ready to appear, but nothing is visible yet. */
export interface Prepared {
  readonly drafts: readonly Draft[];
  /** Posted without a draft: the only one of its kind, or GitLab is too old for drafts. */
  readonly direct: readonly NewNote[];
  /** Somebody else's drafts under the same account: publishing all at once would publish them too. */
  readonly hasForeignDrafts: boolean;
  /** Fingerprints of the comments that GitLab refuses at their position. */
  readonly unplaced: readonly string[];
}

/**
 * Makes drafts of the notes. Those that a crashed run left are used again if they still say the
 * same, and deleted if not: GitLab would publish them with ours.
 */
export async function prepare(target: Target, notes: readonly NewNote[]): Promise<Prepared> {
  const { gitlab, projectId, iid, instance } = target;
  const nothing = { drafts: [], direct: [], hasForeignDrafts: false, unplaced: [] };
  if (notes.length === 0) {
    return nothing;
  }
  const found = await gitlab.notes.draftNotes(projectId, iid);
  if (found === undefined) {
    return { ...nothing, direct: notes };
  }
  const leftovers = found.filter((draft) => parseMarker(draft.note)?.instance === instance);
  const hasForeignDrafts = leftovers.length < found.length;
  const { drafts, missing, unwanted } = match(notes, leftovers);
  for (const draft of unwanted) {
    await deleteDraft(target, draft.id);
  }
  if (drafts.length === 0 && missing.length === 1) {
    return { ...nothing, direct: missing };
  }
  const unplaced: string[] = [];
  for (const note of missing) {
    const draft = await createDraft(target, note);
    if (draft !== undefined) {
      drafts.push({ id: draft.id, note });
    } else if (note.comment !== undefined) {
      unplaced.push(note.comment.fingerprint);
    }
  }
  return { drafts, direct: [], hasForeignDrafts, unplaced };
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

/** Undefined where GitLab refuses the position of the comment. */
async function createDraft(
  { gitlab, projectId, iid }: Target,
  note: NewNote,
): Promise<{ readonly id: number } | undefined> {
  const create = () => gitlab.notes.createDraftNote(projectId, iid, note.body, note.position);
  const find = async () => {
    const drafts = await gitlab.notes.draftNotes(projectId, iid);
    return drafts?.find((draft) => isSameDraft(draft, note));
  };
  return createOnce(create, find, note);
}

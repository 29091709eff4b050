import { z } from "zod";

import { parseAnswer, path, type Connection } from "./connection.ts";
import { readList, type Listed } from "./paging.ts";
import { discussionSchema, draftNoteSchema } from "./schemas.ts";

export type Discussion = z.infer<typeof discussionSchema>;
export type DraftNote = z.infer<typeof draftNoteSchema>;

/** GitLab's `position`, with its names: which of the two lines is there says what kind of line it is. */
export interface Position {
  readonly position_type: "text";
  readonly base_sha: string;
  readonly start_sha: string;
  readonly head_sha: string;
  readonly old_path: string;
  readonly new_path: string;
  readonly new_line: number;
  readonly old_line?: number;
}

/** The single calls of which `readPosted` and `applyPlan` are made. Only those two call them. */
export interface NoteCalls {
  /** Not complete where there are more than the bot reads: then nobody knows what is posted. */
  readonly discussions: (projectId: number, iid: number) => Promise<Listed<Discussion>>;
  readonly createDiscussion: (
    projectId: number,
    iid: number,
    body: string,
    position: Position,
  ) => Promise<void>;
  readonly createNote: (projectId: number, iid: number, body: string) => Promise<void>;
  /** Adds a note to a discussion. */
  readonly reply: (
    projectId: number,
    iid: number,
    discussionId: string,
    body: string,
  ) => Promise<void>;
  /** The emoji on a note, one entry a person. */
  readonly reactions: (
    projectId: number,
    iid: number,
    noteId: number,
  ) => Promise<readonly string[]>;
  /** Adds an emoji to a note. GitLab answers 404 where the bot has added it before. */
  readonly react: (projectId: number, iid: number, noteId: number, emoji: string) => Promise<void>;
  readonly editNote: (
    projectId: number,
    iid: number,
    noteId: number,
    body: string,
  ) => Promise<void>;
  readonly editThreadNote: (
    projectId: number,
    iid: number,
    discussionId: string,
    noteId: number,
    body: string,
  ) => Promise<void>;
  readonly setResolved: (
    projectId: number,
    iid: number,
    discussionId: string,
    isResolved: boolean,
  ) => Promise<void>;
  /** All drafts of the bot's user. */
  readonly draftNotes: (projectId: number, iid: number) => Promise<readonly DraftNote[]>;
  readonly createDraftNote: (
    projectId: number,
    iid: number,
    body: string,
    position: Position | undefined,
  ) => Promise<DraftNote>;
  readonly deleteDraftNote: (projectId: number, iid: number, draftId: number) => Promise<void>;
  readonly publishDraftNote: (projectId: number, iid: number, draftId: number) => Promise<void>;
  readonly publishDraftNotes: (projectId: number, iid: number) => Promise<void>;
}

/** GitLab takes 5,000 comments of a merge request; its own notes on pushes and labels come on top. docs.gitlab.com, 2026-11 */
const discussionPagesMax = 100;

export function noteCalls({ send }: Connection): NoteCalls {
  const at = (projectId: number, iid: number) => path`projects/${projectId}/merge_requests/${iid}`;
  return {
    discussions: (projectId, iid) =>
      readList(send, `${at(projectId, iid)}/discussions`, {
        schema: discussionSchema,
        what: "the discussions",
        pagesMax: discussionPagesMax,
      }),
    createDiscussion: async (projectId, iid, body, position) => {
      await send.post(`${at(projectId, iid)}/discussions`, { body: { body, position } });
    },
    createNote: async (projectId, iid, body) => {
      await send.post(`${at(projectId, iid)}/notes`, { body: { body } });
    },
    reply: async (projectId, iid, discussionId, body) => {
      const discussion = path`/discussions/${discussionId}/notes`;
      await send.post(at(projectId, iid) + discussion, { body: { body } });
    },
    reactions: async (projectId, iid, noteId) => {
      const note = path`/notes/${noteId}/award_emoji`;
      const { entries } = await readList(send, at(projectId, iid) + note, {
        schema: z.object({ name: z.string() }),
        what: "the reactions to a note",
        pagesMax: 1,
      });
      return entries.map(({ name }) => name);
    },
    react: async (projectId, iid, noteId, emoji) => {
      const note = path`/notes/${noteId}/award_emoji`;
      await send.post(at(projectId, iid) + note, { body: { name: emoji } });
    },
    editNote: async (projectId, iid, noteId, body) => {
      await send.put(`${at(projectId, iid)}${path`/notes/${noteId}`}`, { body: { body } });
    },
    editThreadNote: async (projectId, iid, discussionId, noteId, body) => {
      const note = path`/discussions/${discussionId}/notes/${noteId}`;
      await send.put(at(projectId, iid) + note, { body: { body } });
    },
    setResolved: async (projectId, iid, discussionId, isResolved) => {
      const discussion = path`/discussions/${discussionId}`;
      await send.put(at(projectId, iid) + discussion, { body: { resolved: isResolved } });
    },
    draftNotes: async (projectId, iid) => {
      // The one list that GitLab does not cut into pages (lib/api/draft_notes.rb, 2026-11).
      const { body } = await send.get(`${at(projectId, iid)}/draft_notes`);
      return parseAnswer(z.array(draftNoteSchema), body, "the draft notes");
    },
    createDraftNote: async (projectId, iid, note, position) => {
      const { body } = await send.post(`${at(projectId, iid)}/draft_notes`, {
        body: position === undefined ? { note } : { note, position },
      });
      return parseAnswer(draftNoteSchema, body, "a new draft note");
    },
    deleteDraftNote: async (projectId, iid, draftId) => {
      await send.delete(`${at(projectId, iid)}${path`/draft_notes/${draftId}`}`);
    },
    publishDraftNote: async (projectId, iid, draftId) => {
      await send.put(`${at(projectId, iid)}${path`/draft_notes/${draftId}/publish`}`);
    },
    publishDraftNotes: async (projectId, iid) => {
      await send.post(`${at(projectId, iid)}/draft_notes/bulk_publish`);
    },
  };
}

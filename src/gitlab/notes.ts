import { z } from "zod";

import { parseAnswer, path, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import { commitStatusSchema, discussionSchema, draftNoteSchema } from "./schemas.ts";

export type Discussion = z.infer<typeof discussionSchema>;
export type DraftNote = z.infer<typeof draftNoteSchema>;
export type CommitStatus = z.infer<typeof commitStatusSchema>;

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

export interface NewCommitStatus {
  readonly state: "success" | "failed";
  readonly name: string;
  readonly description: string;
  readonly ref?: string;
  readonly targetUrl?: string;
  readonly pipelineId?: number;
}

/** The single calls of which `readPosted` and `applyPlan` are made. Only those two call them. */
export interface NoteCalls {
  readonly discussions: (projectId: number, iid: number) => Promise<readonly Discussion[]>;
  readonly createDiscussion: (
    projectId: number,
    iid: number,
    body: string,
    position: Position,
  ) => Promise<void>;
  readonly createNote: (projectId: number, iid: number, body: string) => Promise<void>;
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
  /** All drafts of the bot's user; undefined where GitLab is too old to have them. */
  readonly draftNotes: (
    projectId: number,
    iid: number,
  ) => Promise<readonly DraftNote[] | undefined>;
  readonly createDraftNote: (
    projectId: number,
    iid: number,
    body: string,
    position: Position | undefined,
  ) => Promise<DraftNote>;
  readonly deleteDraftNote: (projectId: number, iid: number, draftId: number) => Promise<void>;
  readonly publishDraftNote: (projectId: number, iid: number, draftId: number) => Promise<void>;
  readonly publishDraftNotes: (projectId: number, iid: number) => Promise<void>;
  /** The newest of each name and branch; none where the bot may not see them, as in a private fork. */
  readonly commitStatuses: (
    projectId: number,
    sha: string,
    name: string,
  ) => Promise<readonly CommitStatus[]>;
  readonly createCommitStatus: (
    projectId: number,
    sha: string,
    status: NewCommitStatus,
  ) => Promise<void>;
}

export function noteCalls(connection: Connection): NoteCalls {
  const { api, raw } = connection;
  return {
    discussions: async (projectId, iid) => {
      const answer: unknown = await api.MergeRequestDiscussions.all(projectId, iid, {
        perPage: 100,
      });
      return parseAnswer(z.array(discussionSchema), answer, "the discussions");
    },
    // Not gitbeaker's `create`: it sends a position as a form and cuts its paths at `&`.
    createDiscussion: async (projectId, iid, body, position) => {
      await raw.post(path`projects/${projectId}/merge_requests/${iid}/discussions`, {
        body: { body, position },
      });
    },
    createNote: async (projectId, iid, body) => {
      await api.MergeRequestNotes.create(projectId, iid, body);
    },
    editNote: async (projectId, iid, noteId, body) => {
      await api.MergeRequestNotes.edit(projectId, iid, noteId, { body });
    },
    editThreadNote: async (projectId, iid, discussionId, noteId, body) => {
      await api.MergeRequestDiscussions.editNote(projectId, iid, discussionId, noteId, { body });
    },
    setResolved: async (projectId, iid, discussionId, isResolved) => {
      await api.MergeRequestDiscussions.resolve(projectId, iid, discussionId, isResolved);
    },
    ...draftCalls(connection),
    ...statusCalls(connection),
  };
}

function draftCalls({ api, raw }: Connection) {
  return {
    draftNotes: async (projectId, iid) => {
      const answer: unknown = await unless([404], () =>
        api.MergeRequestDraftNotes.all(projectId, iid, { perPage: 100 }),
      );
      return answer === undefined
        ? undefined
        : parseAnswer(z.array(draftNoteSchema), answer, "the draft notes");
    },
    createDraftNote: async (projectId, iid, note, position) => {
      const endpoint = path`projects/${projectId}/merge_requests/${iid}/draft_notes`;
      const { body } = await raw.post(endpoint, {
        body: position === undefined ? { note } : { note, position },
      });
      return parseAnswer(draftNoteSchema, body, "a new draft note");
    },
    deleteDraftNote: async (projectId, iid, draftId) => {
      await api.MergeRequestDraftNotes.remove(projectId, iid, draftId);
    },
    publishDraftNote: async (projectId, iid, draftId) => {
      await api.MergeRequestDraftNotes.publish(projectId, iid, draftId);
    },
    publishDraftNotes: async (projectId, iid) => {
      await api.MergeRequestDraftNotes.publishBulk(projectId, iid);
    },
  } satisfies Partial<NoteCalls>;
}

function statusCalls({ api, raw }: Connection) {
  return {
    commitStatuses: async (projectId, sha, name) => {
      const endpoint = path`projects/${projectId}/repository/commits/${sha}/statuses`;
      const answer = await unless([403, 404], () =>
        raw.get(endpoint, { searchParams: { name, perPage: 100 } }),
      );
      return answer === undefined
        ? []
        : parseAnswer(z.array(commitStatusSchema), answer.body, "the statuses of the commit");
    },
    createCommitStatus: async (projectId, sha, { state, ...rest }) => {
      await api.Commits.editStatus(projectId, sha, state, rest);
    },
  } satisfies Partial<NoteCalls>;
}

import type { Sha } from "./repository.ts";
import type { PipelineKind } from "./pipelines.ts";
import { createCode } from "./scene-code.ts";
import { createPeople } from "./scene-people.ts";
import { createTalk } from "./scene-talk.ts";
import type { Hook, HookScope, Webhooks } from "./webhooks.ts";
import type {
  HookEvent,
  MergeRequest,
  Note,
  Pipeline,
  Project,
  Role,
  User,
  World,
} from "./world.ts";

/** File contents by path; null deletes. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** Names a merge request; every `MergeRequest` fits. */
export type MergeRequestKey = Pick<MergeRequest, "projectId" | "iid">;

export interface CommitGiven {
  readonly files: Files;
  readonly message?: string;
  /** A branch or commit that the commit merges: it becomes the second parent. Its files are given as any. */
  readonly merges?: string;
  /** A username; whoever is named first becomes a Developer of the project. */
  readonly author?: string;
}

export interface Scene {
  readonly createUser: (given: { username: string; name?: string; bot?: boolean }) => User;
  readonly createToken: (given: {
    userId: number;
    scopes?: readonly string[];
    expiresAt?: string;
  }) => string;
  /** A bot user with a project access token, as GitLab makes both at once. */
  readonly createBot: (given: {
    projectId: number;
    role?: Role;
    scopes?: readonly string[];
    username?: string;
  }) => { readonly user: User; readonly token: string };
  readonly revokeToken: (value: string) => void;
  /** Deletes a user, as GitLab does with the one of a token that was revoked: what they wrote becomes the ghost's. */
  readonly deleteUser: (userId: number) => void;
  readonly addMember: (projectId: number, userId: number, role: Role) => void;
  readonly createProject: (given: {
    path: string;
    files: Files;
    defaultBranch?: string;
    visibility?: "public" | "private";
    id?: number;
  }) => Project;
  readonly fork: (projectId: number, path: string) => Project;
  readonly createBranch: (projectId: number, branch: string, from?: string) => Sha;
  readonly deleteBranch: (projectId: number, branch: string) => void;
  readonly pushCommit: (projectId: number, branch: string, given: CommitGiven) => Sha;
  /** One push to several branches. More than three send no Push Hook. */
  readonly pushCommits: (projectId: number, given: Readonly<Record<string, CommitGiven>>) => void;
  /** Rewrites a branch: a commit on another parent takes its place. */
  readonly forcePush: (
    projectId: number,
    branch: string,
    given: CommitGiven & { onto: Sha },
  ) => Sha;
  readonly openMergeRequest: (given: {
    sourceProject: number;
    sourceBranch: string;
    targetProject?: number;
    targetBranch?: string;
    title: string;
    description?: string;
    draft?: boolean;
    labels?: readonly string[];
    author?: string;
    allowCollaboration?: boolean;
  }) => MergeRequest;
  readonly retarget: (key: MergeRequestKey, branch: string, by?: string) => void;
  readonly requestReview: (key: MergeRequestKey, reviewer: string, by?: string) => void;
  readonly setDraft: (key: MergeRequestKey, draft: boolean, by?: string) => void;
  readonly describe: (
    key: MergeRequestKey,
    given: { title?: string; description?: string; labels?: readonly string[] },
    by?: string,
  ) => void;
  readonly closeMergeRequest: (key: MergeRequestKey, by?: string) => void;
  readonly reopenMergeRequest: (key: MergeRequestKey, by?: string) => void;
  readonly merge: (key: MergeRequestKey, by?: string) => void;
  readonly comment: (key: MergeRequestKey, body: string, by?: string, position?: unknown) => Note;
  readonly reply: (key: MergeRequestKey, discussionId: string, body: string, by?: string) => Note;
  readonly resolve: (key: MergeRequestKey, discussionId: string, by?: string) => void;
  readonly unresolve: (key: MergeRequestKey, discussionId: string, by?: string) => void;
  /** Changes any note, the bot's too, as a maintainer can in GitLab. */
  readonly editNote: (key: MergeRequestKey, noteId: number, body: string, by?: string) => void;
  readonly deleteNote: (key: MergeRequestKey, noteId: number) => void;
  readonly deleteDiscussion: (key: MergeRequestKey, discussionId: string) => void;
  readonly react: (key: MergeRequestKey, noteId: number, emoji: string, by?: string) => void;
  readonly applySuggestion: (suggestionId: number, by?: string) => void;
  readonly applySuggestions: (suggestionIds: readonly number[], by?: string) => void;
  /** Starts a pipeline for the head, as GitLab does a moment after a push. */
  readonly startPipeline: (key: MergeRequestKey, kind: PipelineKind, by?: string) => Pipeline;
  /** A status in the pipeline of the head, made there by anybody; without a description it is a job. */
  readonly setStatus: (
    key: MergeRequestKey,
    given: { name: string; authorId: number; description?: string },
  ) => void;
  /** On a project, on a group, or, with neither, as a system hook. */
  readonly addWebhook: (given: {
    url: string;
    projectId?: number;
    group?: string;
    token?: string;
    signingToken?: string;
    events?: readonly HookEvent["kind"][];
  }) => Hook;
  readonly readFile: (projectId: number, ref: string, path: string) => string | undefined;
}

const ALL_EVENTS: readonly HookEvent["kind"][] = ["merge_requests", "note", "push", "pipeline"];

/** The verbs that set a scene: what people, and other systems, do to a GitLab. */
export function createScene(world: World, webhooks: Webhooks): Scene {
  const people = createPeople(world);
  const code = createCode(world, people.actor);
  const talk = createTalk(world, people.actor);
  return {
    ...people.verbs,
    ...code,
    ...talk,
    addWebhook: ({ url, projectId, group, token, signingToken, events }) =>
      webhooks.add({
        url,
        token,
        signingToken,
        events: new Set(events ?? ALL_EVENTS),
        scope: hookScope(projectId, group),
      }),
  };
}

function hookScope(projectId: number | undefined, group: string | undefined): HookScope {
  if (projectId !== undefined) return { kind: "project", projectId };
  return group === undefined ? { kind: "system" } : { kind: "group", path: group };
}

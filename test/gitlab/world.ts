import type { Patch } from "./patch.ts";
import type { FileChange } from "./tree-diff.ts";
import type { ObjectStore, Sha } from "./repository.ts";
import type { Options } from "./options.ts";

export type Role = "guest" | "reporter" | "developer" | "maintainer" | "owner";

/** GitLab's numbers for its roles. */
export const ACCESS_LEVELS: Readonly<Record<Role, number>> = {
  guest: 10,
  reporter: 20,
  developer: 30,
  maintainer: 40,
  owner: 50,
};

export interface User {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly bot: boolean;
}

export interface Token {
  readonly id: number;
  readonly value: string;
  readonly userId: number;
  readonly name: string;
  readonly scopes: readonly string[];
  /** A date, `2027-03-01`: tokens expire at midnight UTC. */
  readonly expiresAt: string | null;
  readonly createdAt: Date;
  revoked: boolean;
}

export interface Project {
  readonly id: number;
  readonly path: string;
  readonly visibility: "public" | "private";
  readonly forkedFrom: number | undefined;
  defaultBranch: string;
  readonly branches: Map<string, Sha>;
  readonly tags: Map<string, Sha>;
  readonly protectedBranches: Set<string>;
  /** Commits that the repository holds; they stay readable after a force-push. */
  readonly commits: Set<Sha>;
  readonly members: Map<number, number>;
  readonly createdAt: Date;
  nextIid: number;
  readonly environments?: readonly { readonly name: string; readonly url: string | null }[];
}

export interface DiffRefs {
  readonly base: Sha;
  readonly start: Sha;
  readonly head: Sha;
}

export interface Version extends DiffRefs {
  readonly id: number;
  readonly createdAt: Date;
}

export interface MergeRequest {
  readonly id: number;
  readonly iid: number;
  readonly projectId: number;
  readonly sourceProjectId: number;
  readonly sourceBranch: string;
  readonly authorId: number;
  readonly createdAt: Date;
  readonly allowCollaboration: boolean;
  targetBranch: string;
  title: string;
  description: string;
  draft: boolean;
  state: "opened" | "closed" | "merged";
  labels: string[];
  updatedAt: Date;
  preparedAt: Date | undefined;
  mergeCommitSha: Sha | undefined;
  mergedAt: Date | undefined;
  closedAt: Date | undefined;
  /** Head of the source branch, known at once, also while its diff is being made. */
  headSha: Sha;
  /** Newest first. */
  versions: Version[];
  /** The next version, not to be seen until it is prepared. */
  preparing:
    | {
        readonly version: Version;
        readonly actorId: number;
        pollsLeft: number;
        readonly readyAt: number;
      }
    | undefined;
  discussions: Discussion[];
  drafts: DraftNote[];
  /** Undefined as on GitLab Free, which has none. */
  approvalRules?: readonly ApprovalRule[];
}

export interface ApprovalRule {
  readonly name: string;
  readonly ruleType: "regular" | "code_owner" | "any_approver";
  readonly section: string | null;
  readonly required: number;
  readonly approved: boolean;
}

export interface Position {
  readonly refs: DiffRefs;
  readonly type: "text" | "file" | "image";
  readonly oldPath: string;
  readonly newPath: string;
  readonly oldLine: number | undefined;
  readonly newLine: number | undefined;
  readonly lineRange: unknown;
}

export interface Suggestion {
  readonly id: number;
  readonly linesAbove: number;
  readonly linesBelow: number;
  readonly fromContent: string;
  readonly toContent: string;
  applied: boolean;
}

export interface Note {
  readonly id: number;
  type: "DiffNote" | "DiscussionNote" | null;
  authorId: number;
  readonly system: boolean;
  readonly internal: boolean;
  readonly createdAt: Date;
  updatedAt: Date;
  body: string;
  position: Position | undefined;
  readonly originalPosition: Position | undefined;
  readonly lineCode: string | undefined;
  /** The lines under the comment changed since. */
  outdated: boolean;
  suggestions: Suggestion[];
  resolvedBy: number | undefined;
  resolvedAt: Date | undefined;
  awards: { readonly id: number; readonly name: string; readonly userId: number }[];
}

export interface Discussion {
  readonly id: string;
  individualNote: boolean;
  readonly notes: Note[];
}

export interface DraftNote {
  readonly id: number;
  readonly authorId: number;
  note: string;
  position: Position | undefined;
  readonly lineCode: string | undefined;
  readonly discussionId: string | null;
  readonly resolveDiscussion: boolean;
  readonly commitId: string | null;
}

export interface CommitStatus {
  readonly id: number;
  readonly projectId: number;
  readonly sha: Sha;
  readonly ref: string;
  readonly name: string;
  readonly authorId: number;
  readonly pipelineId: number;
  readonly createdAt: Date;
  state: string;
  description: string | null;
  targetUrl: string | null;
  coverage: number | null;
  startedAt: Date | undefined;
  finishedAt: Date | undefined;
}

export interface Pipeline {
  readonly id: number;
  readonly projectId: number;
  readonly sha: Sha;
  readonly ref: string;
  readonly source: "external" | "push" | "merge_request_event";
  /** The head that a merge commit of GitLab's own was made of; REST does not show it. */
  readonly sourceSha: Sha | undefined;
  /** Undefined for a pipeline of a branch. */
  readonly mergeRequestId: number | undefined;
}

/** What people would have found in their mail boxes. */
export interface Notification {
  readonly kind:
    | "new_note"
    | "new_review"
    | "resolve_all_discussions"
    | "push"
    | "new_merge_request";
  readonly actor: string;
  readonly projectId: number;
  readonly iid: number;
  readonly notes: readonly number[];
}

/** A quick action that GitLab would have run from the text of a note. */
export interface RanQuickAction {
  readonly command: string;
  readonly args: string;
  readonly actor: string;
  readonly projectId: number;
  readonly iid: number;
  /** `current` GitLab looks at rendered paragraphs, `old` versions at lines of text. */
  readonly seenBy: "current" | "old";
}

/** A person, group or thing that the text of a note pointed at. */
export interface Reference {
  readonly kind: "mention" | "cross-reference";
  readonly text: string;
  readonly actor: string;
  readonly projectId: number;
  readonly iid: number;
}

/** Everything the stand-in knows. Verbs of the scene and routes of the API change it alike. */
export interface World {
  readonly options: Options;
  readonly objects: ObjectStore;
  readonly changes: Map<string, readonly FileChange[]>;
  readonly patches: Map<string, Patch>;
  readonly users: Map<number, User>;
  readonly tokens: Map<string, Token>;
  readonly projects: Map<number, Project>;
  readonly mergeRequests: Map<number, MergeRequest[]>;
  readonly statuses: CommitStatus[];
  readonly pipelines: Pipeline[];
  readonly notifications: Notification[];
  readonly quickActions: RanQuickAction[];
  readonly references: Reference[];
  readonly ids: Map<string, number>;
  readonly emit: (event: HookEvent) => void;
  /** Where the API is. */
  url: string;
  /** Where people look at projects; the addresses in answers and webhooks begin with it. */
  webUrl: string;
}

/** Something that webhooks tell. */
export interface HookEvent {
  readonly kind: "merge_requests" | "note" | "push" | "emoji" | "pipeline";
  readonly projectId: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

export function nextId(world: World, kind: string): number {
  const id = (world.ids.get(kind) ?? 0) + 1;
  world.ids.set(kind, id);
  return id;
}

export function now(world: World): Date {
  return new Date(world.options.now());
}

export function projectOf(world: World, id: number): Project {
  const project = world.projects.get(id);
  if (project === undefined) throw new Error(`no project ${id}`);
  return project;
}

export function userOf(world: World, id: number): User {
  const user = world.users.get(id);
  if (user === undefined) throw new Error(`no user ${id}`);
  return user;
}

export function notesOf(mergeRequest: MergeRequest): Note[] {
  return mergeRequest.discussions.flatMap(({ notes }) => notes);
}

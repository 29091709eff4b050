import { changesBetween } from "./diffs.ts";
import {
  commitBlock,
  hookTime,
  labelBlock,
  mergeRequestBlock,
  positionJson,
  projectBlock,
  repositoryBlock,
  userBlock,
  type Json,
} from "./payload-blocks.ts";
import type { Commit, Sha } from "./repository.ts";
import {
  now,
  projectOf,
  userOf,
  type MergeRequest,
  type Note,
  type Project,
  type World,
} from "./world.ts";

export interface MergeRequestEvent {
  readonly action: "open" | "close" | "reopen" | "update" | "merge";
  readonly actorId: number;
  /** `{previous, current}` by field; for reviewers a list of two lists. */
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly oldrev?: Sha;
  /** GitLab itself did it, such as the reset of approvals after a push. */
  readonly systemAction?: string;
}

/** Queues the Merge Request Hook for something that happened. */
export function emitMergeRequest(
  world: World,
  mergeRequest: MergeRequest,
  { action, actorId, changes = {}, oldrev, systemAction }: MergeRequestEvent,
): void {
  const target = projectOf(world, mergeRequest.projectId);
  const reviewers: unknown[] = [];
  world.emit({
    kind: "merge_requests",
    projectId: target.id,
    payload: {
      object_kind: "merge_request",
      event_type: "merge_request",
      user: userBlock(world, actorId),
      project: projectBlock(world, target),
      object_attributes: {
        ...mergeRequestBlock(world, mergeRequest),
        blocking_discussions_resolved: true,
        assignee_ids: [],
        reviewer_ids: [],
        first_contribution: false,
        system: systemAction !== undefined,
        ...(systemAction === undefined ? {} : { system_action: systemAction }),
        ...(oldrev === undefined ? {} : { oldrev }),
        action,
        actioned_at: hookTime(now(world)),
      },
      labels: mergeRequest.labels.map(labelBlock),
      changes,
      reviewers,
      repository: repositoryBlock(world, target),
    },
  });
}

/** Queues the Note Hook for a comment that was written or changed, by a person or by a bot. */
export function emitNote(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  { action, discussionId }: { readonly action: "create" | "update"; readonly discussionId: string },
): void {
  const project = projectOf(world, mergeRequest.projectId);
  const details = world.options.noteHookDetails
    ? { type: note.type, discussion_id: discussionId, position: positionJson(note.position) }
    : {};
  world.emit({
    kind: "note",
    projectId: project.id,
    payload: {
      object_kind: "note",
      event_type: note.internal ? "confidential_note" : "note",
      user: userBlock(world, note.authorId),
      project_id: project.id,
      project: projectBlock(world, project),
      repository: repositoryBlock(world, project),
      object_attributes: {
        id: note.id,
        note: note.body,
        description: note.body,
        noteable_type: "MergeRequest",
        noteable_id: mergeRequest.id,
        author_id: note.authorId,
        project_id: project.id,
        system: note.system,
        internal: note.internal,
        line_code: note.lineCode ?? null,
        commit_id: null,
        created_at: hookTime(note.createdAt),
        updated_at: hookTime(note.updatedAt),
        action,
        url: `${world.webUrl}/${project.path}/-/merge_requests/${mergeRequest.iid}#note_${note.id}`,
        ...details,
      },
      merge_request: mergeRequestBlock(world, mergeRequest),
    },
  });
}

/** Queues the Emoji Hook for a reaction to a comment. */
export function emitEmoji(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  award: { readonly id: number; readonly name: string; readonly userId: number },
): void {
  const project = projectOf(world, mergeRequest.projectId);
  world.emit({
    kind: "emoji",
    projectId: project.id,
    payload: {
      object_kind: "emoji",
      event_type: "award",
      user: userBlock(world, award.userId),
      project_id: project.id,
      project: projectBlock(world, project),
      object_attributes: {
        id: award.id,
        user_id: award.userId,
        name: award.name,
        awardable_type: "Note",
        awardable_id: note.id,
        action: "award",
        awarded_on_url: `${world.webUrl}/${project.path}/-/merge_requests/${mergeRequest.iid}#note_${note.id}`,
      },
      note: {
        id: note.id,
        note: note.body,
        author_id: note.authorId,
        noteable_type: "MergeRequest",
        noteable_id: mergeRequest.id,
        project_id: project.id,
      },
      merge_request: mergeRequestBlock(world, mergeRequest),
    },
  });
}

const NO_COMMIT = "0".repeat(40);

/** Queues the Push Hook. It names the newest twenty commits at most. */
export function emitPush(
  world: World,
  project: Project,
  push: {
    readonly branch: string;
    readonly before: Sha | undefined;
    readonly after: Sha | undefined;
    readonly commits: readonly Commit[];
    readonly userId: number;
  },
): void {
  const user = userOf(world, push.userId);
  const newest = push.commits.slice(0, 20).reverse();
  world.emit({
    kind: "push",
    projectId: project.id,
    payload: {
      object_kind: "push",
      event_name: "push",
      before: push.before ?? NO_COMMIT,
      after: push.after ?? NO_COMMIT,
      ref: `refs/heads/${push.branch}`,
      ref_protected: project.protectedBranches.has(push.branch),
      checkout_sha: push.after ?? null,
      user_id: user.id,
      user_name: user.name,
      user_username: user.username,
      user_email: "",
      user_avatar: null,
      project_id: project.id,
      project: projectBlock(world, project),
      repository: repositoryBlock(world, project),
      commits: newest.map((commit) => ({
        ...commitBlock(world, project, commit.sha),
        ...touched(world, commit),
      })),
      total_commits_count: push.commits.length,
    },
  });
}

function touched(world: World, commit: Commit): Json {
  const parent = commit.parents[0];
  const changes = parent === undefined ? [] : changesBetween(world, parent, commit.sha);
  return {
    added: changes.filter(({ before }) => before === undefined).map(({ newPath }) => newPath),
    modified: changes.filter(({ before, after }) => before && after).map(({ newPath }) => newPath),
    removed: changes.filter(({ after }) => after === undefined).map(({ oldPath }) => oldPath),
  };
}

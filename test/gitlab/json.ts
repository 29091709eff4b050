import { changesBetween, patchId } from "./diffs.ts";
import { isResolvable } from "./notes.ts";
import { isAtLeast } from "./options.ts";
import { positionJson } from "./payload-blocks.ts";
import { pipelinesOf } from "./pipelines.ts";
import { readCommit, type Sha } from "./repository.ts";
import { inapplicableReason, suggestedLines } from "./suggestions.ts";
import { isAllResolved } from "./versions.ts";
import {
  notesOf,
  projectOf,
  userOf,
  type CommitStatus,
  type Discussion,
  type DraftNote,
  type MergeRequest,
  type Note,
  type Pipeline,
  type Project,
  type Version,
  type World,
} from "./world.ts";

type Json = Record<string, unknown>;

export function userJson(world: World, userId: number): Json {
  const { id, username, name } = userOf(world, userId);
  return {
    id,
    username,
    name,
    state: "active",
    locked: false,
    avatar_url: null,
    web_url: `${world.webUrl}/${username}`,
  };
}

export function projectJson(world: World, project: Project, accessLevel: number): Json {
  const access = accessLevel === 0 ? null : { access_level: accessLevel, notification_level: 3 };
  return {
    id: project.id,
    name: project.path.split("/").at(-1),
    path: project.path.split("/").at(-1),
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
    visibility: project.visibility,
    web_url: `${world.webUrl}/${project.path}`,
    created_at: project.createdAt.toISOString(),
    archived: false,
    ...(project.forkedFrom === undefined
      ? {}
      : { forked_from_project: { id: project.forkedFrom } }),
    permissions: { project_access: access, group_access: null },
  };
}

function mergeStatus(mergeRequest: MergeRequest): string {
  if (mergeRequest.preparing !== undefined && mergeRequest.versions.length === 0)
    return "preparing";
  if (mergeRequest.preparing !== undefined) return "checking";
  if (mergeRequest.state !== "opened") return "not_open";
  return mergeRequest.draft ? "draft_status" : "mergeable";
}

/** A merge request as it stands in lists: without `diff_refs` and `changes_count`. */
export function mergeRequestListJson(world: World, mergeRequest: MergeRequest): Json {
  const target = projectOf(world, mergeRequest.projectId);
  const { iid, state, versions } = mergeRequest;
  const seenHead =
    world.options.preparation.sha === "diff"
      ? (versions[0]?.head ?? mergeRequest.headSha)
      : mergeRequest.headSha;
  return {
    id: mergeRequest.id,
    iid,
    project_id: target.id,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state,
    created_at: mergeRequest.createdAt.toISOString(),
    updated_at: mergeRequest.updatedAt.toISOString(),
    prepared_at: mergeRequest.preparedAt?.toISOString() ?? null,
    merged_at: mergeRequest.mergedAt?.toISOString() ?? null,
    closed_at: mergeRequest.closedAt?.toISOString() ?? null,
    target_branch: mergeRequest.targetBranch,
    source_branch: mergeRequest.sourceBranch,
    source_project_id: mergeRequest.sourceProjectId,
    target_project_id: target.id,
    author: userJson(world, mergeRequest.authorId),
    assignees: [],
    reviewers: [],
    labels: mergeRequest.labels,
    draft: mergeRequest.draft,
    work_in_progress: mergeRequest.draft,
    merge_status: "unchecked",
    detailed_merge_status: mergeStatus(mergeRequest),
    sha: seenHead,
    merge_commit_sha: mergeRequest.mergeCommitSha ?? null,
    user_notes_count: notesOf(mergeRequest).filter(({ system }) => !system).length,
    blocking_discussions_resolved: isAllResolved(mergeRequest),
    allow_collaboration: mergeRequest.allowCollaboration,
    references: { short: `!${iid}`, relative: `!${iid}`, full: `${target.path}!${iid}` },
    web_url: `${world.webUrl}/${target.path}/-/merge_requests/${iid}`,
  };
}

export function mergeRequestJson(world: World, mergeRequest: MergeRequest, access: number): Json {
  const [newest] = mergeRequest.versions;
  // The stored association: after a push that makes no pipeline it still names the old one.
  const pipeline = pipelinesOf(world, mergeRequest)[0];
  return {
    ...mergeRequestListJson(world, mergeRequest),
    diff_refs:
      newest === undefined
        ? null
        : { base_sha: newest.base, head_sha: newest.head, start_sha: newest.start },
    changes_count: newest === undefined ? null : realSize(world, newest),
    head_pipeline: pipeline === undefined ? null : pipelineJson(pipeline),
    user: { can_merge: access >= 30 },
    merge_error: null,
    has_conflicts: false,
  };
}

/** lib/api/entities/ci/pipeline_basic.rb, which has no `source_sha`. */
export function pipelineJson({ id, projectId, sha, ref, source }: Pipeline): Json {
  return { id, project_id: projectId, sha, ref, status: "running", source };
}

function realSize(world: World, { base, head }: Version): string {
  const { length } = changesBetween(world, base, head);
  const max = world.options.diffLimits.files;
  return length > max ? `${max}+` : String(length);
}

export function versionJson(world: World, mergeRequest: MergeRequest, version: Version): Json {
  const isOver =
    changesBetween(world, version.base, version.head).length > world.options.diffLimits.files;
  return {
    id: version.id,
    head_commit_sha: version.head,
    base_commit_sha: version.base,
    start_commit_sha: version.start,
    created_at: version.createdAt.toISOString(),
    merge_request_id: mergeRequest.id,
    state: isOver ? "overflow" : "collected",
    real_size: realSize(world, version),
    patch_id_sha: patchId(world, version),
  };
}

export function commitJson(world: World, project: Project, sha: Sha): Json {
  const { message, parents, author, committer } = readCommit(world.objects, sha);
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    title: message.split("\n")[0],
    message,
    parent_ids: parents,
    author_name: author.name,
    author_email: author.email,
    authored_date: author.at.toISOString(),
    committer_name: committer.name,
    committer_email: committer.email,
    committed_date: committer.at.toISOString(),
    created_at: committer.at.toISOString(),
    web_url: `${world.webUrl}/${project.path}/-/commit/${sha}`,
  };
}

export function discussionJson(
  world: World,
  mergeRequest: MergeRequest,
  discussion: Discussion,
): Json {
  return {
    id: discussion.id,
    individual_note: discussion.individualNote,
    notes: discussion.notes.map((note) => noteJson(world, mergeRequest, discussion, note)),
  };
}

export function noteJson(
  world: World,
  mergeRequest: MergeRequest,
  discussion: Discussion,
  note: Note,
): Json {
  const resolvable = isResolvable(discussion, note);
  return {
    id: note.id,
    type: note.type,
    body: note.body,
    author: userJson(world, note.authorId),
    created_at: note.createdAt.toISOString(),
    updated_at: note.updatedAt.toISOString(),
    system: note.system,
    noteable_id: mergeRequest.id,
    noteable_type: "MergeRequest",
    project_id: mergeRequest.projectId,
    resolvable,
    ...(resolvable ? resolutionJson(world, note) : {}),
    ...(note.position === undefined
      ? {}
      : {
          commit_id: null,
          position: positionJson(note.position),
          suggestions: note.suggestions.map((one) =>
            suggestionJson(world, mergeRequest, note, one),
          ),
        }),
    confidential: note.internal,
    internal: note.internal,
    imported: false,
    imported_from: "none",
    noteable_iid: mergeRequest.iid,
    commands_changes: {},
  };
}

function resolutionJson(world: World, note: Note): Json {
  return {
    resolved: note.resolvedAt !== undefined,
    resolved_by: note.resolvedBy === undefined ? null : userJson(world, note.resolvedBy),
    resolved_at: note.resolvedAt?.toISOString() ?? null,
  };
}

export function suggestionJson(
  world: World,
  mergeRequest: MergeRequest,
  note: Note,
  suggestion: Note["suggestions"][number],
): Json {
  const { from, to } = suggestedLines(note, suggestion);
  return {
    id: suggestion.id,
    from_line: from,
    to_line: to,
    appliable: inapplicableReason(world, mergeRequest, note, suggestion) === undefined,
    applied: suggestion.applied,
    from_content: suggestion.fromContent,
    to_content: suggestion.toContent,
  };
}

export function draftJson(mergeRequest: MergeRequest, draft: DraftNote): Json {
  return {
    id: draft.id,
    author_id: draft.authorId,
    merge_request_id: mergeRequest.id,
    resolve_discussion: draft.resolveDiscussion,
    discussion_id: draft.discussionId,
    note: draft.note,
    commit_id: draft.commitId,
    position: positionJson(draft.position),
    line_code: draft.lineCode ?? null,
  };
}

export function statusJson(world: World, status: CommitStatus): Json {
  return {
    id: status.id,
    sha: status.sha,
    ref: status.ref,
    status: status.state,
    name: status.name,
    target_url: status.targetUrl,
    description: status.description,
    created_at: status.createdAt.toISOString(),
    started_at: status.startedAt?.toISOString() ?? null,
    finished_at: status.finishedAt?.toISOString() ?? null,
    allow_failure: false,
    coverage: status.coverage,
    // Not in every version: lib/api/entities/commit_status.rb
    ...(isAtLeast(world.options.version, "17.0") ? { pipeline_id: status.pipelineId } : {}),
    author: userJson(world, status.authorId),
  };
}

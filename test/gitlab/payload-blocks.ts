import { readCommit, type Sha } from "./repository.ts";
import {
  projectOf,
  userOf,
  type MergeRequest,
  type Note,
  type Project,
  type World,
} from "./world.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Webhooks write times so, and not as ISO 8601. */
export function hookTime(at: Date): string {
  return at
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
}

export function projectBlock(world: World, project: Project): Json {
  const name = project.path.split("/").at(-1) ?? project.path;
  return {
    id: project.id,
    name,
    description: null,
    web_url: `${world.webUrl}/${project.path}`,
    avatar_url: null,
    git_ssh_url: `ssh://git@gitlab.example.com:${project.path}.git`,
    git_http_url: `${world.webUrl}/${project.path}.git`,
    namespace: project.path.split("/")[0],
    visibility_level: project.visibility === "public" ? 20 : 0,
    path_with_namespace: project.path,
    default_branch: project.defaultBranch,
    ci_config_path: null,
  };
}

export function userBlock(world: World, userId: number): Json {
  const { id, name, username } = userOf(world, userId);
  return { id, name, username, avatar_url: null, email: "[REDACTED]" };
}

export function commitBlock(world: World, project: Project, sha: Sha): Json {
  const commit = readCommit(world.objects, sha);
  return {
    id: sha,
    message: commit.message,
    title: commit.message.split("\n")[0],
    timestamp: commit.author.at.toISOString().replace(/\.\d+Z$/, "+00:00"),
    url: `${world.webUrl}/${project.path}/-/commit/${sha}`,
    author: { name: commit.author.name, email: "[REDACTED]" },
  };
}

const STATE_IDS = { opened: 1, closed: 2, merged: 3 } as const;

export function labelBlock(title: string): Json {
  return { id: title.length, title, color: "#adb21a", type: "ProjectLabel" };
}

export function mergeRequestBlock(world: World, mergeRequest: MergeRequest): Json {
  const source = projectOf(world, mergeRequest.sourceProjectId);
  const target = projectOf(world, mergeRequest.projectId);
  return {
    id: mergeRequest.id,
    iid: mergeRequest.iid,
    author_id: mergeRequest.authorId,
    title: mergeRequest.title,
    description: mergeRequest.description,
    state: mergeRequest.state,
    state_id: STATE_IDS[mergeRequest.state],
    draft: mergeRequest.draft,
    work_in_progress: mergeRequest.draft,
    source_branch: mergeRequest.sourceBranch,
    target_branch: mergeRequest.targetBranch,
    target_branch_protected: target.protectedBranches.has(mergeRequest.targetBranch),
    source_project_id: source.id,
    target_project_id: target.id,
    source: projectBlock(world, source),
    target: projectBlock(world, target),
    last_commit: commitBlock(world, source, mergeRequest.headSha),
    labels: mergeRequest.labels.map(labelBlock),
    created_at: hookTime(mergeRequest.createdAt),
    updated_at: hookTime(mergeRequest.updatedAt),
    prepared_at: mergeRequest.preparedAt === undefined ? null : hookTime(mergeRequest.preparedAt),
    merge_commit_sha: mergeRequest.mergeCommitSha ?? null,
    merged_at: mergeRequest.mergedAt === undefined ? null : hookTime(mergeRequest.mergedAt),
    head_pipeline_id: null,
    merge_status: "checking",
    detailed_merge_status: mergeRequest.preparing === undefined ? "checking" : "preparing",
    url: `${world.webUrl}/${target.path}/-/merge_requests/${mergeRequest.iid}`,
  };
}

/** What events on other things say of their merge request: lib/gitlab/data_builder/pipeline.rb */
export function mergeRequestPlace(world: World, mergeRequest: MergeRequest): Json {
  const { id, iid, title, state } = mergeRequest;
  const target = projectOf(world, mergeRequest.projectId);
  return {
    id,
    iid,
    title,
    state,
    source_branch: mergeRequest.sourceBranch,
    source_project_id: mergeRequest.sourceProjectId,
    target_branch: mergeRequest.targetBranch,
    target_project_id: target.id,
    merge_status: "can_be_merged",
    detailed_merge_status: "mergeable",
    url: `${world.webUrl}/${target.path}/-/merge_requests/${iid}`,
  };
}

export function repositoryBlock(world: World, project: Project): Json {
  return {
    name: project.path.split("/").at(-1),
    url: `git@gitlab.example.com:${project.path}.git`,
    description: null,
    homepage: `${world.webUrl}/${project.path}`,
  };
}

/** A position as the API shows it. */
export function positionJson(position: Note["position"]): Json | null {
  if (position === undefined) return null;
  const { refs, type, oldPath, newPath, oldLine, newLine, lineRange } = position;
  const lines =
    type === "text"
      ? { old_line: oldLine ?? null, new_line: newLine ?? null, line_range: lineRange ?? null }
      : {};
  return {
    base_sha: refs.base,
    start_sha: refs.start,
    head_sha: refs.head,
    old_path: oldPath,
    new_path: newPath,
    position_type: type,
    ...lines,
  };
}

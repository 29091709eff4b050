import { createCommit, signature } from "./commits.ts";
import { mergeRequestPlace, projectBlock, userBlock } from "./payload-blocks.ts";
import { readCommit, type Sha } from "./repository.ts";
import {
  nextId,
  now,
  projectOf,
  type MergeRequest,
  type Pipeline,
  type Project,
  type World,
} from "./world.ts";

/** What a pipeline runs on. GitLab calls the first of a merge request's kinds “detached”. */
export type PipelineKind = "branch" | "merge request" | "merged results" | "merge train";

const refs = {
  "merge request": "head",
  "merged results": "merge",
  "merge train": "train",
} as const;

/** Starts a pipeline for the head of a merge request, in the project of its branch, and fires its webhook. */
export function startPipeline(
  world: World,
  mergeRequest: MergeRequest,
  kind: PipelineKind,
  actorId: number,
): Pipeline {
  const { headSha, iid, sourceBranch } = mergeRequest;
  const project = projectOf(world, mergeRequest.sourceProjectId);
  const isMerged = kind === "merged results" || kind === "merge train";
  const pipeline: Pipeline = {
    id: nextId(world, "pipeline"),
    projectId: project.id,
    sha: isMerged ? mergeHead(world, mergeRequest, project, actorId) : headSha,
    ref: kind === "branch" ? sourceBranch : `refs/merge-requests/${iid}/${refs[kind]}`,
    source: kind === "branch" ? "push" : "merge_request_event",
    sourceSha: isMerged ? headSha : undefined,
    mergeRequestId: kind === "branch" ? undefined : mergeRequest.id,
  };
  world.pipelines.push(pipeline);
  emitPipeline(world, mergeRequest, pipeline, actorId);
  return pipeline;
}

/** The commit that GitLab makes of the target and the head. It is on no branch. */
function mergeHead(
  world: World,
  { projectId, targetBranch, headSha, iid }: MergeRequest,
  project: Project,
  actorId: number,
): Sha {
  const tip = projectOf(world, projectId).branches.get(targetBranch);
  if (tip === undefined) throw new Error(`no branch ${targetBranch}`);
  const by = signature(world, actorId);
  const sha = createCommit(world, {
    parents: [tip, headSha],
    changes: new Map(),
    message: `Merge !${iid} into ${targetBranch} at ${now(world).toISOString()}`,
    author: by,
    committer: by,
  });
  project.commits.add(sha);
  return sha;
}

/**
 * All pipelines of a merge request: those made for it, and those of its branch on its commits; the former first, then
 * the newest (`all` and `sort` in app/finders/ci/pipelines_for_merge_request_finder.rb).
 */
export function pipelinesOf(world: World, mergeRequest: MergeRequest): readonly Pipeline[] {
  const shas = new Set([mergeRequest.headSha, ...mergeRequest.versions.map(({ head }) => head)]);
  const isOfBranch = ({ projectId, ref, sha, source }: Pipeline): boolean =>
    source !== "merge_request_event" &&
    projectId === mergeRequest.sourceProjectId &&
    ref === mergeRequest.sourceBranch &&
    shas.has(sha);
  const rank = ({ source }: Pipeline): number => (source === "merge_request_event" ? 0 : 1);
  return world.pipelines
    .filter((one) => one.mergeRequestId === mergeRequest.id || isOfBranch(one))
    .sort((a, b) => rank(a) - rank(b) || b.id - a.id);
}

/** The pipeline by which the merge request is judged: `diff_head_pipeline` in app/models/merge_request.rb. */
export function decidingPipeline(world: World, mergeRequest: MergeRequest): Pipeline | undefined {
  const { headSha } = mergeRequest;
  return pipelinesOf(world, mergeRequest).find(
    ({ sha, sourceSha }) => sha === headSha || sourceSha === headSha,
  );
}

/** lib/gitlab/data_builder/pipeline.rb: the merge request stands beside only those made for one. */
function emitPipeline(
  world: World,
  mergeRequest: MergeRequest,
  pipeline: Pipeline,
  actorId: number,
): void {
  const { commits } = world.objects;
  world.emit({
    kind: "pipeline",
    projectId: mergeRequest.projectId,
    payload: {
      object_kind: "pipeline",
      object_attributes: {
        id: pipeline.id,
        ref: mergeRequest.sourceBranch,
        sha: pipeline.sha,
        source: pipeline.source,
        status: "pending",
        detailed_status: "pending",
      },
      merge_request:
        pipeline.mergeRequestId === undefined ? null : mergeRequestPlace(world, mergeRequest),
      user: userBlock(world, actorId),
      project: projectBlock(world, projectOf(world, pipeline.projectId)),
      commit: commits.has(pipeline.sha)
        ? { id: pipeline.sha, message: readCommit(world.objects, pipeline.sha).message }
        : null,
      builds: [],
    },
  });
}

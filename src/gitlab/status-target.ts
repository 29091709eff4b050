import type { GitLab } from "./gitlab.ts";
import type { MergeRequest } from "./merge-request.ts";
import type { CommitStatus, Pipeline } from "./statuses.ts";

/** Where the status of a merge request must stand to decide whether it can be merged. */
export interface StatusTarget {
  readonly projectId: number;
  /** Of the pipeline; the head itself where there is none, or where it runs on the head. */
  readonly sha: string;
  readonly ref: string;
  /** Undefined: GitLab makes a pipeline for the status. */
  readonly pipelineId: number | undefined;
}

type Head = Pick<MergeRequest, "projectId" | "iid" | "sourceProjectId" | "sourceBranch"> & {
  readonly headSha: string;
};

/** So many merge commits are looked at; the newest is nearly always the one. */
const mergedMax = 5;

/**
 * Finds the pipeline by which GitLab judges the head: those made for merge requests before all others, then the
 * newest (app/finders/ci/pipelines_for_merge_request_finder.rb and `diff_head_pipeline` in
 * app/models/merge_request.rb, 2026-11). Undefined where the source project no longer exists.
 */
export async function findStatusTarget(
  gitlab: Pick<GitLab, "statuses" | "commitParents">,
  head: Head,
): Promise<StatusTarget | undefined> {
  const { projectId, iid, sourceProjectId, sourceBranch, headSha } = head;
  if (sourceProjectId === undefined) return undefined;
  const pipelines = await gitlab.statuses.pipelines(projectId, iid);
  const pipeline = await findDeciding(gitlab, head, [...pipelines].sort(byPrecedence));
  return pipeline === undefined
    ? { projectId: sourceProjectId, sha: headSha, ref: sourceBranch, pipelineId: undefined }
    : {
        projectId: pipeline.projectId ?? sourceProjectId,
        sha: pipeline.sha,
        ref: pipeline.ref,
        pipelineId: pipeline.id,
      };
}

function byPrecedence(one: Pipeline, other: Pipeline): number {
  return Number(other.isOfMergeRequest) - Number(one.isOfMergeRequest) || other.id - one.id;
}

async function findDeciding(
  gitlab: Pick<GitLab, "commitParents">,
  { projectId, headSha }: Head,
  pipelines: readonly Pipeline[],
): Promise<Pipeline | undefined> {
  let looked = 0;
  for (const pipeline of pipelines) {
    if (pipeline.sha === headSha) return pipeline;
    // Merged results and merge trains run on a commit of GitLab's own, of which the head is a parent.
    if (!isOfMergeCommit(pipeline) || looked >= mergedMax) continue;
    looked += 1;
    const parents = await gitlab.commitParents(pipeline.projectId ?? projectId, pipeline.sha);
    if (parents?.includes(headSha) === true) return pipeline;
  }
  return undefined;
}

function isOfMergeCommit({ ref }: Pipeline): boolean {
  return /^refs\/merge-requests\/\d{1,12}\/(?:merge|train)$/.test(ref);
}

/** Of the statuses of one commit those that stand at the target. Older versions of GitLab do not name the pipeline. */
export function standsAt({ pipeline_id: id, ref }: CommitStatus, target: StatusTarget): boolean {
  return typeof id === "number" && target.pipelineId !== undefined
    ? id === target.pipelineId
    : !ref || ref === target.ref;
}

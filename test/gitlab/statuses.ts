import { ancestors } from "./repository.ts";
import { badParameter, badRequest, notFound, Refusal } from "./refusal.ts";
import {
  nextId,
  now,
  type CommitStatus,
  type Pipeline,
  type Project,
  type World,
} from "./world.ts";

const STATES = ["pending", "running", "success", "failed", "canceled", "skipped"];
const TEXT_MAX = 255;

export interface NewStatus {
  readonly sha: string;
  readonly state: string;
  readonly name: string;
  readonly authorId: number;
  readonly ref?: string | undefined;
  readonly description?: string | undefined;
  readonly targetUrl?: string | undefined;
  readonly pipelineId?: number | undefined;
  readonly coverage?: number | undefined;
}

/** Sets a commit status by the rules of app/services/ci/create_commit_status_service.rb. */
export function setStatus(world: World, project: Project, given: NewStatus): CommitStatus {
  if (!STATES.includes(given.state)) throw badParameter("state does not have a valid value");
  if (given.name === "") throw badRequest("name can't be blank");
  for (const [key, text] of [
    ["description", given.description],
    ["target_url", given.targetUrl],
    ["name", given.name],
    ["ref", given.ref],
  ] as const)
    if ((text ?? "").length > TEXT_MAX)
      throw new Refusal(
        400,
        { message: { [key]: [`is too long (maximum is ${TEXT_MAX} characters)`] } },
        "invalid",
      );
  if (given.targetUrl !== undefined && !/^https?:\/\/\S+$/.test(given.targetUrl))
    throw new Refusal(
      400,
      { message: { target_url: ["is blocked: Only allowed schemes are http, https"] } },
      "invalid",
    );
  if (!/^[0-9a-f]{40}$/.test(given.sha) || !project.commits.has(given.sha))
    throw notFound("Commit");
  const pipeline = findPipeline(world, project, given);
  const open = world.statuses.findLast(
    (status) =>
      status.pipelineId === pipeline.id &&
      status.name === given.name &&
      status.ref === pipeline.ref &&
      status.authorId === given.authorId &&
      (status.state === "pending" || status.state === "running"),
  );
  const status = open ?? createStatus(world, project, given, pipeline);
  if (open !== undefined) checkTransition(open.state, given.state);
  status.state = given.state;
  status.description = given.description ?? status.description;
  status.targetUrl = given.targetUrl ?? status.targetUrl;
  status.coverage = given.coverage ?? status.coverage;
  if (given.state !== "pending") status.startedAt ??= now(world);
  if (given.state !== "pending" && given.state !== "running") status.finishedAt = now(world);
  return status;
}

/** `validate`, `ref` and `find_or_create_pipeline` of the service. A reference that is sent is not looked up. */
function findPipeline(world: World, project: Project, given: NewStatus): Pipeline {
  const fitting = world.pipelines.filter(
    ({ id, projectId, sha, ref }) =>
      projectId === project.id &&
      sha === given.sha &&
      (given.ref === undefined || ref === given.ref) &&
      (given.pipelineId === undefined || id === given.pipelineId),
  );
  const newest = fitting.at(-1);
  const ref = given.ref ?? newest?.ref ?? branchWith(world, project, given.sha);
  if (ref === undefined) throw notFound("References for commit");
  if (newest !== undefined) return newest;
  if (given.pipelineId !== undefined) throw notFound("Pipeline for pipeline_id, sha and ref");
  const pipeline: Pipeline = {
    id: nextId(world, "pipeline"),
    projectId: project.id,
    sha: given.sha,
    ref,
    source: "external",
    sourceSha: undefined,
    mergeRequestId: undefined,
  };
  world.pipelines.push(pipeline);
  return pipeline;
}

function branchWith(world: World, project: Project, sha: string): string | undefined {
  for (const [branch, tip] of project.branches)
    for (const ancestor of ancestors(world.objects, tip)) if (ancestor === sha) return branch;
  return undefined;
}

/** Only a status that is not over is used again, and it cannot go where it stands. */
function checkTransition(from: string, to: string): void {
  if (to === "pending")
    throw new Refusal(
      400,
      { message: `Cannot transition status via :enqueue from :${from}` },
      "invalid",
    );
  if (from === to)
    throw new Refusal(
      400,
      {
        message: `Cannot transition status via :run from :${from} (Reason(s): Status cannot transition via "run")`,
      },
      "invalid",
    );
}

function createStatus(
  world: World,
  project: Project,
  given: NewStatus,
  pipeline: Pipeline,
): CommitStatus {
  const status: CommitStatus = {
    id: nextId(world, "status"),
    projectId: project.id,
    sha: given.sha,
    ref: pipeline.ref,
    name: given.name,
    authorId: given.authorId,
    pipelineId: pipeline.id,
    createdAt: now(world),
    state: given.state,
    description: null,
    targetUrl: null,
    coverage: null,
    startedAt: undefined,
    finishedAt: undefined,
  };
  world.statuses.push(status);
  return status;
}

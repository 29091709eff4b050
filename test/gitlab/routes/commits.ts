import { createCommit, pushBranches, signature } from "../commits.ts";
import {
  accessLevel,
  callCommit,
  callProject,
  callRepository,
  field,
  hasRole,
  integerField,
  ok,
  PAGING,
  paginate,
  requiredField,
  requireRole,
  type Answer,
  type Call,
  type Fields,
  type Route,
} from "../call.ts";
import { commitJson, mergeRequestListJson, statusJson } from "../json.ts";
import { badParameter, badRequest, forbidden, notFound } from "../refusal.ts";
import { ancestors, findEntry, readFile, type Sha, type TreeEntry } from "../repository.ts";
import { setStatus } from "../statuses.ts";
import type { Project } from "../world.ts";

const COMMITS = "/projects/:id/repository/commits";

export const commitRoutes: readonly Route[] = [
  {
    method: "GET",
    path: COMMITS,
    accepts: [...PAGING, "ref_name", "path", "since", "until"],
    run: listCommits,
  },
  {
    method: "POST",
    path: COMMITS,
    accepts: [
      "branch",
      "commit_message",
      "actions",
      "start_branch",
      "start_sha",
      "author_email",
      "author_name",
      "force",
      "stats",
    ],
    run: postCommit,
  },
  { method: "GET", path: `${COMMITS}/:sha`, accepts: ["stats"], run: showCommit },
  {
    method: "GET",
    path: `${COMMITS}/:sha/statuses`,
    accepts: [...PAGING, "ref", "stage", "name", "all", "pipeline_id"],
    run: listStatuses,
  },
  {
    method: "GET",
    path: `${COMMITS}/:sha/merge_requests`,
    accepts: [...PAGING, "state"],
    run: listMergeRequestsOf,
  },
  {
    method: "POST",
    path: "/projects/:id/statuses/:sha",
    accepts: [
      "state",
      "ref",
      "name",
      "context",
      "target_url",
      "description",
      "coverage",
      "pipeline_id",
    ],
    run: postStatus,
  },
];

function listCommits(call: Call): Answer {
  const project = callRepository(call);
  const tip = callCommit(call, project, field(call, "ref_name") ?? "HEAD", "Ref");
  const commits = [...ancestors(call.world.objects, tip)];
  return paginate(call, commits, (sha) => commitJson(call.world, project, sha));
}

function showCommit(call: Call): Answer {
  const project = callRepository(call);
  const sha = callCommit(call, project, call.path["sha"] ?? "", "Commit");
  return ok(commitJson(call.world, project, sha));
}

function listStatuses(call: Call): Answer {
  const project = callRepository(call);
  const sha = callCommit(call, project, call.path["sha"] ?? "", "Commit");
  const name = field(call, "name");
  const ref = field(call, "ref");
  const all = call.world.statuses.filter(
    (status) =>
      status.projectId === project.id &&
      status.sha === sha &&
      (name === undefined || status.name === name) &&
      (ref === undefined || status.ref === ref),
  );
  const isLatest = (status: (typeof all)[number], index: number): boolean =>
    !all
      .slice(index + 1)
      .some((later) => later.name === status.name && later.pipelineId === status.pipelineId);
  const listed = field(call, "all") === "true" ? all : all.filter(isLatest);
  return paginate(call, listed, (status) => statusJson(call.world, status));
}

function listMergeRequestsOf(call: Call): Answer {
  const project = callRepository(call);
  const sha = callCommit(call, project, call.path["sha"] ?? "", "Commit");
  const all = (call.world.mergeRequests.get(project.id) ?? []).filter(
    ({ headSha }) => headSha === sha,
  );
  return paginate(call, all, (one) => mergeRequestListJson(call.world, one));
}

function postStatus(call: Call): Answer {
  const project = callProject(call);
  requireRole(call, project, "developer");
  const status = setStatus(call.world, project, {
    sha: call.path["sha"] ?? "",
    state: requiredField(call, "state"),
    name: field(call, "name") ?? field(call, "context") ?? "default",
    authorId: call.user.id,
    ref: field(call, "ref"),
    description: field(call, "description"),
    targetUrl: field(call, "target_url"),
    pipelineId: integerField(call, "pipeline_id"),
    coverage: integerField(call, "coverage"),
  });
  return ok(statusJson(call.world, status), 201);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function postCommit(call: Call): Answer {
  const project = callProject(call);
  const branch = requiredField(call, "branch");
  requirePush(call, project, branch);
  const message = requiredField(call, "commit_message");
  const actions = call.fields["actions"];
  if (!Array.isArray(actions)) throw badParameter("actions is missing");
  const parent = startOf(call, project, branch);
  const changes = new Map<string, Buffer | TreeEntry | null>();
  for (const action of actions) {
    if (!isFields(action)) throw badParameter("actions is invalid");
    applyAction(call, parent, action, changes);
  }
  const own = signature(call.world, call.user.id);
  const name = field(call, "author_name") ?? own.name;
  const email = field(call, "author_email") ?? own.email;
  const author = { ...own, name, email };
  const sha = createCommit(call.world, {
    parents: [parent],
    changes,
    message,
    author,
    committer: own,
  });
  pushBranches(call.world, project.id, [{ branch, after: sha }], call.user.id);
  return ok(commitJson(call.world, project, sha), 201);
}

function requirePush(call: Call, project: Project, branch: string): void {
  const role = project.protectedBranches.has(branch) ? "maintainer" : "developer";
  if (hasRole(project, call.user, role)) return;
  const isOpenToUpstream = (call.world.mergeRequests.get(project.forkedFrom ?? -1) ?? []).some(
    (one) =>
      one.state === "opened" &&
      one.allowCollaboration &&
      one.sourceProjectId === project.id &&
      one.sourceBranch === branch,
  );
  const upstream = call.world.projects.get(project.forkedFrom ?? -1);
  const isUpstreamDeveloper = upstream !== undefined && accessLevel(upstream, call.user) >= 30;
  if (!isOpenToUpstream || !isUpstreamDeveloper)
    throw forbidden("You are not allowed to push into this branch");
}

function startOf(call: Call, project: Project, branch: string): Sha {
  const existing = project.branches.get(branch);
  const startBranch = field(call, "start_branch");
  const startSha = field(call, "start_sha");
  if (startBranch !== undefined && startSha !== undefined)
    throw badParameter("start_branch, start_sha are mutually exclusive");
  const start = startBranch ?? startSha;
  if (start === undefined) {
    if (existing === undefined)
      throw badRequest("You can only create or edit files when you are on a branch");
    return existing;
  }
  if (existing !== undefined && field(call, "force") !== "true")
    throw badRequest(`A branch called '${branch}' already exists.`);
  return callCommit(call, project, start, "Ref");
}

function applyAction(
  call: Call,
  parent: Sha,
  action: Fields,
  changes: Map<string, Buffer | TreeEntry | null>,
): void {
  const text = (name: string): string | undefined => {
    const value = action[name];
    return typeof value === "string" ? value : undefined;
  };
  const kind = text("action");
  const path = text("file_path");
  if (path === undefined) throw badParameter("actions[0][file_path] is missing");
  const { objects } = call.world;
  const previous = text("previous_path") ?? path;
  const before = findEntry(objects, parent, kind === "move" ? previous : path);
  if (kind === "create" && before !== undefined)
    throw badRequest("A file with this name already exists");
  if (kind !== "create" && before === undefined)
    throw badRequest("A file with this name doesn't exist");
  const lastCommit = text("last_commit_id");
  if (
    lastCommit !== undefined &&
    kind !== "create" &&
    isChangedSince(call, parent, previous, lastCommit)
  )
    throw badRequest(
      `You are attempting to update a file that has changed since you started editing it: ${previous}`,
    );
  const content = text("content");
  const bytes =
    content === undefined
      ? undefined
      : Buffer.from(content, text("encoding") === "base64" ? "base64" : "utf8");
  if (kind === "delete") changes.set(path, null);
  else if (kind === "create" || kind === "update") {
    if (bytes === undefined) throw badParameter("actions[0][content] is missing");
    changes.set(path, bytes);
  } else if (kind === "move" && before !== undefined) {
    changes.set(previous, null);
    changes.set(path, bytes ?? before);
  } else throw badParameter("actions[0][action] does not have a valid value");
}

function isChangedSince(call: Call, parent: Sha, path: string, lastCommit: Sha): boolean {
  if (!call.world.objects.commits.has(lastCommit)) throw notFound("Commit");
  const then = readFile(call.world.objects, lastCommit, path);
  const today = readFile(call.world.objects, parent, path);
  return then === undefined || today === undefined || !then.equals(today);
}

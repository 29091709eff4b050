import {
  accessLevel,
  booleanField,
  callMergeRequest,
  callProject,
  callRepository,
  field,
  ok,
  PAGING,
  paginate,
  requiredField,
  requireRole,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { changesBetween, diffJson, limitDiffs, rawDiff, type DiffItem } from "../diffs.ts";
import {
  commitJson,
  mergeRequestJson,
  mergeRequestListJson,
  pipelineJson,
  versionJson,
} from "../json.ts";
import { pipelinesOf } from "../pipelines.ts";
import { openMergeRequest } from "../merge-requests.ts";
import { badParameter, notFound, Refusal } from "../refusal.ts";
import { commitsBetween } from "../repository.ts";
import { projectOf, userOf, type MergeRequest } from "../world.ts";

const MR = "/projects/:id/merge_requests/:iid";
const LIST_PARAMETERS = [
  ...PAGING,
  "state",
  "scope",
  "order_by",
  "sort",
  "updated_after",
  "updated_before",
  "created_after",
  "source_branch",
  "target_branch",
  "author_id",
  "author_username",
  "labels",
  "wip",
  "iids",
  "view",
];

export const mergeRequestRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/projects/:id/merge_requests",
    accepts: LIST_PARAMETERS,
    run: (call) => listMergeRequests(call, callRepository(call).id),
  },
  {
    method: "POST",
    path: "/projects/:id/merge_requests",
    accepts: ["source_branch", "target_branch", "title", "description", "remove_source_branch"],
    run: create,
  },
  {
    method: "GET",
    path: "/merge_requests",
    accepts: LIST_PARAMETERS,
    run: (call) => listMergeRequests(call, undefined),
  },
  {
    method: "GET",
    path: MR,
    accepts: ["include_diverged_commits_count", "include_rebase_in_progress", "render_html"],
    run: show,
  },
  {
    method: "GET",
    path: `${MR}/diffs`,
    accepts: [...PAGING, "unidiff"],
    since: "15.7",
    run: listDiffs,
  },
  { method: "GET", path: `${MR}/pipelines`, accepts: PAGING, run: listPipelines },
  { method: "GET", path: `${MR}/raw_diffs`, accepts: [], run: rawDiffs },
  { method: "GET", path: `${MR}/changes`, accepts: ["access_raw_diffs", "unidiff"], run: changes },
  { method: "GET", path: `${MR}/versions`, accepts: PAGING, run: listVersions },
  { method: "GET", path: `${MR}/versions/:version_id`, accepts: ["unidiff"], run: showVersion },
  { method: "GET", path: `${MR}/approval_state`, accepts: [], run: showApprovalState },
  { method: "GET", path: `${MR}/commits`, accepts: PAGING, run: listCommits },
  {
    method: "GET",
    path: `${MR}/participants`,
    accepts: PAGING,
    run: (call) => {
      const { authorId } = callMergeRequest(call).mergeRequest;
      return paginate(call, [userOf(call.world, authorId)], (user) => user);
    },
  },
];

/** Those of the projects in which the user may read pipelines, which in a private one takes a Reporter. */
function listPipelines(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  const readable = pipelinesOf(call.world, mergeRequest).filter(({ projectId }) => {
    const project = projectOf(call.world, projectId);
    return project.visibility === "public" || accessLevel(project, call.user) >= 20;
  });
  return paginate(call, readable, pipelineJson);
}

function listMergeRequests(call: Call, projectId: number | undefined): Answer {
  const all =
    projectId === undefined
      ? [...call.world.mergeRequests.values()].flat()
      : (call.world.mergeRequests.get(projectId) ?? []);
  const readable = all.filter((one) => {
    const project = projectOf(call.world, one.projectId);
    return project.visibility === "public" || accessLevel(project, call.user) >= 20;
  });
  const by = field(call, "order_by") === "updated_at" ? "updatedAt" : "createdAt";
  const direction = field(call, "sort") === "asc" ? 1 : -1;
  const listed = readable
    .filter((one) => fits(call, one))
    .sort((a, b) => (a[by].getTime() - b[by].getTime() || a.id - b.id) * direction);
  return paginate(call, listed, (one) => mergeRequestListJson(call.world, one));
}

function create(call: Call): Answer {
  const project = callProject(call);
  requireRole(call, project, "developer");
  const sourceBranch = requiredField(call, "source_branch");
  if (!project.branches.has(sourceBranch))
    throw new Refusal(400, { message: ["The source branch does not exist"] }, "invalid");
  const all = call.world.mergeRequests.get(project.id) ?? [];
  const other = all.find((one) => one.state === "opened" && one.sourceBranch === sourceBranch);
  if (other !== undefined) {
    const message = [
      `Another open merge request already exists for this source branch: !${other.iid}`,
    ];
    throw new Refusal(409, { message }, "conflict");
  }
  const opened = openMergeRequest(call.world, {
    projectId: project.id,
    sourceProjectId: project.id,
    sourceBranch,
    targetBranch: requiredField(call, "target_branch"),
    title: requiredField(call, "title"),
    description: field(call, "description") ?? "",
    draft: false,
    labels: [],
    authorId: call.user.id,
    allowCollaboration: false,
  });
  const access = accessLevel(project, call.user);
  return ok(mergeRequestJson(call.world, opened, access), 201);
}

function time(call: Call, name: string): number | undefined {
  const value = field(call, name);
  if (value === undefined) return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw badParameter(`${name} is invalid`);
  return at;
}

function fits(call: Call, mergeRequest: MergeRequest): boolean {
  const state = field(call, "state") ?? "all";
  const iids = call.fields["iids"];
  const labels = field(call, "labels")?.split(",") ?? [];
  const wip = field(call, "wip");
  const checks: readonly boolean[] = [
    state === "all" || state === mergeRequest.state,
    mergeRequest.updatedAt.getTime() > (time(call, "updated_after") ?? 0),
    mergeRequest.updatedAt.getTime() < (time(call, "updated_before") ?? Number.POSITIVE_INFINITY),
    mergeRequest.createdAt.getTime() > (time(call, "created_after") ?? 0),
    (field(call, "source_branch") ?? mergeRequest.sourceBranch) === mergeRequest.sourceBranch,
    (field(call, "target_branch") ?? mergeRequest.targetBranch) === mergeRequest.targetBranch,
    (field(call, "author_id") ?? String(mergeRequest.authorId)) === String(mergeRequest.authorId),
    wip === undefined || (wip === "yes") === mergeRequest.draft,
    labels.every((label) => mergeRequest.labels.includes(label)),
    !Array.isArray(iids) || iids.map(String).includes(String(mergeRequest.iid)),
  ];
  return checks.every(Boolean);
}

function show(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  return ok(mergeRequestJson(call.world, mergeRequest, accessLevel(project, call.user)));
}

function newestItems(call: Call, mergeRequest: MergeRequest): readonly DiffItem[] {
  const [newest] = mergeRequest.versions;
  if (newest === undefined) return [];
  return limitDiffs(call.world, changesBetween(call.world, newest.base, newest.head)).items;
}

function listDiffs(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  const unidiff = booleanField(call, "unidiff");
  return paginate(call, newestItems(call, mergeRequest), (item) =>
    diffJson(call.world, item, unidiff),
  );
}

function rawDiffs(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  const text = rawDiff(call.world, newestItems(call, mergeRequest));
  return { status: 200, text };
}

function changes(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  const [newest] = mergeRequest.versions;
  const all = newest === undefined ? [] : changesBetween(call.world, newest.base, newest.head);
  const isRaw = booleanField(call, "access_raw_diffs") ?? false;
  const limited = limitDiffs(call.world, all);
  const items = isRaw
    ? all.map((change) => ({ change, collapsed: false, tooLarge: false }))
    : limited.items;
  return ok({
    ...mergeRequestJson(call.world, mergeRequest, accessLevel(project, call.user)),
    changes: items.map((item) => diffJson(call.world, item, booleanField(call, "unidiff"))),
    overflow: !isRaw && limited.overflow,
  });
}

function listVersions(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  return paginate(call, mergeRequest.versions, (version) =>
    versionJson(call.world, mergeRequest, version),
  );
}

function showVersion(call: Call): Answer {
  const { project, mergeRequest } = callMergeRequest(call);
  const version = mergeRequest.versions.find(({ id }) => String(id) === call.path["version_id"]);
  if (version === undefined) throw notFound();
  const { base, start, head } = version;
  const { items } = limitDiffs(call.world, changesBetween(call.world, base, head));
  return ok({
    ...versionJson(call.world, mergeRequest, version),
    commits: commitsBetween(call.world.objects, start, head).map(({ sha }) =>
      commitJson(call.world, project, sha),
    ),
    diffs: items.map((item) => diffJson(call.world, item, booleanField(call, "unidiff"))),
  });
}

/** docs.gitlab.com/api/merge_request_approvals: Premium and Ultimate */
function showApprovalState(call: Call): Answer {
  const { approvalRules } = callMergeRequest(call).mergeRequest;
  if (approvalRules === undefined) throw notFound();
  return ok({
    approval_rules_overwritten: false,
    rules: approvalRules.map(({ name, ruleType, section, required, approved }, index) => ({
      id: index + 1,
      name,
      rule_type: ruleType,
      section,
      approvals_required: required,
      approved,
    })),
  });
}

function listCommits(call: Call): Answer {
  const { mergeRequest } = callMergeRequest(call);
  const project = callProject(call);
  const [newest] = mergeRequest.versions;
  const commits =
    newest === undefined ? [] : commitsBetween(call.world.objects, newest.start, newest.head);
  return paginate(call, commits, ({ sha }) => commitJson(call.world, project, sha));
}

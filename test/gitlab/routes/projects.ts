import { createArchive } from "../archive.ts";
import {
  accessLevel,
  booleanField,
  callCommit,
  callProject,
  callRepository,
  field,
  isVisible,
  ok,
  PAGING,
  paginate,
  requiredField,
  requireRole,
  type Answer,
  type Call,
  type Route,
} from "../call.ts";
import { projectJson, userJson } from "../json.ts";
import { projectBlock, userBlock } from "../payload-blocks.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Hook } from "../webhooks.ts";
import { userOf, type HookEvent, type Project } from "../world.ts";

const EVENT_FIELDS = {
  merge_requests_events: "merge_requests",
  note_events: "note",
  push_events: "push",
  emoji_events: "emoji",
  pipeline_events: "pipeline",
} as const;
const HOOK_FIELDS = [
  "url",
  "token",
  "signing_token",
  "name",
  "description",
  "enable_ssl_verification",
  "push_events_branch_filter",
  ...Object.keys(EVENT_FIELDS),
];

export const projectRoutes: readonly Route[] = [
  { method: "GET", path: "/user", accepts: [], scope: "read_user", run: showUser },
  {
    method: "GET",
    path: "/users/:user_id",
    accepts: ["with_custom_attributes"],
    scope: "read_user",
    run: showOtherUser,
  },
  { method: "GET", path: "/version", accepts: [], run: showVersion },
  { method: "GET", path: "/metadata", accepts: [], since: "15.2", run: showVersion },
  {
    method: "GET",
    path: "/personal_access_tokens/self",
    accepts: [],
    since: "15.5",
    scope: "any",
    run: showToken,
  },
  {
    method: "GET",
    path: "/projects",
    accepts: [
      ...PAGING,
      "membership",
      "simple",
      "order_by",
      "sort",
      "min_access_level",
      "archived",
    ],
    run: listProjects,
  },
  { method: "GET", path: "/projects/:id", accepts: ["statistics", "license"], run: showProject },
  {
    method: "GET",
    path: "/projects/:id/environments",
    accepts: [...PAGING, "name", "search", "states"],
    run: listEnvironments,
  },
  { method: "GET", path: "/projects/:id/members/all", accepts: PAGING, run: listMembers },
  { method: "GET", path: "/projects/:id/members/all/:user_id", accepts: [], run: showMember },
  { method: "GET", path: "/projects/:id/hooks", accepts: PAGING, run: listHooks },
  { method: "POST", path: "/projects/:id/hooks", accepts: HOOK_FIELDS, run: addHook },
  {
    method: "GET",
    path: "/projects/:id/hooks/:hook_id",
    accepts: [],
    run: (call) => ok(hookJson(call, callHook(call))),
  },
  { method: "PUT", path: "/projects/:id/hooks/:hook_id", accepts: HOOK_FIELDS, run: changeHook },
  { method: "DELETE", path: "/projects/:id/hooks/:hook_id", accepts: [], run: removeHook },
  {
    method: "POST",
    path: "/projects/:id/hooks/:hook_id/test/:trigger",
    accepts: [],
    run: testHook,
  },
  ...["archive", "archive.tar.gz", "archive.tgz", "archive.tar"].map(archiveRoute),
];

function showUser(call: Call): Answer {
  const { bot } = call.user;
  return ok({ ...userJson(call.world, call.user.id), bot, email: null });
}

/** `bot` says whether GitLab made the user itself (lib/api/entities/user.rb). */
function showOtherUser(call: Call): Answer {
  const user = call.world.users.get(Number(call.path["user_id"]));
  if (user === undefined) throw notFound("User");
  return ok({ ...userJson(call.world, user.id), bot: user.bot });
}

function showVersion(call: Call): Answer {
  const { version } = call.world.options;
  return ok({ version, revision: "0123456789a", enterprise: version.endsWith("-ee") });
}

function showToken(call: Call): Answer {
  const { id, name, userId, scopes, expiresAt, createdAt, revoked } = call.token;
  return ok({
    id,
    name,
    revoked,
    created_at: createdAt.toISOString(),
    scopes,
    user_id: userId,
    active: !revoked,
    expires_at: expiresAt,
    last_used_at: null,
  });
}

function listProjects(call: Call): Answer {
  const onlyOwn = field(call, "membership") === "true";
  const min = Number(field(call, "min_access_level") ?? 0);
  const listed = [...call.world.projects.values()].filter(
    (project) =>
      isVisible(project, call.user) &&
      (!onlyOwn || accessLevel(project, call.user) > 0) &&
      accessLevel(project, call.user) >= min,
  );
  return paginate(call, listed, (project) =>
    projectJson(call.world, project, accessLevel(project, call.user)),
  );
}

function showProject(call: Call): Answer {
  const project = callProject(call);
  return ok(projectJson(call.world, project, accessLevel(project, call.user)));
}

/** docs.gitlab.com/api/environments */
function listEnvironments(call: Call): Answer {
  const project = callProject(call);
  requireRole(call, project, "reporter");
  const name = field(call, "name");
  const listed = (project.environments ?? []).filter(
    (each) => name === undefined || each.name === name,
  );
  return paginate(call, listed, (each) => ({
    name: each.name,
    slug: each.name.replaceAll("/", "-"),
    external_url: each.url,
    state: "available",
  }));
}

function memberJson(call: Call, userId: number, level: number): unknown {
  return { ...userJson(call.world, userId), access_level: level, expires_at: null };
}

function listMembers(call: Call): Answer {
  const project = callProject(call);
  return paginate(call, [...project.members], ([id, level]) => memberJson(call, id, level));
}

function showMember(call: Call): Answer {
  const project = callProject(call);
  const userId = Number(call.path["user_id"]);
  const level = project.members.get(userId);
  if (level === undefined) throw notFound();
  return ok(memberJson(call, userId, level));
}

function isOn({ scope }: Hook, project: Project): boolean {
  return scope.kind === "project" && scope.projectId === project.id;
}

function callHook(call: Call): Hook {
  const project = callProject(call);
  requireRole(call, project, "maintainer");
  const hook = call.webhooks.hooks.find(
    (one) => String(one.id) === call.path["hook_id"] && isOn(one, project),
  );
  if (hook === undefined) throw notFound();
  return hook;
}

export function hookJson(call: Call, hook: Hook): unknown {
  const events = Object.entries(EVENT_FIELDS).map(([name, kind]) => [name, hook.events.has(kind)]);
  const { disabledUntil } = hook;
  return {
    id: hook.id,
    url: hook.url,
    name: null,
    project_id: hook.scope.kind === "project" ? hook.scope.projectId : null,
    enable_ssl_verification: true,
    token_present: hook.token !== undefined,
    signing_token_present: hook.signingToken !== undefined,
    alert_status: call.webhooks.state(hook),
    disabled_until: disabledUntil === undefined ? null : new Date(disabledUntil).toISOString(),
    ...Object.fromEntries(events),
  };
}

function listHooks(call: Call): Answer {
  const project = callProject(call);
  requireRole(call, project, "maintainer");
  const listed = call.webhooks.hooks.filter((hook) => isOn(hook, project));
  return paginate(call, listed, (hook) => hookJson(call, hook));
}

/** Push events are on unless a new webhook says otherwise; what exists keeps what is not named. */
function eventsOf(call: Call, before: ReadonlySet<HookEvent["kind"]>): Set<HookEvent["kind"]> {
  const kinds = Object.entries(EVENT_FIELDS).filter(
    ([name, kind]) => booleanField(call, name) ?? before.has(kind),
  );
  return new Set(kinds.map(([, kind]) => kind));
}

function hookUrl(call: Call): string {
  const url = requiredField(call, "url");
  if (!/^https?:\/\//.test(url)) throw new Refusal(422, { error: "Invalid url given" }, "invalid");
  return url;
}

function addHook(call: Call): Answer {
  const project = callProject(call);
  requireRole(call, project, "maintainer");
  const hook = call.webhooks.add({
    url: hookUrl(call),
    token: field(call, "token"),
    signingToken: field(call, "signing_token"),
    events: eventsOf(call, new Set(["push"])),
    scope: { kind: "project", projectId: project.id },
  });
  return ok(hookJson(call, hook), 201);
}

function changeHook(call: Call): Answer {
  const hook = callHook(call);
  hook.url = hookUrl(call);
  hook.token = field(call, "token") ?? hook.token;
  hook.signingToken = field(call, "signing_token") ?? hook.signingToken;
  hook.events = eventsOf(call, hook.events);
  return ok(hookJson(call, hook));
}

function removeHook(call: Call): Answer {
  call.webhooks.remove(callHook(call).id);
  return { status: 204 };
}

async function testHook(call: Call): Promise<Answer> {
  const hook = callHook(call);
  const project = callProject(call);
  const kind = Object.entries(EVENT_FIELDS).find(([name]) => name === call.path["trigger"])?.[1];
  if (kind === undefined) throw notFound();
  const status = await call.webhooks.test(hook, testEvent(call, project, kind));
  if (status >= 200 && status < 300) return ok({ message: "201 Created" }, 201);
  throw new Refusal(422, { message: `Hook execution failed: ${status}` }, "invalid");
}

function testEvent(call: Call, project: Project, kind: HookEvent["kind"]): HookEvent {
  const objectKind = kind === "merge_requests" ? "merge_request" : kind;
  const payload = {
    object_kind: objectKind,
    event_type: objectKind,
    user: userBlock(call.world, userOf(call.world, call.user.id).id),
    project: projectBlock(call.world, project),
    object_attributes: {},
  };
  return { kind, projectId: project.id, payload };
}

function archiveRoute(name: string): Route {
  return {
    method: "GET",
    path: `/projects/:id/repository/${name}`,
    accepts: ["sha", "path"],
    scope: "read_repository",
    run: (call) => archive(call, name === "archive.tar"),
  };
}

async function archive(call: Call, isPlain: boolean): Promise<Answer> {
  const project = callRepository(call);
  call.countArchive(project.id);
  const ref = field(call, "sha") ?? project.defaultBranch;
  const commit = callCommit(call, project, ref, "File");
  const folder = `${project.path.split("/").at(-1)}-${ref.replaceAll("/", "-")}-${commit}`;
  const { tar, gzipped } = await createArchive(call.world.objects, commit, folder);
  const extension = isPlain ? "tar" : "tar.gz";
  return {
    status: 200,
    bytes: isPlain ? tar : gzipped,
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${folder}.${extension}"`,
    },
  };
}

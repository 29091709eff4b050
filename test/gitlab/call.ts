import type { IncomingHttpHeaders } from "node:http";
import { resolveRef } from "./commits.ts";
import { badParameter, forbidden, notFound, Refusal } from "./refusal.ts";
import type { Sha } from "./repository.ts";
import { pollVersion } from "./versions.ts";
import type { Webhooks } from "./webhooks.ts";
import {
  ACCESS_LEVELS,
  type MergeRequest,
  type Project,
  type Role,
  type Token,
  type User,
  type World,
} from "./world.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** One authenticated request to a known endpoint. */
export interface Call {
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly user: User;
  readonly token: Token;
  /** The `:names` of the route, decoded. */
  readonly path: Readonly<Record<string, string>>;
  /** Query and body together. */
  readonly fields: Fields;
  readonly countNote: () => void;
  readonly countArchive: (projectId: number) => void;
}

export interface Answer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** Parameters that the endpoint knows. Any other is refused, though GitLab would ignore it. */
  readonly accepts: readonly string[];
  /** The version of GitLab that has it first, where that matters. */
  readonly since?: string;
  /** A token scope that suffices besides `api` and, for reading, `read_api`. */
  readonly scope?: string;
  readonly run: (call: Call) => Answer | Promise<Answer>;
}

export function ok(json: unknown, status = 200): Answer {
  return { status, json };
}

export function field(call: Call, name: string): string | undefined {
  const value = call.fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw badParameter(`${name} is invalid`);
}

export function requiredField(call: Call, name: string): string {
  const value = field(call, name);
  if (value === undefined) throw badParameter(`${name} is missing`);
  return value;
}

export function integerField(call: Call, name: string): number | undefined {
  const value = field(call, name);
  if (value === undefined || value === "") return undefined;
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw badParameter(`${name} is invalid`);
  return number;
}

export function booleanField(call: Call, name: string): boolean | undefined {
  const value = field(call, name);
  if (value === undefined || value === "") return undefined;
  if (["true", "1", "t", "on"].includes(value)) return true;
  if (["false", "0", "f", "off"].includes(value)) return false;
  throw badParameter(`${name} is invalid`);
}

/** Access of a user to a project: 0 for a stranger. */
export function accessLevel(project: Project, user: User): number {
  return project.members.get(user.id) ?? 0;
}

export function hasRole(project: Project, user: User, role: Role): boolean {
  return accessLevel(project, user) >= ACCESS_LEVELS[role];
}

/** The project of the call. A private one does not exist for strangers. */
export function callProject(call: Call, name = "id"): Project {
  const key = call.path[name] ?? "";
  const project = /^\d+$/.test(key)
    ? call.world.projects.get(Number(key))
    : [...call.world.projects.values()].find(({ path }) => path === key);
  if (project === undefined || !isVisible(project, call.user)) throw notFound("Project");
  return project;
}

export function isVisible(project: Project, user: User): boolean {
  return project.visibility === "public" || accessLevel(project, user) > 0;
}

/** The project of a call that reads code: guests of a private project may not. */
export function callRepository(call: Call): Project {
  const project = callProject(call);
  if (project.visibility === "private" && !hasRole(project, call.user, "reporter"))
    throw forbidden();
  return project;
}

export function requireRole(call: Call, project: Project, role: Role): void {
  if (!hasRole(project, call.user, role)) throw forbidden();
}

/** The merge request of the call. Every look at it counts while its diff is being made. */
export function callMergeRequest(call: Call): {
  readonly project: Project;
  readonly mergeRequest: MergeRequest;
} {
  const project = callRepository(call);
  const all = call.world.mergeRequests.get(project.id) ?? [];
  const mergeRequest = all.find(({ iid }) => String(iid) === call.path["iid"]);
  if (mergeRequest === undefined) throw notFound();
  if (call.method === "GET") pollVersion(call.world, mergeRequest);
  return { project, mergeRequest };
}

export function callCommit(call: Call, project: Project, ref: string, what: string): Sha {
  const sha = resolveRef(call.world, project, ref);
  if (sha === undefined) throw notFound(what);
  return sha;
}

const PER_PAGE_MAX = 100;
/** GitLab does not count lists above this. */
const COUNTED_MAX = 10_000;

/** One page of a list, with the headers that lead to the others. */
export function paginate<Item>(
  call: Call,
  items: readonly Item[],
  show: (item: Item) => unknown,
): Answer {
  const page = pageNumber(call, "page", 1);
  const perPage = Math.min(pageNumber(call, "per_page", 20), PER_PAGE_MAX);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const isCounted = items.length <= COUNTED_MAX;
  const link = (rel: string, to: number): string => {
    const url = new URL(call.url);
    url.searchParams.set("page", String(to));
    url.searchParams.set("per_page", String(perPage));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [link("prev", page - 1)] : []),
    ...(page < last ? [link("next", page + 1)] : []),
    link("first", 1),
    ...(isCounted ? [link("last", last)] : []),
  ];
  const headers: Record<string, string> = {
    Link: links.join(", "),
    "X-Page": String(page),
    "X-Per-Page": String(perPage),
    "X-Prev-Page": page > 1 ? String(page - 1) : "",
    "X-Next-Page": page < last ? String(page + 1) : "",
    ...(isCounted ? { "X-Total": String(items.length), "X-Total-Pages": String(last) } : {}),
  };
  const shown = items.slice((page - 1) * perPage, page * perPage).map(show);
  return { status: 200, json: shown, headers };
}

function pageNumber(call: Call, name: string, missing: number): number {
  const value = integerField(call, name) ?? missing;
  if (value < 1)
    throw new Refusal(400, { error: `${name} does not have a valid value` }, "invalid");
  return value;
}

export const PAGING = ["page", "per_page"] as const;

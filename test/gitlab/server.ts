import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { Answer, Call, Fields, Route } from "./call.ts";
import { faultBody, type Fault, type Faults } from "./faults.ts";
import { parseFields, readBody } from "./fields.ts";
import type { RateLimits } from "./rate-limits.ts";
import { Refusal, type RefusalReason } from "./refusal.ts";
import { commitRoutes } from "./routes/commits.ts";
import { discussionRoutes } from "./routes/discussions.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { mergeRequestRoutes } from "./routes/merge-requests.ts";
import { groupRoutes } from "./routes/groups.ts";
import { projectRoutes } from "./routes/projects.ts";
import { repositoryRoutes } from "./routes/repository.ts";
import { suggestionRoutes } from "./routes/suggestions.ts";
import { isAtLeast } from "./options.ts";
import type { Webhooks } from "./webhooks.ts";
import type { Token, World } from "./world.ts";

/** One request as the stand-in met it. */
export interface LoggedRequest {
  readonly method: string;
  /** Below `/api/v4`, still encoded. */
  readonly path: string;
  readonly query: string;
  fields: Fields;
  user: string | undefined;
  /** 0 while there is no answer, and where none was given. */
  status: number;
  /** Why GitLab refused it; undefined where it did not, or where a test had ordered the failure. */
  refused: RefusalReason | undefined;
  /** What the answer said. */
  message: string | undefined;
  injected: boolean;
  /** The request sent a webhook's event id back, which makes GitLab silence the webhook. */
  echoed: boolean;
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

const routes: readonly Compiled[] = [
  ...projectRoutes,
  ...groupRoutes,
  ...repositoryRoutes,
  ...commitRoutes,
  ...mergeRequestRoutes,
  ...discussionRoutes,
  ...draftRoutes,
  ...suggestionRoutes,
].map((route) => ({
  route,
  names: [...route.path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name),
  pattern: new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/:\w+/g, "([^/]+)")}$`),
}));

/** No parameter holds a slash, so a path is compared with those of as many parts. */
const routesByLength = Map.groupBy(routes, ({ route }) => route.path.split("/").length);

export interface ServerParts {
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly faults: Faults;
  readonly limits: RateLimits;
  readonly log: LoggedRequest[];
}

const API = "/api/v4";

/** The HTTP side: authentication, the routing table, the log and the ordered failures. */
export function createApi(parts: ServerParts): Server {
  return createServer((request, response) => {
    void serve(parts, request, response);
  });
}

/** A request as both ways in, over the network and within the process, hand it on. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

/** What becomes of a request: its answer, or a failure as ordered; after its effect, with the answer lost. */
export interface Outcome {
  readonly entry: LoggedRequest;
  readonly answer: Answer | undefined;
  readonly fault: Fault | undefined;
}

async function serve(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", parts.world.url);
  const { method = "GET", headers } = request;
  const { entry, answer, fault } = await handle(parts, { method, url, headers }, () =>
    readBody(request),
  );
  if (fault !== undefined) injectFault(entry, response, fault, answer);
  else if (answer !== undefined) send(entry, response, answer);
}

/** Does what a request asks, unless a failure was ordered before that. */
export async function handle(
  parts: ServerParts,
  request: Incoming,
  read: () => Promise<Buffer> | Buffer,
): Promise<Outcome> {
  const { method, url, headers } = request;
  const entry: LoggedRequest = {
    method,
    path: url.pathname.startsWith(API) ? url.pathname.slice(API.length) : url.pathname,
    query: url.search,
    fields: {},
    user: undefined,
    status: 0,
    refused: undefined,
    message: undefined,
    injected: false,
    echoed: echoesEvent(parts.webhooks, headers),
  };
  parts.log.push(entry);
  const body = await read();
  const asked = { method, path: entry.path, body: () => peek(body) };
  const early = parts.faults.take("before", asked);
  if (early !== undefined) return { entry, answer: undefined, fault: early };
  const answer = throughProxy(parts, await answerSafely(parts, request, body, entry));
  return { entry, answer, fault: parts.faults.take("after", asked) };
}

/** What a proxy between GitLab and the bot may leave of an answer. */
function throughProxy({ world }: ServerParts, answer: Answer): Answer {
  if (!world.options.dropsPagingHeaders) return answer;
  const kept = Object.entries(answer.headers ?? {}).filter(
    ([name]) => !/^(?:Link$|X-)/i.test(name),
  );
  return { ...answer, headers: Object.fromEntries(kept) };
}

function peek(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
}

function echoesEvent(webhooks: Webhooks, headers: IncomingHttpHeaders): boolean {
  const uuid = headers["x-gitlab-event-uuid"];
  return typeof uuid === "string" && webhooks.blockByEventUuid(uuid);
}

async function answerSafely(
  parts: ServerParts,
  request: Incoming,
  body: Buffer,
  entry: LoggedRequest,
): Promise<Answer> {
  try {
    return await route(parts, request, body, entry);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      // A defect of the stand-in itself must not look like one of GitLab's refusals.
      console.error(error);
      return { status: 599, json: { message: `stand-in: ${String(error)}` } };
    }
    entry.refused = error.reason;
    const { status, body: said, headers } = error;
    return typeof said === "string"
      ? { status, text: said, headers }
      : { status, json: said, headers };
  }
}

async function route(
  parts: ServerParts,
  request: Incoming,
  body: Buffer,
  entry: LoggedRequest,
): Promise<Answer> {
  const { world, webhooks, limits } = parts;
  const { url } = request;
  const token = authenticate(world, request.headers);
  const user = world.users.get(token.userId);
  if (user === undefined) throw unauthorized();
  entry.user = user.username;
  limits.countRequest(user.id);
  const { version } = world.options;
  const near = routesByLength.get(entry.path.split("/").length) ?? [];
  const matches = near.filter(
    ({ pattern, route }) => pattern.test(entry.path) && isAtLeast(version, route.since ?? "0"),
  );
  const found = matches.find(({ route }) => route.method === entry.method);
  if (found === undefined) {
    const allowed = matches.length > 0 ? { error: "405 Not Allowed" } : { error: "404 Not Found" };
    throw new Refusal(matches.length > 0 ? 405 : 404, allowed, "unknown-endpoint");
  }
  entry.fields = await parseFields(url, request.headers["content-type"] ?? "", body);
  for (const name of Object.keys(entry.fields))
    if (!found.route.accepts.includes(name))
      throw new Refusal(400, { error: `${name} is unexpected` }, "unknown-parameter");
  checkScope(token, found.route);
  const call: Call = {
    world,
    webhooks,
    method: entry.method,
    url,
    headers: request.headers,
    user,
    token,
    path: pathParameters(found, entry.path),
    fields: entry.fields,
    countNote: () => limits.countNote(user.id),
    countArchive: (projectId) => limits.countArchive(user.id, projectId),
  };
  return found.route.run(call);
}

function pathParameters(
  { pattern, names }: Compiled,
  path: string,
): Readonly<Record<string, string>> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(
    names.map((name, index) => [name, decodeURIComponent(values[index] ?? "")]),
  );
}

function unauthorized(): Refusal {
  return new Refusal(401, { message: "401 Unauthorized" }, "unauthorized");
}

function authenticate(world: World, headers: IncomingHttpHeaders): Token {
  const bearer = /^Bearer (\S+)$/.exec(headers.authorization ?? "")?.[1];
  const given = headers["private-token"] ?? bearer;
  const token = typeof given === "string" ? world.tokens.get(given) : undefined;
  if (token === undefined) throw unauthorized();
  const invalid = (error_description: string): Refusal =>
    new Refusal(401, { error: "invalid_token", error_description }, "unauthorized");
  if (token.revoked) throw invalid("Token was revoked. You have to re-authorize from the user.");
  if (token.expiresAt !== null && Date.parse(token.expiresAt) <= world.options.now())
    throw invalid("Token is expired. You can either do re-authorization or token refresh.");
  return token;
}

function checkScope({ scopes }: Token, { method, scope }: Route): void {
  const isRead = method === "GET" || method === "HEAD";
  const isEnough =
    scopes.includes("api") ||
    (isRead && scopes.includes("read_api")) ||
    (isRead && scope !== undefined && (scope === "any" || scopes.includes(scope)));
  if (isEnough) return;
  const error_description =
    "The request requires higher privileges than provided by the access token.";
  throw new Refusal(
    403,
    { error: "insufficient_scope", error_description, scope: isRead ? "api read_api" : "api" },
    "forbidden",
  );
}

/** The bytes of an answer and what they are. */
export function bytesOf(answer: Answer): { readonly body: Uint8Array; readonly type: string } {
  if (answer.bytes !== undefined) return { body: answer.bytes, type: "application/octet-stream" };
  if (answer.text !== undefined) return { body: Buffer.from(answer.text), type: "text/plain" };
  if (answer.json !== undefined)
    return { body: Buffer.from(JSON.stringify(answer.json)), type: "application/json" };
  return { body: Buffer.alloc(0), type: "application/json" };
}

function send(entry: LoggedRequest, response: ServerResponse, answer: Answer): void {
  const { body, type } = bytesOf(answer);
  entry.status = answer.status;
  if (answer.status >= 400) entry.message = Buffer.from(body).toString("utf8").slice(0, 2_000);
  const withBody = answer.status === 204 ? {} : { "Content-Type": type };
  response.writeHead(answer.status, {
    ...withBody,
    "X-Request-Id": "01STANDIN",
    ...answer.headers,
  });
  response.end(answer.status === 204 ? undefined : body);
}

/** Fails a request as ordered. After its effect, the caller sees the failure and not the answer. */
function injectFault(
  entry: LoggedRequest,
  response: ServerResponse,
  fault: Fault,
  answer: Answer | undefined,
): void {
  entry.injected = true;
  entry.refused = undefined;
  if (fault.with === "timeout") return;
  if (fault.with === "reset") {
    response.socket?.destroy();
    return;
  }
  if (fault.with === "truncate") {
    const { body, type } = bytesOf(answer ?? { status: 200, json: { message: "cut short" } });
    const headers = { "Content-Type": type, "Content-Length": body.length + 10 };
    response.writeHead(answer?.status ?? 200, headers);
    const half = body.subarray(0, Math.ceil(body.length / 2));
    response.write(half, () => response.socket?.destroy());
    return;
  }
  send(entry, response, failureOf(fault, fault.with));
}

/** The answer that stands in for GitLab's own where a failure was ordered. */
export function failureOf(fault: Fault, status: number): Answer {
  const body = faultBody(fault);
  const headers = fault.headers ?? {};
  return typeof body === "string"
    ? { status, text: body, headers }
    : { status, json: body, headers };
}

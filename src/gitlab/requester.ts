import type { Budget } from "./budget.ts";
import { systemClock, type Clock } from "./clock.ts";
import { GitLabError, refusal, silence } from "./gitlab-error.ts";
import { readBody, readBytes, readSaid, streamBody } from "./response.ts";
import { askedToWait, waitBeforeRetry } from "./retry.ts";

/** How requests are sent; everything has a default that suits GitLab.com. */
export interface RequesterOptions {
  readonly userAgent?: string;
  /** For one attempt, from sending to the last byte; of a stream, between two chunks. */
  readonly timeoutMs?: number;
  readonly attempts?: number;
  /** A longer wait is not sat out: the error goes to the queue with `retryAfterMs`. */
  readonly waitMsMax?: number;
  readonly responseBytesMax?: number;
  readonly clock?: Clock;
  /** Counts every request. */
  readonly calls?: Budget;
  /** Counts every new note, draft or not. */
  readonly notes?: Budget;
}

/** What gitbeaker gives the requester of each of its resources. */
interface Service {
  readonly url: string;
  readonly authHeaders: Readonly<Record<string, () => Promise<string>>>;
}

interface CallOptions {
  readonly searchParams?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly asStream?: boolean;
  /** For this call instead of `responseBytesMax`. */
  readonly bytesMax?: number;
}

interface Answer {
  readonly body: unknown;
  readonly headers: Record<string, string>;
  readonly status: number;
}

type Send = (endpoint: string, options?: CallOptions) => Promise<Answer>;

/** One function a method, in the shape that gitbeaker asks for. */
export interface Requester {
  readonly get: Send;
  readonly post: Send;
  readonly put: Send;
  readonly patch: Send;
  readonly delete: Send;
}

interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly asStream: boolean;
  readonly bytesMax: number;
  readonly token: string;
}

/** A 32 MiB answer is far beyond a page of any list; GitLab's own limit for a note is 1 MB. */
const responseBytesMax = 32 * 1024 * 1024;
const redirectsMax = 3;

/**
 * The transport under gitbeaker. Its own one fires ten requests in half a second at a 429, repeats a
 * POST after a 502 and sends positions as a form that cuts paths at `&` (43.8.0, 2026-11).
 */
export function createRequesterFn(options: RequesterOptions = {}): (service: Service) => Requester {
  const settings = {
    userAgent: "handbook-bot",
    timeoutMs: 30_000,
    attempts: 4,
    waitMsMax: 20_000,
    responseBytesMax,
    clock: systemClock,
    ...options,
  };
  return (service) => {
    const send =
      (method: string): Send =>
      async (endpoint, callOptions = {}) =>
        sendWithRetries(await prepare(service, method, endpoint, callOptions, settings), settings);
    return {
      get: send("GET"),
      post: send("POST"),
      put: send("PUT"),
      patch: send("PATCH"),
      delete: send("DELETE"),
    };
  };
}

type Settings = RequesterOptions &
  Required<
    Pick<
      RequesterOptions,
      "userAgent" | "timeoutMs" | "attempts" | "waitMsMax" | "responseBytesMax" | "clock"
    >
  >;

async function prepare(
  service: Service,
  method: string,
  endpoint: string,
  callOptions: CallOptions,
  settings: Settings,
): Promise<Outgoing> {
  const { searchParams, body, asStream = false } = callOptions;
  const url = new URL(endpoint, service.url.endsWith("/") ? service.url : `${service.url}/`);
  const path = url.pathname.slice(0, 300);
  if (endpoint.split("/").some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) {
    throw badCall(method, path, "a path may not hold “.” or “..” as a part");
  }
  if (body instanceof FormData) {
    throw badCall(method, path, "forms are not sent, only JSON");
  }
  url.search = encodeQuery(searchParams ?? {});
  const headers: Record<string, string> = { "user-agent": settings.userAgent };
  let token = "";
  for (const [name, read] of Object.entries(service.authHeaders)) {
    token = await read();
    headers[name] = token;
  }
  if (body !== undefined && body !== null) {
    headers["content-type"] = "application/json";
  }
  return {
    method,
    url,
    path,
    headers,
    body: body === undefined || body === null ? undefined : JSON.stringify(snakeKeys(body)),
    asStream,
    bytesMax: callOptions.bytesMax ?? settings.responseBytesMax,
    token: token.replace(/^Bearer /, ""),
  };
}

function badCall(method: string, path: string, why: string): GitLabError {
  return new GitLabError({
    message: `${method} ${path} was not sent: ${why}.`,
    method,
    path,
    actor: "developer",
    hasNoEffect: true,
  });
}

async function sendWithRetries(call: Outgoing, settings: Settings): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    await settings.calls?.take();
    if (isNewNote(call)) {
      await settings.notes?.take();
    }
    try {
      return await sendOnce(call, settings);
    } catch (error) {
      const failure = asGitLabError(error, call);
      const wait = waitBeforeRetry(failure, attempt, settings.clock.random);
      if (failure.status === 429) {
        const budget = isNewNote(call) ? settings.notes : settings.calls;
        budget?.pause(failure.retryAfterMs ?? 0);
      }
      if (wait === undefined || wait > settings.waitMsMax || attempt + 1 >= settings.attempts) {
        throw failure;
      }
      await settings.clock.sleep(wait);
    }
  }
}

/** Whether GitLab counts the call as a new note, of which it allows 60 or 300 a minute. */
function isNewNote({ method, path }: Outgoing): boolean {
  return method === "POST" && /\/(?:notes|discussions|draft_notes)$/.test(path);
}

async function sendOnce(call: Outgoing, settings: Settings): Promise<Answer> {
  const timer = createTimer(settings.timeoutMs);
  try {
    const response = await follow(call, timer.signal);
    const headers = readHeaders(response.headers);
    if (!response.ok) {
      const said = await readSaid(response, call.token);
      const asked = askedToWait(response.status, response.headers, settings.clock.now());
      throw refusal(call, response.status, said, asked);
    }
    if (call.asStream) {
      return {
        body: streamBody(response, call, timer),
        headers,
        status: response.status,
      };
    }
    const bytes = await readBytes(response, call.bytesMax, call);
    const body = readBody(bytes, response, call);
    timer.stop();
    return { body, headers, status: response.status };
  } catch (error) {
    timer.stop();
    throw timer.signal.aborted ? silence(call, "TIMEOUT") : error;
  }
}

/** Runs out unless it is touched or stopped in time. */
function createTimer(ms: number) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  let handle = setTimeout(abort, ms);
  return {
    signal: controller.signal,
    touch: () => {
      clearTimeout(handle);
      handle = setTimeout(abort, ms);
    },
    stop: () => clearTimeout(handle),
  };
}

/**
 * `fetch` would carry the token's own header to another host and turn a redirected POST into a GET,
 * so redirects are followed by hand: reads only, and only within one origin.
 */
async function follow(call: Outgoing, signal: AbortSignal): Promise<Response> {
  let url = call.url;
  for (let hops = 0; ; hops += 1) {
    const { method, headers } = call;
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    const response = await fetch(
      url,
      call.body === undefined ? init : { ...init, body: call.body },
    );
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      return response;
    }
    await response.body?.cancel();
    const next = new URL(location, url);
    if (method !== "GET" || next.origin !== call.url.origin || hops >= redirectsMax) {
      throw new GitLabError({
        message: `${method} ${call.path} is redirected to ${next.origin}. Set the URL of GitLab to where it lives.`,
        method,
        path: call.path,
        status: response.status,
        actor: "operator",
        hasNoEffect: true,
      });
    }
    url = next;
  }
}

/** Anything else that is thrown here comes from `fetch`; its words may quote a header, so only its code is kept. */
function asGitLabError(error: unknown, call: Outgoing): GitLabError {
  if (error instanceof GitLabError) {
    return error;
  }
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (typeof code !== "string" && error instanceof TypeError && error.cause === undefined) {
    return badCall(call.method, call.path, "its URL or token holds characters that HTTP forbids");
  }
  return silence(call, typeof code === "string" ? code : "NETWORK");
}

/** gitbeaker pages by `Link`; behind proxies that drop it, `x-next-page` still says where to go on. */
function readHeaders(headers: Headers): Record<string, string> {
  const read = Object.fromEntries(headers.entries());
  const next = read["x-next-page"];
  if (read["link"] === undefined && next !== undefined && /^\d+$/.test(next)) {
    const perPage = read["x-per-page"] ?? "20";
    read["link"] = `<?page=${next}&per_page=${perPage}>; rel="next"`;
  }
  return read;
}

function encodeQuery(params: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const key = snakeCase(name);
    for (const item of Array.isArray(value) ? value : [value]) {
      if (typeof item === "string" || typeof item === "number" || typeof item === "boolean") {
        query.append(Array.isArray(value) ? `${key}[]` : key, String(item));
      }
    }
  }
  return query.toString();
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => snakeKeys(item));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [snakeCase(key), snakeKeys(item)]),
  );
}

import type { Budget } from "./budget.ts";
import { systemClock, type Clock } from "./clock.ts";
import { GitLabError, refusal, silence } from "./gitlab-error.ts";
import {
  badCall,
  makeOutgoing,
  type CallOptions,
  type Outgoing,
  type Service,
} from "./outgoing.ts";
import { readBody, readBytes, readErrorDetail, streamBody } from "./response.ts";
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
  /** Sends one request; the platform's own unless a test stands in for the network. */
  readonly fetch?: (url: URL, init: RequestInit) => Promise<Response>;
  /** Counts every request. */
  readonly calls?: Budget;
  /** Counts every new note, draft or not. */
  readonly notes?: Budget;
  /** Called after every attempt; `status` is undefined where no answer came. */
  readonly onAnswer?: (call: {
    readonly method: string;
    readonly status: number | undefined;
  }) => void;
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
        sendWithRetries(
          await makeOutgoing(service, method, endpoint, callOptions, settings),
          settings,
        );
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

/** Limits with a name hold for all calls of the bot; others for notes, or for a single path. */
function exhaustedBudget(
  call: Outgoing,
  headers: Headers,
  { calls, notes }: Settings,
): Budget | undefined {
  if (headers.has("ratelimit-name")) {
    return calls;
  }
  return isNewNote(call) ? notes : undefined;
}

async function sendOnce(call: Outgoing, settings: Settings): Promise<Answer> {
  const timer = createTimer(settings.timeoutMs);
  let status: number | undefined;
  try {
    const response = await follow(call, timer.signal, settings.fetch ?? fetch);
    status = response.status;
    const headers = readHeaders(response.headers);
    if (!response.ok) {
      const detail = await readErrorDetail(response, call.token);
      const asked = askedToWait(response.status, response.headers, settings.clock.now());
      if (response.status === 429) {
        exhaustedBudget(call, response.headers, settings)?.pause(asked ?? 0);
      }
      throw refusal(call, response.status, detail, asked);
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
  } finally {
    settings.onAnswer?.({ method: call.method, status });
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
async function follow(
  call: Outgoing,
  signal: AbortSignal,
  fetch: NonNullable<RequesterOptions["fetch"]>,
): Promise<Response> {
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

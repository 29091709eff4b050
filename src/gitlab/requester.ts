import type { Budget } from "./budget.ts";
import { systemClock, type Clock } from "./clock.ts";
import { aborted, refusal, silence } from "./gitlab-error.ts";
import { makeOutgoing, type CallOptions, type Outgoing } from "./outgoing.ts";
import { readBody, readBytes, readErrorDetail, streamBody } from "./response.ts";
import { askedToWait, waitBeforeRetry } from "./retry.ts";
import { asGitLabError, createTimer, sendFollowing, type Fetch } from "./transport.ts";

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
  readonly fetch?: Fetch;
  /** Address of the proxy that requests go through, for error messages. */
  readonly proxy?: string | undefined;
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

export interface Answer {
  readonly body: unknown;
  readonly headers: Headers;
  readonly status: number;
}

type Send = (endpoint: string, options?: CallOptions) => Promise<Answer>;

/** One function a method. Each throws nothing but a `GitLabError`. */
export interface Requester {
  readonly get: Send;
  readonly post: Send;
  readonly put: Send;
  readonly delete: Send;
  /** The same, but every call and every wait ends as soon as the signal is aborted. */
  readonly withSignal: (signal: AbortSignal) => Requester;
}

/** A 32 MiB answer is far beyond a page of any list; GitLab's own limit for a note is 1 MB. */
const responseBytesMax = 32 * 1024 * 1024;

/** Makes what sends requests: with the token, within the budgets, and again where that is harmless. */
export function createRequester(
  target: {
    /** Of the API: `https://gitlab.example.com/api/v4/`. */
    readonly baseUrl: string;
    readonly token: string;
  },
  options: RequesterOptions = {},
): Requester {
  const settings = {
    userAgent: "handbook-bot",
    timeoutMs: 30_000,
    attempts: 4,
    waitMsMax: 20_000,
    responseBytesMax,
    clock: systemClock,
    ...options,
    ...target,
  };
  const bind = (signal: AbortSignal | undefined): Requester => {
    const send =
      (method: string): Send =>
      async (endpoint, callOptions = {}) =>
        sendWithRetries(makeOutgoing(settings, method, endpoint, callOptions), settings, signal);
    return {
      get: send("GET"),
      post: send("POST"),
      put: send("PUT"),
      delete: send("DELETE"),
      withSignal: bind,
    };
  };
  return bind(undefined);
}

type Settings = RequesterOptions &
  Required<Pick<RequesterOptions, "timeoutMs" | "attempts" | "waitMsMax" | "clock">>;

async function sendWithRetries(
  call: Outgoing,
  settings: Settings,
  stop: AbortSignal | undefined,
): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      if (stop?.aborted === true) throw aborted(call);
      await settings.calls?.take(stop);
      if (isNewNote(call)) await settings.notes?.take(stop);
      return await sendOnce(call, settings, stop);
    } catch (error) {
      const failure = asGitLabError(error, call, stop, settings.proxy);
      const wait = waitBeforeRetry(failure, attempt, settings.clock.random);
      const isOver = attempt + 1 >= settings.attempts || stop?.aborted === true;
      if (wait === undefined || wait > settings.waitMsMax || isOver) throw failure;
      await sleep(call, settings.clock, wait, stop);
    }
  }
}

async function sleep(
  call: Outgoing,
  clock: Clock,
  ms: number,
  stop: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(ms, stop);
  } catch (error) {
    throw asGitLabError(error, call, stop);
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
  if (headers.has("ratelimit-name")) return calls;
  return isNewNote(call) ? notes : undefined;
}

async function sendOnce(
  call: Outgoing,
  settings: Settings,
  stop: AbortSignal | undefined,
): Promise<Answer> {
  const timer = createTimer(settings.timeoutMs, stop);
  let status: number | undefined;
  try {
    const response = await sendFollowing(call, timer.signal, settings.fetch ?? fetch);
    const { headers } = response;
    status = response.status;
    if (!response.ok) {
      const detail = await readErrorDetail(response, call.token);
      const asked = askedToWait(status, headers, settings.clock.now());
      if (status === 429) exhaustedBudget(call, headers, settings)?.pause(asked ?? 0);
      throw refusal(call, status, detail, asked);
    }
    if (call.asStream) return { body: streamBody(response, call, timer), headers, status };
    const bytes = await readBytes(response, call.bytesMax, call);
    const body = readBody(bytes, response, call);
    timer.stop();
    return { body, headers, status };
  } catch (error) {
    timer.stop();
    throw timer.hasRunOut() ? silence(call, "TIMEOUT") : error;
  } finally {
    settings.onAnswer?.({ method: call.method, status });
  }
}

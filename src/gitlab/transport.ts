import { aborted, GitLabError, silence } from "./gitlab-error.ts";
import { badCall, type Outgoing } from "./outgoing.ts";

/** Sends one request over the network, or what a test puts in its place. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

const redirectsMax = 3;

/**
 * Sends a request and follows redirects by hand, because `fetch` would carry the token to another host and
 * turn a redirected POST into a GET: reads only, and only within one origin.
 */
export async function sendFollowing(
  call: Outgoing,
  signal: AbortSignal,
  fetch: Fetch,
): Promise<Response> {
  let { url } = call;
  for (let hops = 0; ; hops += 1) {
    const { method, headers, body } = call;
    const init: RequestInit = { method, headers, redirect: "manual", signal };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    const next = new URL(location, url);
    if (method !== "GET" || next.origin !== call.url.origin || hops >= redirectsMax) {
      throw new GitLabError({
        message: `${method} ${call.path} is redirected to ${next.origin}. Set HANDBOOK_BOT_GITLAB_URL to GitLab's real address.`,
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

/** Anything else that is thrown comes from `fetch`; its text may quote a header, so only its code is kept. */
export function asGitLabError(
  error: unknown,
  call: Outgoing,
  stop: AbortSignal | undefined,
  proxy?: string,
): GitLabError {
  if (error instanceof GitLabError) return error;
  if (stop?.aborted === true) return aborted(call);
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (typeof code !== "string" && error instanceof TypeError && error.cause === undefined) {
    return badCall(call.method, call.path, "its URL or token holds characters that HTTP forbids");
  }
  return silence(call, typeof code === "string" ? code : "NETWORK", proxy);
}

/** A stream that goes on longer is cut off, however steadily it comes. The largest archive takes minutes. */
const wholeMsMax = 15 * 60_000;

/** Runs out unless it is touched or stopped in time; ends with `stop` too. */
export interface Timer {
  readonly signal: AbortSignal;
  readonly hasRunOut: () => boolean;
  readonly touch: () => void;
  readonly stop: () => void;
}

export function createTimer(ms: number, stop: AbortSignal | undefined): Timer {
  const controller = new AbortController();
  const runOut = () => controller.abort();
  let handle = setTimeout(runOut, ms);
  const whole = AbortSignal.timeout(wholeMsMax);
  const signals = [controller.signal, whole, ...(stop === undefined ? [] : [stop])];
  return {
    signal: AbortSignal.any(signals),
    hasRunOut: () => controller.signal.aborted || whole.aborted,
    touch: () => {
      clearTimeout(handle);
      handle = setTimeout(runOut, ms);
    },
    stop: () => clearTimeout(handle),
  };
}

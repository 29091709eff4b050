import { GitLabError } from "./gitlab-error.ts";

/** Query parameters with GitLab's own names; what is undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface CallOptions {
  readonly query?: Query;
  /** Sent as JSON, with GitLab's own names. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly asStream?: boolean;
  /** For this call instead of `responseBytesMax`. */
  readonly bytesMax?: number;
}

/** A request, ready to be sent as often as it takes. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  /** Of the URL, without the query and cut short: for messages. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly asStream: boolean;
  readonly bytesMax: number;
  readonly token: string;
}

interface Sender {
  /** Of the API, with a slash at the end. */
  readonly baseUrl: string;
  readonly token: string;
  readonly userAgent: string;
  readonly responseBytesMax: number;
}

/** Builds a request; refuses what should never leave the bot. */
export function makeOutgoing(
  { baseUrl, token, userAgent, responseBytesMax }: Sender,
  method: string,
  endpoint: string,
  { query = {}, body, asStream = false, bytesMax = responseBytesMax }: CallOptions,
): Outgoing {
  const url = new URL(endpoint, baseUrl);
  const path = url.pathname.slice(0, 300);
  if (endpoint.split("/").some((part) => /^(?:\.|%2e){1,2}$/i.test(part))) {
    throw badCall(method, path, "a path may not hold “.” or “..” as a part");
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  const headers: Record<string, string> = { "user-agent": userAgent, "private-token": token };
  if (body !== undefined) headers["content-type"] = "application/json";
  return {
    method,
    url,
    path,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    asStream,
    bytesMax,
    token,
  };
}

/** A call that was not made because of what it holds. */
export function badCall(method: string, path: string, why: string): GitLabError {
  return new GitLabError({
    message: `${method} ${path} was not sent: ${why}.`,
    method,
    path,
    actor: "developer",
    hasNoEffect: true,
  });
}

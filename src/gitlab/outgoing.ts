import { GitLabError } from "./gitlab-error.ts";

/** What gitbeaker gives the requester of each of its resources. */
export interface Service {
  readonly url: string;
  readonly authHeaders: Readonly<Record<string, () => Promise<string>>>;
}

export interface CallOptions {
  readonly searchParams?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly asStream?: boolean;
  /** For this call instead of `responseBytesMax`. */
  readonly bytesMax?: number;
}

/** A request, ready to be sent as often as it takes. */
export interface Outgoing {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly asStream: boolean;
  readonly bytesMax: number;
  readonly token: string;
}

/** Builds a request; refuses what should never leave the bot. */
export async function makeOutgoing(
  service: Service,
  method: string,
  endpoint: string,
  callOptions: CallOptions,
  defaults: { readonly userAgent: string; readonly responseBytesMax: number },
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
  const headers: Record<string, string> = { "user-agent": defaults.userAgent };
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
    bytesMax: callOptions.bytesMax ?? defaults.responseBytesMax,
    token: token.replace(/^Bearer /, ""),
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

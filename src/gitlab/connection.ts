import { z } from "zod";

import { createBudget, defaultLimits, type ReservePlace } from "./budget.ts";
import { systemClock, type Clock } from "./clock.ts";
import { GitLabError } from "./gitlab-error.ts";
import { createRequester, type Requester, type RequesterOptions } from "./requester.ts";

/** Where GitLab is, who the bot is there, and how fast it may go. */
export interface ConnectionOptions extends RequesterOptions {
  /** Without `/api/v4`; may have a path. */
  readonly url: string;
  readonly token: string;
  readonly notesPerMinute?: number;
  readonly callsPerMinute?: number;
  /** Keeps both limits for all processes together. */
  readonly reserve?: ReservePlace | undefined;
}

/** What calls are made with. */
export interface Connection {
  readonly send: Requester;
  readonly clock: Clock;
  /** Ends every call and every wait when it is aborted. */
  readonly signal: AbortSignal | undefined;
  /** Which users GitLab made itself, as far as it was asked. */
  readonly botUsers: Map<number, boolean>;
}

/** Opens no socket: requests do. */
export function connect(options: ConnectionOptions): Connection {
  const { url, token, clock = systemClock, waitMsMax = 20_000 } = options;
  const host = url.replace(/\/{1,9}$/, "");
  const limits = defaultLimits(host);
  const budget = (what: string, limit: number) =>
    createBudget({ what, limit, waitMsMax, clock, reserve: options.reserve });
  const send = createRequester(
    { baseUrl: `${host}/api/v4/`, token },
    {
      calls: budget("calls to GitLab", options.callsPerMinute ?? limits.calls),
      notes: budget("new notes", options.notesPerMinute ?? limits.notes),
      ...options,
    },
  );
  return { send, clock, signal: undefined, botUsers: new Map() };
}

/** The same connection with the same budgets for one piece of work that may be broken off. */
export function abortable(connection: Connection, signal: AbortSignal): Connection {
  return { ...connection, send: connection.send.withSignal(signal), signal };
}

/** GitLab's answer as the schema knows it. Nothing of an answer is used unparsed. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) {
    return parsed.data;
  }
  const issue = parsed.error.issues[0];
  const where = issue === undefined ? "" : `${issue.path.join(".")} ${issue.message}`;
  throw new GitLabError({
    message: `GitLab's answer about ${what} is not understood: ${where.trim()}.`,
    method: "GET",
    path: what,
    actor: "developer",
  });
}

/** The parts of a path, each encoded. */
export function path(
  strings: TemplateStringsArray,
  ...parts: readonly (string | number)[]
): string {
  return String.raw({ raw: strings }, ...parts.map((part) => encodeURIComponent(part)));
}

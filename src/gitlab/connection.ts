import { Gitlab } from "@gitbeaker/rest";
import { z } from "zod";

import { createBudget, defaultLimits, type ReservePlace } from "./budget.ts";
import { systemClock, type Clock } from "./clock.ts";
import { GitLabError } from "./gitlab-error.ts";
import { createRequesterFn, type Requester, type RequesterOptions } from "./requester.ts";

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

/** The two ways to call GitLab: gitbeaker, and plain paths where gitbeaker is wrong. */
export interface Connection {
  readonly api: Gitlab;
  readonly raw: Requester;
  readonly clock: Clock;
}

type GitbeakerOptions = NonNullable<ConstructorParameters<typeof Gitlab<false>>[0]>;

/** Opens no socket: requests do. */
export function connect(options: ConnectionOptions): Connection {
  const { url, token, clock = systemClock, waitMsMax = 20_000 } = options;
  const host = url.replace(/\/{1,9}$/, "");
  const limits = defaultLimits(host);
  const requesterFn = createRequesterFn({
    calls: createBudget({
      what: "calls to GitLab",
      limit: options.callsPerMinute ?? limits.calls,
      waitMsMax,
      clock,
      reserve: options.reserve,
    }),
    notes: createBudget({
      what: "new notes",
      limit: options.notesPerMinute ?? limits.notes,
      waitMsMax,
      clock,
      reserve: options.reserve,
    }),
    ...options,
  });
  const gitbeaker: GitbeakerOptions = {
    host,
    token,
    // gitbeaker types each answer by the resource that asked; here answers are unknown until parsed.
    requesterFn: requesterFn as NonNullable<GitbeakerOptions["requesterFn"]>,
    // Its timeout covers all pages of a list together; ours covers each request.
    queryTimeout: null,
  };
  return {
    api: new Gitlab<false>(gitbeaker),
    raw: requesterFn({
      url: `${host}/api/v4/`,
      authHeaders: { "private-token": () => Promise.resolve(token) },
    }),
    clock,
  };
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

/** Who has to do something before the same call can succeed. */
export type Actor =
  /** Waiting is enough. */
  | "nobody"
  /** Who runs the bot: the URL, the token, the network. */
  | "operator"
  /** Who maintains the project: the bot's membership and role. */
  | "maintainer"
  /** Who writes the bot: GitLab refuses what it was sent. */
  | "developer";

interface GitLabErrorFacts {
  readonly message: string;
  readonly method: string;
  readonly path: string;
  readonly status?: number | undefined;
  readonly actor: Actor;
  readonly retryable?: boolean;
  readonly retryAfterMs?: number | undefined;
  readonly hasNoEffect?: boolean;
}

/** Everything that can go wrong between the bot and GitLab. Its text never holds the token. */
export class GitLabError extends Error {
  override readonly name = "GitLabError";
  /** Undefined where GitLab did not answer at all. */
  readonly status: number | undefined;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Whether doing the same again later is of use. */
  readonly retryable: boolean;
  /** How long GitLab asked to be left alone. */
  readonly retryAfterMs: number | undefined;
  readonly actor: Actor;
  /** A write that failed may still have been done: look before doing it again. */
  readonly mayHaveHappened: boolean;

  constructor(facts: GitLabErrorFacts) {
    super(facts.message);
    this.status = facts.status;
    this.method = facts.method;
    this.path = facts.path;
    this.retryable = facts.retryable ?? false;
    this.retryAfterMs = facts.retryAfterMs;
    this.actor = facts.actor;
    this.mayHaveHappened = facts.method !== "GET" && facts.hasNoEffect !== true;
  }
}

/** Whether this is GitLab's answer with one of these codes. */
export function isAnswer(error: unknown, ...statuses: readonly number[]): error is GitLabError {
  return (
    error instanceof GitLabError && error.status !== undefined && statuses.includes(error.status)
  );
}

/** Undefined where GitLab answers with one of these codes. */
export async function unless<T>(
  statuses: readonly number[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isAnswer(error, ...statuses)) {
      return undefined;
    }
    throw error;
  }
}

interface Call {
  readonly method: string;
  readonly path: string;
}

/** An answer that is not a success. `detail` is GitLab's own message, already free of secrets. */
export function refusal(
  call: Call,
  status: number,
  detail: string,
  retryAfterMs: number | undefined,
): GitLabError {
  const { actor, hint, retryable } = diagnose(status, detail);
  const quoted = detail === "" ? "" : `: ${detail}`;
  return new GitLabError({
    ...call,
    message: `GitLab answered ${status} to ${call.method} ${call.path}${quoted}. ${hint}`,
    status,
    actor,
    retryable,
    retryAfterMs,
    hasNoEffect: status < 500,
  });
}

function diagnose(
  status: number,
  detail: string,
): { readonly actor: Actor; readonly hint: string; readonly retryable: boolean } {
  if (status === 401) {
    return {
      actor: "operator",
      hint: "The bot's token is wrong, expired or revoked.",
      retryable: false,
    };
  }
  if (status === 403 && detail.includes("insufficient_scope")) {
    return { actor: "operator", hint: "The bot's token needs the scope “api”.", retryable: false };
  }
  if (status === 403) {
    return {
      actor: "maintainer",
      hint: "The bot needs the role Developer here.",
      retryable: false,
    };
  }
  if (status === 404) {
    return {
      actor: "maintainer",
      hint: "It does not exist, or the bot is no member of the project.",
      retryable: false,
    };
  }
  if (status === 429) {
    return { actor: "nobody", hint: "A rate limit is reached; wait.", retryable: true };
  }
  if (status === 408 || status >= 500) {
    return { actor: "nobody", hint: "GitLab has a problem; try again later.", retryable: true };
  }
  return {
    actor: "developer",
    hint: "GitLab does not accept what the bot sent.",
    retryable: false,
  };
}

/** Codes of Node and undici for a connection that never came about: nothing was sent. */
const unsent = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** A call that got no answer; `code` is Node's, or `TIMEOUT`. */
export function silence(call: Call, code: string): GitLabError {
  const isCertificate = /CERT|SIGNATURE|TLS|SSL/.test(code);
  const isUnsent = unsent.has(code) || isCertificate;
  return new GitLabError({
    ...call,
    message: `${call.method} ${call.path} got no answer from GitLab (${code}). ${
      isUnsent ? "The bot cannot reach it: check its URL and the network." : "Try again later."
    }`,
    actor: isUnsent ? "operator" : "nobody",
    retryable: !isCertificate,
    hasNoEffect: isUnsent,
  });
}

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
  readonly detail?: string;
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
  /** What GitLab itself says, in short; the whole message where it says nothing. */
  readonly detail: string;
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
    this.detail = facts.detail ?? facts.message;
    this.status = facts.status;
    this.method = facts.method;
    this.path = facts.path;
    this.retryable = facts.retryable ?? false;
    this.retryAfterMs = facts.retryAfterMs;
    this.actor = facts.actor;
    this.mayHaveHappened = facts.method !== "GET" && facts.hasNoEffect !== true;
  }

  /** The same failure, but for the queue to try again. */
  forLater(): GitLabError {
    const { message, detail, method, path, status, actor, mayHaveHappened } = this;
    const hasNoEffect = !mayHaveHappened;
    return new GitLabError({
      message,
      detail,
      method,
      path,
      status,
      actor,
      retryable: true,
      hasNoEffect,
    });
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
    detail: detail === "" ? `HTTP ${status}` : detail,
    status,
    actor,
    retryable,
    retryAfterMs,
    // A conflict may be with the call's own first attempt.
    hasNoEffect: status < 500 && status !== 409,
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
      retryable: true,
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
      hint: "It does not exist, or the bot is not a member of the project.",
      retryable: false,
    };
  }
  if (status === 409) {
    return { actor: "nobody", hint: "Another change was in progress.", retryable: true };
  }
  if (status === 429) {
    return { actor: "nobody", hint: "A rate limit is reached.", retryable: true };
  }
  if (status === 408 || status >= 500) {
    return { actor: "nobody", hint: "GitLab has a problem. Try again later.", retryable: true };
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

/** A call that got no answer; `code` is Node's, or `TIMEOUT`; `proxy` the one it went through, for people. */
export function silence(call: Call, code: string, proxy?: string): GitLabError {
  const isCertificate = /CERT|SIGNATURE|TLS|SSL/.test(code);
  const isUnsent = unsent.has(code) || isCertificate;
  return new GitLabError({
    ...call,
    message: `${call.method} ${call.path} got no answer from GitLab (${code}). ${adviceOn(isCertificate, isUnsent, proxy)}`,
    actor: isUnsent ? "operator" : "nobody",
    retryable: !isCertificate,
    hasNoEffect: isUnsent,
  });
}

function adviceOn(isCertificate: boolean, isUnsent: boolean, proxy: string | undefined): string {
  if (isCertificate) {
    return "Its certificate is not trusted. Set NODE_EXTRA_CA_CERTS to a file with the certificate of your authority.";
  }
  if (!isUnsent) return "Try again later.";
  return proxy === undefined
    ? "Check HANDBOOK_BOT_GITLAB_URL and the network. If GitLab is behind a proxy, set HTTPS_PROXY."
    : `Check HANDBOOK_BOT_GITLAB_URL, the network, and the proxy ${proxy}.`;
}

/** A call that the bot itself broke off. */
export function aborted(call: Call): GitLabError {
  return new GitLabError({
    ...call,
    message: `${call.method} ${call.path} was broken off because the bot stops.`,
    actor: "nobody",
    retryable: true,
  });
}

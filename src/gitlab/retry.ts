import { GitLabError } from "./gitlab-error.ts";

/** GitLab's project, group and user limits answer 429 and do not say for how long. docs.gitlab.com, 2026-11 */
const headerlessBackOffMs = 60_000;

const firstWaitMs = 500;
const backOffMsMax = 8000;

/** How long an answer asks to be left alone: `Retry-After`, else `RateLimit-Reset`, else a minute after a 429. */
export function askedToWait(status: number, headers: Headers, now: number): number | undefined {
  const retryAfter = headers.get("retry-after");
  if (retryAfter !== null) {
    const ms = /^\d{1,9}$/.test(retryAfter.trim())
      ? Number(retryAfter) * 1000
      : Date.parse(retryAfter) - now;
    if (Number.isFinite(ms)) {
      return Math.max(0, ms);
    }
  }
  if (status !== 429) {
    return undefined;
  }
  const reset = Number(headers.get("ratelimit-reset") ?? Number.NaN);
  return Number.isFinite(reset) && reset > 0
    ? Math.max(0, reset * 1000 - now)
    : headerlessBackOffMs;
}

/**
 * Milliseconds until the call may be sent once more, or undefined if it must not be: a POST is
 * repeated only if GitLab surely did nothing, because a second note is worse than a late one. A token that is
 * refused is tried once more: GitLab answers 401 now and then while its own database is behind.
 */
export function waitBeforeRetry(
  error: GitLabError,
  attempt: number,
  random: () => number,
): number | undefined {
  const isSafe = error.method !== "POST" || !error.mayHaveHappened;
  if (!error.retryable || !isSafe || (error.status === 401 && attempt > 0)) {
    return undefined;
  }
  const backOff = Math.min(backOffMsMax, firstWaitMs * 2 ** attempt);
  const jittered = backOff / 2 + (backOff / 2) * random();
  return error.retryAfterMs === undefined
    ? jittered
    : // Those who wait for the same moment do not come back in the same millisecond.
      error.retryAfterMs + firstWaitMs * random();
}

import { systemClock, type Clock } from "./clock.ts";
import { GitLabError } from "./gitlab-error.ts";

/**
 * A share of what GitLab allows per minute. One budget serves all requests of a process; behind the
 * same interface a store can keep it for many processes.
 */
export interface Budget {
  /** Counts one more call, and waits until it is allowed. */
  readonly take: () => Promise<void>;
  /** Lets nobody through for a while: GitLab said so. */
  readonly pause: (ms: number) => void;
}

/** Never waits unless GitLab itself asks for it. */
export const unlimitedCalls = Number.POSITIVE_INFINITY;

interface BudgetOptions {
  readonly what: string;
  readonly limit: number;
  readonly perMs?: number;
  /** Longer waits are not sat out but thrown, so that the queue can do something else. */
  readonly waitMsMax?: number;
  readonly clock?: Clock;
}

/**
 * At most `limit` calls in any stretch of `perMs`. A sliding window and not a bucket that refills:
 * a bucket lets twice the limit through within one of GitLab's fixed minutes.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { what, limit, perMs = 60_000, waitMsMax = 20_000, clock = systemClock } = options;
  let granted: number[] = [];
  let pausedUntil = 0;

  function earliest(now: number): number {
    granted = granted.filter((time) => time + perMs > now);
    const oldest = granted.length < limit ? undefined : granted[granted.length - limit];
    return Math.max(now, pausedUntil, oldest === undefined ? 0 : oldest + perMs);
  }

  return {
    take: async () => {
      const now = clock.now();
      const at = earliest(now);
      if (at - now > waitMsMax) {
        throw exhausted(what, at - now);
      }
      if (Number.isFinite(limit)) {
        granted.push(at);
      }
      for (let wait = at - now; wait > 0; wait = pausedUntil - clock.now()) {
        await clock.sleep(wait);
      }
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, clock.now() + ms);
    },
  };
}

function exhausted(what: string, waitMs: number): GitLabError {
  return new GitLabError({
    message: `The budget for ${what} is used up for another ${Math.ceil(waitMs / 1000)} s.`,
    method: "",
    path: "",
    actor: "nobody",
    retryable: true,
    retryAfterMs: waitMs,
    hasNoEffect: true,
  });
}

/**
 * What GitLab allows: 60 new notes and 2,000 calls a minute on GitLab.com, of which a tenth is left
 * to others with the same token; 300 notes and no limit on calls elsewhere.
 * docs.gitlab.com, rate limits of GitLab.com and of note creation, 2026-11.
 */
export function defaultLimits(url: string): { readonly notes: number; readonly calls: number } {
  return new URL(url).hostname === "gitlab.com"
    ? { notes: 60, calls: 1800 }
    : { notes: 300, calls: unlimitedCalls };
}

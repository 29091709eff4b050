import { systemClock, type Clock } from "./clock.ts";
import { GitLabError } from "./gitlab-error.ts";

/**
 * A share of what GitLab allows per minute. One budget serves all requests of a process, or of all
 * processes that reserve their places in one store.
 */
export interface Budget {
  /** Counts one more call, and waits until it is allowed, or until the signal is aborted. */
  readonly take: (signal?: AbortSignal) => Promise<void>;
  /** Lets nobody through for a while: GitLab said so. */
  readonly pause: (ms: number) => void;
}

/** Never waits unless GitLab itself asks for it. */
const unlimitedCalls = Number.POSITIVE_INFINITY;

interface BudgetOptions {
  readonly what: string;
  readonly limit: number;
  readonly perMs?: number;
  /** Longer waits are not sat out but thrown, so that the queue can do something else. */
  readonly waitMsMax?: number;
  readonly clock?: Clock;
  /** Keeps the places for many processes. */
  readonly reserve?: ReservePlace | undefined;
}

/** Takes the next place of what many processes may do together; resolves with the time until then. */
export type ReservePlace = (allowance: {
  readonly name: string;
  readonly limit: number;
  readonly perMs: number;
  /** Who would have to wait longer takes no place. */
  readonly waitMsMax: number;
}) => Promise<number>;

/**
 * At most `limit` calls in any stretch of `perMs`. A sliding window and not a bucket that refills:
 * a bucket lets twice the limit through within one of GitLab's fixed minutes.
 */
export function createBudget(options: BudgetOptions): Budget {
  const { what, limit, perMs = 60_000, waitMsMax = 20_000, clock = systemClock, reserve } = options;
  let granted: number[] = [];
  let pausedUntil = 0;

  function earliest(now: number): number {
    granted = granted.filter((time) => time + perMs > now);
    const oldest = granted.length < limit ? undefined : granted[granted.length - limit];
    return Math.max(now, pausedUntil, oldest === undefined ? 0 : oldest + perMs);
  }

  /** When the next place is free; it is taken unless the wait is too long. */
  async function place(now: number, signal: AbortSignal | undefined): Promise<number> {
    if (reserve !== undefined && Number.isFinite(limit)) {
      const pausedMs = Math.max(0, pausedUntil - now);
      if (pausedMs > waitMsMax) return pausedUntil;
      // A place that was taken before the pause ended would be used late, together with others.
      if (pausedMs > 0) await clock.sleep(pausedMs, signal);
      const wait = await reserve({ name: what, limit, perMs, waitMsMax: waitMsMax - pausedMs });
      return clock.now() + wait;
    }
    const at = earliest(now);
    if (at - now <= waitMsMax && Number.isFinite(limit)) granted.push(at);
    return at;
  }

  return {
    take: async (signal) => {
      const now = clock.now();
      const at = await place(now, signal);
      if (at - now > waitMsMax) throw exhausted(what, at - now);
      for (let wait = at - clock.now(); wait > 0; wait = pausedUntil - clock.now()) {
        await clock.sleep(wait, signal);
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

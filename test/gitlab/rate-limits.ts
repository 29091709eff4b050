import type { Options } from "./options.ts";
import { Refusal } from "./refusal.ts";

export interface RateLimits {
  readonly countRequest: (userId: number) => void;
  readonly countNote: (userId: number) => void;
  readonly countArchive: (userId: number, projectId: number) => void;
}

const MINUTE_MS = 60_000;

/** GitLab's limits a minute; each throws the 429 that its kind of limit answers. */
export function createRateLimits(options: Options): RateLimits {
  const counts = new Map<string, { window: number; used: number }>();
  const { notesPerMinute, archivesPerMinute, requestsPerMinute, headers } = options.rateLimits;

  function isOver(key: string, limit: number): boolean {
    const window = Math.floor(options.now() / MINUTE_MS);
    const count = counts.get(key);
    const used = count?.window === window ? count.used + 1 : 1;
    counts.set(key, { window, used });
    return used > limit;
  }

  function retryAfter(): Record<string, string> {
    const seconds = Math.ceil((MINUTE_MS - (options.now() % MINUTE_MS)) / 1000);
    return headers ? { "Retry-After": String(seconds) } : {};
  }

  function applicationLimit(key: string, limit: number): void {
    if (!isOver(key, limit)) return;
    const error = "This endpoint has been requested too many times. Try again later.";
    throw new Refusal(429, { message: { error } }, "rate-limit", retryAfter());
  }

  return {
    countRequest(userId) {
      if (!isOver(`requests ${userId}`, requestsPerMinute)) return;
      const reset = (Math.floor(options.now() / MINUTE_MS) + 1) * 60;
      throw new Refusal(429, "Retry later\n", "rate-limit", {
        ...retryAfter(),
        ...(headers
          ? {
              "RateLimit-Limit": String(requestsPerMinute),
              "RateLimit-Name": "throttle_authenticated_api",
              "RateLimit-Remaining": "0",
              "RateLimit-Reset": String(reset),
            }
          : {}),
      });
    },
    countNote(userId) {
      applicationLimit(`notes ${userId}`, notesPerMinute);
    },
    countArchive(userId, projectId) {
      applicationLimit(`archives ${userId} ${projectId}`, archivesPerMinute);
    },
  };
}

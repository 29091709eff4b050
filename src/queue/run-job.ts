import { RateLimitError, UnrecoverableError, type Job as BullJob } from "bullmq";
import type { JobContext, JobHandlers } from "./job-handlers.ts";
import { coalescingKey, parseJob, type Job } from "./job.ts";
import type { WorkerParts } from "./worker.ts";

/** Makes the function that works on one job at a time of each kind of work. */
export function createJobRunner(
  parts: WorkerParts,
): (bullJob: BullJob<unknown, void>, signal: AbortSignal) => Promise<void> {
  const inHand = new Map<string, Promise<void>>();
  return async (bullJob, signal) => {
    const { id = "", attemptsMade } = bullJob;
    parts.emit({ kind: "started", job: bullJob.name, id, waitedMs: waitedMs(bullJob) });
    try {
      const job = parseJob(bullJob.data);
      const key = coalescingKey(job);
      // A failed job that the operator starts again is not held back by BullMQ while a newer one with the
      // same key runs or waits; that one does its work.
      if (attemptsMade > 0 && (await isReplaced(parts, key, id))) return;
      const before = inHand.get(key);
      const attempt = attemptsMade + 1;
      const isLastAttempt = attempt >= parts.limits.attempts;
      const work = (before ?? Promise.resolve()).then(() =>
        handle(parts.handlers, job, { id, attempt, isLastAttempt, signal }),
      );
      const finished = work.catch(() => undefined);
      inHand.set(key, finished);
      await work.finally(() => {
        if (inHand.get(key) === finished) inHand.delete(key);
      });
    } catch (error) {
      throw await translate(parts, error);
    }
  };
}

async function isReplaced({ bull }: WorkerParts, key: string, id: string): Promise<boolean> {
  const holder = await bull.getDeduplicationJobId(key);
  return holder !== null && holder !== id;
}

function waitedMs({ processedOn, timestamp, delay }: BullJob<unknown, void>): number {
  return Math.max(0, (processedOn ?? Date.now()) - timestamp - delay);
}

function handle(handlers: JobHandlers, job: Job, context: JobContext): Promise<void> {
  switch (job.kind) {
    case "review":
      return handlers.review(job, context);
    case "follow":
      return handlers.follow(job, context);
    case "gate":
      return handlers.gate(job, context);
    case "sweep":
      return handlers.sweep(job, context);
    case "health":
      return handlers.health(job, context);
  }
}

/** Says what an error means to BullMQ: never again, not for a while, or again by the usual plan. */
async function translate({ bull, limits, emit }: WorkerParts, thrown: unknown): Promise<Error> {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  if ("retryable" in error && error.retryable === false) {
    const final = new UnrecoverableError(error.message);
    final.cause = error;
    if (error.stack !== undefined) final.stack = error.stack;
    return final;
  }
  const waitMs = "retryAfterMs" in error ? error.retryAfterMs : undefined;
  if (typeof waitMs !== "number" || !Number.isFinite(waitMs)) return error;
  const boundedMs = Math.min(Math.max(1, Math.ceil(waitMs)), limits.rateLimitMsMax);
  await bull.rateLimit(boundedMs);
  emit({ kind: "rate-limited", waitMs: boundedMs });
  return new RateLimitError();
}

import { once } from "node:events";
import {
  RateLimitError,
  UnrecoverableError,
  withBackend,
  type IQueueBackend,
  type Job as BullJob,
} from "bullmq";
import type { Store } from "./connections.ts";
import { parseJob, type FollowJob, type Job, type ReviewJob, type SweepJob } from "./job.ts";
import type { QueueLimits } from "./limits.ts";
import type { Added, BullQueue } from "./queue.ts";

/** What a handler may know of the try it is. */
export interface JobContext {
  readonly id: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the process must end, or has lost the job to another one. */
  readonly signal: AbortSignal;
}

/**
 * The work itself. A handler that throws is called again later, unless its error says `retryable: false`;
 * one that throws an error with `retryAfterMs` stops all work for that long and uses up no try.
 */
export interface JobHandlers {
  review(job: ReviewJob, context: JobContext): Promise<void>;
  follow(job: FollowJob, context: JobContext): Promise<void>;
  sweep(job: SweepJob, context: JobContext): Promise<void>;
}

/** What happens in the queue, for logs and metrics. */
export type QueueEvent =
  | { readonly kind: "added"; readonly job: Job["kind"]; readonly added: Added }
  | {
      readonly kind: "started";
      readonly job: string;
      readonly id: string;
      readonly waitedMs: number;
    }
  | {
      readonly kind: "completed";
      readonly job: string;
      readonly id: string;
      readonly tookMs: number;
    }
  | {
      readonly kind: "failed";
      readonly job: string;
      readonly id: string;
      readonly error: Error;
      readonly attempt: number;
      readonly willRetry: boolean;
    }
  | { readonly kind: "rate-limited"; readonly waitMs: number }
  /** A job whose process is gone was given to another one. */
  | { readonly kind: "stalled"; readonly id: string }
  | { readonly kind: "store-error"; readonly error: Error };

/** A worker in this process. */
export interface RunningWorker {
  ready(): Promise<void>;
  /** Resolves when the state of a job may have changed. */
  changed(): Promise<void>;
  close(graceMs: number): Promise<void>;
}

/** Everything a worker is made of. */
export interface WorkerParts {
  readonly name: string;
  readonly store: Store;
  readonly bull: BullQueue;
  readonly handlers: JobHandlers;
  readonly concurrency: number;
  readonly limits: QueueLimits;
  readonly emit: (event: QueueEvent) => void;
  readonly onError: (error: Error) => void;
}

/** Starts to take jobs from the queue and hands them to the handlers. */
export function startWorker(parts: WorkerParts): RunningWorker {
  const { name, store, limits, emit } = parts;
  const { Worker } = withBackend<IQueueBackend, string>(store.backend);
  const worker = new Worker<unknown, void>(
    name,
    // BullMQ hands over a signal only to a function of three parameters.
    (job, _token, signal) => process(parts, job, signal ?? new AbortController().signal),
    {
      connection: store.place,
      concurrency: parts.concurrency,
      lockDuration: limits.lockMs,
      stalledInterval: limits.stalledCheckMs,
      maxStalledCount: limits.stalledMax,
      maxStartedAttempts: limits.startsMax,
      // Never reached; but without one BullMQ forgets the wait that `rateLimit` asked for.
      limiter: { max: 1_000_000, duration: 1_000 },
    },
  );
  worker.on("error", parts.onError);
  worker.on("stalled", (id) => emit({ kind: "stalled", id }));
  worker.on("completed", (job) => {
    const tookMs = (job.finishedOn ?? Date.now()) - (job.processedOn ?? Date.now());
    emit({ kind: "completed", job: job.name, id: job.id ?? "", tookMs });
  });
  worker.on("failed", (job, error) => {
    emit({
      kind: "failed",
      job: job?.name ?? "",
      id: job?.id ?? "",
      error,
      attempt: job?.attemptsMade ?? 0,
      willRetry: job !== undefined && job.finishedOn === undefined,
    });
  });
  return {
    async ready() {
      await worker.waitUntilReady();
    },
    async changed() {
      const stop = new AbortController();
      const { signal } = stop;
      const events = ["completed", "failed", "drained", "closed"].map((event) =>
        once(worker, event, { signal }),
      );
      // Another process may have done the job.
      const soon = new Promise((resolve) => setTimeout(resolve, 250));
      await Promise.race([...events, soon]);
      for (const event of events) event.catch(() => undefined);
      stop.abort();
    },
    async close(graceMs) {
      const closed = worker.close();
      if (await settles(closed, graceMs)) return;
      worker.cancelAllJobs("The bot is shutting down.");
      // What does not stop even now is given to another process when its lock ends.
      await settles(closed, 2_000);
    },
  };
}

async function process(
  { handlers, bull, limits, emit }: WorkerParts,
  bullJob: BullJob<unknown, void>,
  signal: AbortSignal,
): Promise<void> {
  emit({
    kind: "started",
    job: bullJob.name,
    id: bullJob.id ?? "",
    waitedMs: Math.max(0, (bullJob.processedOn ?? Date.now()) - bullJob.timestamp - bullJob.delay),
  });
  try {
    await handle(handlers, parseJob(bullJob.data), {
      id: bullJob.id ?? "",
      attempt: bullJob.attemptsMade + 1,
      isLastAttempt: bullJob.attemptsMade + 1 >= limits.attempts,
      signal,
    });
  } catch (error) {
    if (isRetryUseless(error)) throw unrecoverable(error);
    const waitMs = numberAt(error, "retryAfterMs");
    if (waitMs !== undefined) {
      const boundedMs = Math.min(Math.max(1, Math.ceil(waitMs)), limits.rateLimitMsMax);
      await bull.rateLimit(boundedMs);
      emit({ kind: "rate-limited", waitMs: boundedMs });
      throw new RateLimitError();
    }
    throw error;
  }
}

function handle(handlers: JobHandlers, job: Job, context: JobContext): Promise<void> {
  switch (job.kind) {
    case "review":
      return handlers.review(job, context);
    case "follow":
      return handlers.follow(job, context);
    case "sweep":
      return handlers.sweep(job, context);
  }
}

function isRetryUseless(error: unknown): boolean {
  return error instanceof Error && "retryable" in error && error.retryable === false;
}

function unrecoverable(error: unknown): UnrecoverableError {
  const final = new UnrecoverableError(error instanceof Error ? error.message : String(error));
  final.cause = error;
  return final;
}

function numberAt(error: unknown, property: string): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const value: unknown = Reflect.get(error, property);
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

async function settles(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

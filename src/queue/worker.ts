import { withBackend, type IQueueBackend } from "bullmq";
import type { Store } from "./store.ts";
import type { JobHandlers, QueueEvent } from "./job-handlers.ts";
import type { QueueLimits } from "./limits.ts";
import type { BullQueue } from "./queue.ts";
import { createJobRunner } from "./run-job.ts";

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
  const runJob = createJobRunner(parts);
  const { Worker } = withBackend<IQueueBackend, string>(store.backend);
  const worker = new Worker<unknown, void>(
    name,
    // BullMQ hands over a signal only to a function of three parameters.
    (job, _token, signal) => runJob(job, signal ?? new AbortController().signal),
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
  worker.on("lockRenewalFailed", (ids) => {
    for (const id of ids) worker.cancelJob(id, "Another process has taken the job.");
  });
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
    changed: () =>
      new Promise((resolve) => {
        const events = ["completed", "failed", "drained"] as const;
        const finish = (): void => {
          clearTimeout(timer);
          for (const event of events) worker.off(event, finish);
          resolve();
        };
        // Another process may do the job.
        const timer = setTimeout(finish, 250);
        for (const event of events) worker.on(event, finish);
      }),
    async close(graceMs) {
      const closed = worker.close();
      if (await endsWithin(closed, graceMs)) return;
      worker.cancelAllJobs("The bot is shutting down.");
      // What does not stop even now is given to another process when its lock ends.
      await endsWithin(closed, 2_000);
    },
  };
}

async function endsWithin(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return done;
}

import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import {
  withBackend,
  type IQueueBackend,
  type JobsOptions,
  type JobType,
  type Queue,
} from "bullmq";
import { openStore } from "./connections.ts";
import type { Added, JobHandlers, QueueEvent } from "./job-handlers.ts";
import { coalescingKey, isUrgent, parseJob, type Job } from "./job.ts";
import { queueLimits, type QueueLimits } from "./limits.ts";
import { within } from "./within.ts";
import { startWorker, type RunningWorker } from "./worker.ts";

/** BullMQ's queue, on whichever store: what Bull Board shows. */
export type BullQueue = Queue<unknown, void, string, unknown, void, string, IQueueBackend, string>;

/** How many jobs are in which state. */
export interface JobCounts {
  readonly waiting: number;
  readonly active: number;
  /** Waiting for another try, or for the time of the next sweep. */
  readonly delayed: number;
  readonly completed: number;
  readonly failed: number;
}

/** The bot's one queue. */
export interface JobQueue {
  /** Where the jobs are, for people. */
  readonly place: string;
  /** For Bull Board, and for nothing else. */
  readonly bull: BullQueue;
  /**
   * Resolves once the job is stored.
   * `delivery` is GitLab's Idempotency-Key: a delivery that is resent makes no second job, unless its job failed.
   * @throws when the store does not take it in time.
   */
  add(job: Job, delivery?: string): Promise<Added>;
  /** Adds a sweep of all projects now and every so many minutes, on one clock for all processes; 0 stops it. */
  sweepEvery(minutes: number): Promise<void>;
  /** Starts to work; resolves when the first job could be taken. */
  work(handlers: JobHandlers, options: { readonly concurrency: number }): Promise<void>;
  counts(): Promise<JobCounts>;
  /** No process takes another job until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when nothing waits or runs. Jobs due later do not count. */
  idle(): Promise<void>;
  /** Does the store answer? */
  ready(): Promise<boolean>;
  /** Takes no more jobs, waits for those in hand for at most `graceMs`, then aborts them. */
  close(graceMs?: number): Promise<void>;
}

/** What a queue is opened with. */
export interface JobQueueOptions {
  readonly url?: string | undefined;
  readonly dataDir: string;
  /** Keeps several bots apart in one store. */
  readonly prefix?: string;
  readonly limits?: Partial<QueueLimits>;
  readonly onEvent?: (event: QueueEvent) => void;
}

/** Opens the queue where HANDBOOK_BOT_QUEUE_URL says, or in the data folder. */
export async function openQueue(options: JobQueueOptions): Promise<JobQueue> {
  const limits = { ...queueLimits, ...options.limits };
  const emit = options.onEvent ?? (() => undefined);
  const onError = oncePerMinute((error) => emit({ kind: "store-error", error }));
  const store = await openStore(options.url, options.dataDir, limits.storeTimeoutMs, onError);
  const name = options.prefix ?? "handbook-bot";
  const { Queue } = withBackend<IQueueBackend, string>(store.backend);
  const bull: BullQueue = new Queue<unknown, void>(name, {
    connection: store.place,
    skipWaitingForReady: true,
  });
  bull.on("error", onError);
  let worker: RunningWorker | undefined;
  let closed: Promise<void> | undefined;
  const close = async (graceMs: number): Promise<void> => {
    await worker?.close(graceMs);
    await bull.close();
    await store.close();
  };
  const inTime = <T>(work: Promise<T>): Promise<T> =>
    within(limits.storeTimeoutMs, store.place, work);

  return {
    place: store.place,
    bull,
    async add(job, delivery) {
      const added = await inTime(addJob(bull, parseJob(job), delivery, limits));
      emit({ kind: "added", job: job.kind, added });
      return added;
    },
    async sweepEvery(minutes) {
      await inTime(scheduleSweep(bull, minutes, limits));
    },
    async work(handlers, { concurrency }) {
      if (worker !== undefined) throw new Error("This queue is being worked on already.");
      worker = startWorker({ name, store, bull, handlers, concurrency, limits, emit, onError });
      await worker.ready();
    },
    counts: () => inTime(countJobs(bull)),
    pause: () => bull.pause(),
    resume: () => bull.resume(),
    async idle() {
      for (;;) {
        const { waiting, active } = await countJobs(bull);
        if (waiting + active === 0) return;
        await (worker?.changed() ?? wait(250));
      }
    },
    ready: () =>
      inTime(store.ping()).then(
        () => true,
        () => false,
      ),
    close(graceMs = 25_000) {
      closed ??= close(graceMs);
      return closed;
    },
  };
}

async function addJob(
  queue: BullQueue,
  job: Job,
  delivery: string | undefined,
  limits: QueueLimits,
): Promise<Added> {
  const id = delivery === undefined ? `job-${randomUUID()}` : deliveryId(delivery);
  if (delivery !== undefined) {
    const state = await queue.getJobState(id);
    // A person who resends a delivery whose review failed wants it tried again.
    if (state === "failed") await queue.remove(id);
    else if (state !== "unknown") return "duplicate";
  }
  const options = jobOptions(job, id, limits);
  let ranAtLastLook: string | undefined;
  for (let look = 0; look < 5; look += 1) {
    const { id: winner } = await queue.add(job.kind, job, options);
    if (winner === undefined || winner === id) return "queued";
    // It ran before we added, so the store has put ours behind it.
    if (winner === ranAtLastLook) return "coalesced";
    if (await takeOver(queue, winner, job)) return "coalesced";
    ranAtLastLook = winner;
  }
  return "coalesced";
}

/**
 * Gives a waiting job newer data, for BullMQ keeps the older. False when a worker may have taken the job
 * before it saw the new data; then the job must be added again.
 */
async function takeOver(queue: BullQueue, winner: string, job: Job): Promise<boolean> {
  const waiting = await queue.getJob(winner);
  if (waiting === undefined) return false;
  if (!isWaiting(await waiting.getState())) return false;
  await waiting.updateData(job);
  if (waiting.priority > 0 && isUrgent(job)) await waiting.changePriority({ priority: 0 });
  return isWaiting(await waiting.getState());
}

function isWaiting(state: string): boolean {
  return state === "waiting" || state === "prioritized" || state === "delayed";
}

/** BullMQ's ids must hold no colon and be no number; a hash is neither, whatever was sent. */
function deliveryId(delivery: string): string {
  return `delivery-${createHash("sha256").update(delivery).digest("hex").slice(0, 32)}`;
}

function jobOptions(job: Job, jobId: string, limits: QueueLimits): JobsOptions {
  return {
    ...lifeOf(limits),
    jobId,
    deduplication: {
      id: coalescingKey(job),
      // What happens to a job with the same key: one due later is replaced, the last one added while one
      // runs is kept to run next. One that waits stays, and is given the newer data by `takeOver`.
      replace: true,
      keepLastIfActive: true,
    },
    ...(isUrgent(job) ? {} : { priority: 10 }),
  };
}

function lifeOf(limits: QueueLimits): JobsOptions {
  return {
    attempts: limits.attempts,
    // Jitter, because what failed together would otherwise come back together.
    backoff: { type: "exponential", delay: limits.backoffMs, jitter: 0.5 },
    removeOnComplete: limits.keepCompleted,
    removeOnFail: limits.keepFailed,
    stackTraceLimit: 3,
  };
}

async function scheduleSweep(queue: BullQueue, minutes: number, limits: QueueLimits) {
  if (minutes === 0) {
    await queue.removeJobScheduler("sweep");
    return;
  }
  await queue.upsertJobScheduler(
    "sweep",
    { every: minutes * 60_000 },
    { name: "sweep", data: { kind: "sweep" }, opts: lifeOf(limits) },
  );
}

/** PostgreSQL counts waiting jobs as `paused` while the queue is paused, which BullMQ's types do not know. */
const countedStates = [
  ...(["waiting", "prioritized", "active", "delayed", "completed", "failed"] as const),
  "paused" as JobType,
];

async function countJobs(queue: BullQueue): Promise<JobCounts> {
  const counts = await queue.getJobCounts(...countedStates);
  return {
    waiting: (counts["waiting"] ?? 0) + (counts["prioritized"] ?? 0) + (counts["paused"] ?? 0),
    active: counts["active"] ?? 0,
    delayed: counts["delayed"] ?? 0,
    completed: counts["completed"] ?? 0,
    failed: counts["failed"] ?? 0,
  };
}

/** A store that is down says so on every try to reach it, several times a second. */
function oncePerMinute(report: (error: Error) => void): (error: Error) => void {
  let last = { message: "", at: 0 };
  return (error) => {
    const now = Date.now();
    if (error.message === last.message && now - last.at < 60_000) return;
    last = { message: error.message, at: now };
    report(error);
  };
}

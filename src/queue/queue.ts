import { createHash, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import {
  withBackend,
  type IQueueBackend,
  type Job as BullJob,
  type JobsOptions,
  type JobType,
  type Queue,
} from "bullmq";
import { openStore, type Store } from "./connections.ts";
import type { Added, JobHandlers, QueueEvent } from "./job-handlers.ts";
import { coalescingKey, isUrgent, parseJob, type Job } from "./job.ts";
import { queueLimits, type QueueLimits } from "./limits.ts";
import type { Reserve } from "./reserve.ts";
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
  /** What all processes of this queue may do together; undefined where there is one process only. */
  readonly reserve: Reserve | undefined;
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

  const { reserve } = store;

  return {
    place: store.place,
    bull,
    reserve:
      reserve &&
      ((allowance) =>
        inTime(reserve({ ...allowance, name: `${name} allowance: ${allowance.name}` }))),
    async add(job, delivery) {
      const added = await inTime(addJob(bull, store, parseJob(job), delivery, limits));
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
  store: Store,
  job: Job,
  delivery: string | undefined,
  limits: QueueLimits,
): Promise<Added> {
  const give = (id: string): Promise<"queued" | "coalesced"> =>
    handIn(queue, job, jobOptions(job, id, store.urgentPriority, limits));
  if (delivery === undefined) return give(`job-${randomUUID()}`);
  const id = deliveryId(delivery);
  // Whether there is such a job costs the same however many wait; in which state it is does not.
  const asked = queue.getJob(id);
  // Together they take one round trip; the answer is the one from before the job.
  const handedIn = store.canAskWhileAdding
    ? give(id)
    : asked.then((known) => (known ? "duplicate" : give(id)));
  const [known, added] = await Promise.all([asked, handedIn]);
  if (known === undefined) return added;
  if ((await known.getState()) !== "failed") return "duplicate";
  // Who resends a delivery whose review failed wants it tried again.
  await queue.remove(id);
  return give(id);
}

async function handIn(
  queue: BullQueue,
  job: Job,
  options: JobsOptions,
): Promise<"queued" | "coalesced"> {
  let ranAtLastLook: string | undefined;
  for (let look = 0; look < 5; look += 1) {
    const { id: winner } = await queue.add(job.kind, job, options);
    if (winner === undefined || winner === options.jobId) return "queued";
    // It ran before we added, so the store has put ours behind it.
    if (winner === ranAtLastLook) return "coalesced";
    const other = await queue.getJob(winner);
    const state = await other?.getState();
    if (state === "active") ranAtLastLook = winner;
    else if (isWaiting(state)) {
      if (await takeOver(other, job, options.priority ?? 0)) return "coalesced";
    } else {
      // A finished job gives up its key; one that kept it, as after an outage, would swallow every later one.
      await other?.removeDeduplicationKey();
    }
  }
  throw new Error("The job could not be queued: others with its key kept changing.");
}

/**
 * Gives a waiting job newer data, for BullMQ keeps the older. False when a worker may have taken the job
 * before it saw the new data; then the job must be added again.
 */
async function takeOver(other: BullJob | undefined, job: Job, priority: number): Promise<boolean> {
  if (other === undefined) return false;
  await other.updateData(job);
  if (other.priority > priority) await other.changePriority({ priority });
  return isWaiting(await other.getState());
}

function isWaiting(state: string | undefined): boolean {
  return state === "waiting" || state === "prioritized" || state === "delayed";
}

/** BullMQ's ids must hold no colon and be no number; a hash is neither, whatever was sent. */
function deliveryId(delivery: string): string {
  return `delivery-${createHash("sha256").update(delivery).digest("hex").slice(0, 32)}`;
}

function jobOptions(
  job: Job,
  jobId: string,
  urgentPriority: number,
  limits: QueueLimits,
): JobsOptions {
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
    priority: isUrgent(job) ? urgentPriority : 10,
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

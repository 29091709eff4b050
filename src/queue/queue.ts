import { setTimeout as wait } from "node:timers/promises";
import { withBackend, type IQueueBackend, type JobType, type Queue } from "bullmq";
import { addJob } from "./add-job.ts";
import type { Added, JobHandlers, QueueEvent } from "./job-handlers.ts";
import { parseJob, type Job } from "./job.ts";
import { queueLimits, type QueueLimits } from "./limits.ts";
import type { Reserve } from "./reserve.ts";
import { spaceProblem } from "./free-space.ts";
import { openStore } from "./store.ts";
import { reasonOf } from "./store-error.ts";
import { isScheduled, type RepeatedKind, scheduleJob } from "./schedules.ts";
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

/** How the store is, in words for the operator. */
export interface StoreHealth {
  /** Why it takes no jobs; empty: it does. */
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
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
  /** Projects that have sent deliveries to any process on this store. */
  projects(): Promise<readonly number[]>;
  /** Keeps what was counted about a project, for all processes. */
  keepFigures(projectId: number, text: string): Promise<void>;
  /** What is kept of all projects. */
  figures(): Promise<readonly string[]>;
  /**
   * Adds a job for all projects now and every so many minutes, on one clock for all processes; 0 stops it. The
   * schedule is made again, and a job with it, where the store was emptied.
   */
  repeat(kind: RepeatedKind, minutes: number): Promise<void>;
  /** Starts to work; resolves when the first job could be taken. */
  work(handlers: JobHandlers, options: { readonly concurrency: number }): Promise<void>;
  counts(): Promise<JobCounts>;
  /** No process takes another job until `resume`. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Resolves when nothing waits or runs. Jobs due later do not count. */
  idle(): Promise<void>;
  /** Whether the store takes jobs, and what is wrong with it all the same. */
  health(): Promise<StoreHealth>;
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
  let scheduleTimer: NodeJS.Timeout | undefined;
  const schedules = new Map<RepeatedKind, number>();
  const projects = new Set<number>();
  const inTime = <T>(work: Promise<T>): Promise<T> =>
    within(limits.storeTimeoutMs, store.place, work);
  const close = async (graceMs: number): Promise<void> => {
    clearInterval(scheduleTimer);
    clearInterval(probeTimer);
    await worker?.close(graceMs);
    await bull.close();
    await store.close();
  };
  const remember = async (projectId: number): Promise<void> => {
    if (projects.has(projectId)) return;
    await inTime(store.projects.add(name, projectId));
    projects.add(projectId);
  };
  const renewSchedules = async (): Promise<void> => {
    let isEmptied = false;
    for (const [kind, minutes] of schedules) {
      if (await inTime(isScheduled(bull, kind))) continue;
      if (!isEmptied) emit({ kind: "store-emptied" });
      isEmptied = true;
      for (const projectId of projects) await inTime(store.projects.add(name, projectId));
      await inTime(scheduleJob(bull, kind, minutes, limits));
    }
  };

  const health = async (): Promise<StoreHealth> => {
    const space = await spaceProblem(options.dataDir);
    // With a store of its own the folder holds caches only, without which a worker can go on.
    const isStopping = space?.isFull === true && options.url === undefined;
    const problems = isStopping ? [space.message] : [];
    const warnings = space === undefined || isStopping ? [] : [space.message];
    try {
      return { problems, warnings: [...(await inTime(store.probe())), ...warnings] };
    } catch (error) {
      return { problems: [reasonOf(error), ...problems], warnings };
    }
  };
  // A probe also makes the store's connections leave a server that no longer takes jobs; nobody else may ask.
  const probeTimer = setInterval(() => {
    void inTime(store.probe()).catch(onError);
  }, limits.probeMs).unref();

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
      // Only GitLab's own deliveries have a key; what the bot asks of itself makes no project known.
      if (delivery !== undefined && job.projectId !== undefined) {
        await remember(job.projectId).catch(onError);
      }
      return added;
    },
    async projects() {
      for (const id of await inTime(store.projects.all(name))) projects.add(id);
      return [...projects];
    },
    keepFigures: (projectId, text) => inTime(store.figures.put(name, projectId, text)),
    figures: () => inTime(store.figures.all(name)),
    async repeat(kind, minutes) {
      await inTime(scheduleJob(bull, kind, minutes, limits));
      if (minutes === 0) {
        schedules.delete(kind);
        return;
      }
      schedules.set(kind, minutes);
      const renew = (): void => void renewSchedules().catch(onError);
      scheduleTimer ??= setInterval(renew, limits.scheduleCheckMs).unref();
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
    health,
    close(graceMs = 25_000) {
      closed ??= close(graceMs);
      return closed;
    },
  };
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

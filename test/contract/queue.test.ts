import { once } from "node:events";
import { EventEmitter } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import type { Job } from "../../src/queue/job.ts";
import { openQueue, type JobQueue, type JobQueueOptions } from "../../src/queue/queue.ts";
import type { JobHandlers, QueueEvent } from "../../src/queue/worker.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";

const embedded = { url: undefined, ...pgliteDataDir() };
afterAll(() => embedded.remove());

const stores = [
  { store: "PGlite", url: embedded.url, dataDir: embedded.dataDir },
  { store: "Redis", url: inject("redisUrl"), dataDir: "unused" },
  { store: "PostgreSQL", url: inject("postgresUrl"), dataDir: "unused" },
];

const leavePolicy = reviewOf(16);
const onboardingPage = reviewOf(17);

function reviewOf(iid: number, change: Partial<Extract<Job, { kind: "review" }>> = {}) {
  return {
    kind: "review",
    projectId: 7,
    iid,
    reason: "pushed",
    receivedAt: 1_795_000_000_000,
    ...change,
  } satisfies Job;
}

const sha = (digit: string): string => digit.repeat(40);

describe.each(stores)("the queue on $store", ({ store, url, dataDir }) => {
  let queue: JobQueue;
  let events: QueueEvent[];
  let number = 0;
  const heard = new EventEmitter();

  async function open(options: Partial<JobQueueOptions> = {}): Promise<JobQueue> {
    events = [];
    number += 1;
    queue = await openQueue({
      url,
      dataDir,
      prefix: `contract-${process.pid}-${number}`,
      onEvent(event) {
        events.push(event);
        heard.emit(event.kind, event);
      },
      ...options,
      limits: { backoffMs: 20, ...options.limits },
    });
    return queue;
  }

  afterEach(async () => {
    await queue.close(1_000);
    expect(events.filter(({ kind }) => kind === "store-error")).toEqual([]);
  });

  /** Handlers that note what they are given and do what the test says. */
  function handlers(work: (job: Job, signal: AbortSignal) => Promise<void> = async () => {}) {
    const seen: Job[] = [];
    const take = async (job: Job, { signal }: { signal: AbortSignal }): Promise<void> => {
      seen.push(job);
      await work(job, signal);
    };
    return { seen, review: take, follow: take, sweep: take } satisfies JobHandlers & {
      seen: Job[];
    };
  }

  it("says where the jobs are, without a password", async () => {
    await open();
    expect(queue.place).toContain(store);
    expect(await queue.ready()).toBe(true);
  });

  it("hands every job to its handler", async () => {
    await open();
    const follow = { kind: "follow", projectId: 7, branch: "main", after: sha("a") } as const;
    const worker = handlers();
    await queue.add(leavePolicy);
    await queue.add(follow);
    await queue.add({ kind: "sweep", projectId: 7 });
    await queue.work(worker, { concurrency: 1 });
    await queue.idle();
    expect(worker.seen).toEqual([leavePolicy, follow, { kind: "sweep", projectId: 7 }]);
    expect(await queue.counts()).toMatchObject({ waiting: 0, active: 0, completed: 3, failed: 0 });
  });
  void once;
  void beforeAll;
  void onboardingPage;
});

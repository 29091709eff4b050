import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, inject, it } from "vitest";
import type { Job, ReviewJob } from "../../src/queue/job.ts";
import { openQueue, type JobQueue, type JobQueueOptions } from "../../src/queue/queue.ts";
import type { JobContext, JobHandlers, QueueEvent } from "../../src/queue/job-handlers.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";

const embedded = pgliteDataDir();
afterAll(() => embedded.remove());

const stores = [
  { store: "PGlite", url: undefined, dataDir: embedded.dataDir },
  { store: "Redis", url: inject("redisUrl"), dataDir: "unused" },
  { store: "PostgreSQL", url: inject("postgresUrl"), dataDir: "unused" },
];

/** The leave policy is changed in merge request !16, the onboarding page in !17. */
function review(iid: number, change: Partial<ReviewJob> = {}): ReviewJob {
  return {
    kind: "review",
    projectId: 7,
    iid,
    reason: "pushed",
    receivedAt: 1_795_000_000_000,
    ...change,
  };
}

const sha = (digit: string): string => digit.repeat(40);
const sweepAll: Job = { kind: "sweep" };

/** A promise and the function that resolves it, for a test to hold a job with. */
function gate(): { opened: Promise<void>; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** Handlers that note what they are given and do what the test says. */
function handlers(work: (job: Job, context: JobContext) => Promise<void> = async () => {}) {
  const seen: Job[] = [];
  const contexts: JobContext[] = [];
  const take = async (job: Job, context: JobContext): Promise<void> => {
    seen.push(job);
    contexts.push(context);
    await work(job, context);
  };
  return {
    seen,
    contexts,
    review: take,
    follow: take,
    gate: take,
    sweep: take,
    health: take,
  } satisfies JobHandlers & {
    seen: Job[];
    contexts: JobContext[];
  };
}

describe.each(stores)("the queue on $store", ({ store, url, dataDir }) => {
  let queue: JobQueue;
  let events: QueueEvent[] = [];
  let listeners: ((event: QueueEvent) => void)[] = [];
  let number = 0;

  function open(options: Partial<JobQueueOptions> = {}): Promise<JobQueue> {
    number += 1;
    return reopen(options);
  }

  async function reopen(options: Partial<JobQueueOptions> = {}): Promise<JobQueue> {
    queue = await openQueue({
      url,
      dataDir,
      prefix: prefix(),
      onEvent(event) {
        events.push(event);
        for (const listener of listeners) listener(event);
      },
      ...options,
      limits: { backoffMs: 20, ...options.limits },
    });
    return queue;
  }

  const prefix = (): string => `contract-${process.pid}-${number}`;

  function next<K extends QueueEvent["kind"]>(kind: K): Promise<QueueEvent & { kind: K }> {
    return new Promise((resolve) => {
      listeners.push((event) => {
        if (isKind(event, kind)) resolve(event);
      });
    });
  }

  afterEach(async () => {
    await queue.close(1_000);
    expect(events.filter(({ kind }) => kind === "store-error")).toEqual([]);
    events = [];
    listeners = [];
  });

  it("says where the jobs are, and that it is ready", async () => {
    await open();
    expect(queue.place).toMatch(new RegExp(`^${store} (in|at) `));
    expect(await queue.health()).toEqual({ problems: [], warnings: [] });
  });

  it("hands every job to its handler", async () => {
    await open();
    const follow: Job = { kind: "follow", projectId: 7, branch: "main", after: sha("a") };
    const sweep: Job = { kind: "sweep", projectId: 7 };
    const worker = handlers();
    for (const job of [review(16), follow, sweep]) await queue.add(job);
    await queue.work(worker, { concurrency: 1 });
    await queue.idle();
    expect(worker.seen).toEqual([review(16), follow, sweep]);
    expect(await queue.counts()).toEqual({
      waiting: 0,
      active: 0,
      delayed: 0,
      completed: 3,
      failed: 0,
    });
  });

  it("refuses what is not a job", async () => {
    await open();
    await expect(queue.add(review(0))).rejects.toThrow("not a job of handbook-bot");
    expect((await queue.counts()).waiting).toBe(0);
  });

  describe("coalescing", () => {
    it("runs one review of a merge request at a time, the newest next, and others beside it", async () => {
      await open();
      const holding = gate();
      let running = 0;
      let runningMax = 0;
      const worker = handlers(async (job) => {
        if (job.kind !== "review" || job.iid !== 16) return;
        running += 1;
        runningMax = Math.max(runningMax, running);
        if (job.reason === "opened") await holding.opened;
        running -= 1;
      });
      const started = next("started");
      await queue.work(worker, { concurrency: 4 });
      expect(await queue.add(review(16, { reason: "opened" }))).toBe("queued");
      await started;
      for (const digit of ["a", "b", "c"]) {
        expect(await queue.add(review(16, { headSha: sha(digit) }))).toBe("coalesced");
      }
      const beside = next("completed");
      expect(await queue.add(review(17))).toBe("queued");
      await beside;
      holding.open();
      await queue.idle();
      expect(runningMax).toBe(1);
      expect(worker.seen).toEqual([
        review(16, { reason: "opened" }),
        review(17),
        review(16, { headSha: sha("c") }),
      ]);
    });

    it("gives a waiting review the newest data", async () => {
      await open();
      expect(await queue.add(review(16, { headSha: sha("a") }))).toBe("queued");
      expect(await queue.add(review(16, { headSha: sha("b") }))).toBe("coalesced");
      expect(await queue.add(review(16, { headSha: sha("c") }))).toBe("coalesced");
      const worker = handlers();
      await queue.work(worker, { concurrency: 2 });
      await queue.idle();
      expect(worker.seen).toEqual([review(16, { headSha: sha("c") })]);
    });

    it("makes one review of a delivery that comes through a group's and a project's hook", async () => {
      await open();
      expect(await queue.add(review(16), "key-of-the-group-hook")).toBe("queued");
      expect(await queue.add(review(16), "key-of-the-project-hook")).toBe("coalesced");
      const worker = handlers();
      await queue.work(worker, { concurrency: 2 });
      await queue.idle();
      expect(worker.seen).toHaveLength(1);
    });

    it("tries again at once with the newer head while an older one waits for its next try", async () => {
      await open({ limits: { backoffMs: 3_600_000 } });
      const worker = handlers(async (job) => {
        if (job.kind === "review" && job.headSha === sha("a")) throw new Error("502 from GitLab");
      });
      const failed = next("failed");
      await queue.add(review(16, { headSha: sha("a") }));
      await queue.work(worker, { concurrency: 1 });
      expect(await failed).toMatchObject({ willRetry: true, attempt: 1 });
      const completed = next("completed");
      await queue.add(review(16, { headSha: sha("b") }));
      await completed;
      expect(worker.seen.at(-1)).toEqual(review(16, { headSha: sha("b") }));
      expect(await queue.counts()).toMatchObject({ delayed: 0, completed: 1, failed: 0 });
    });

    it("retries the one that waited behind a running one as often as any other", async () => {
      await open();
      const holding = gate();
      const worker = handlers(async (job, { attempt }) => {
        if (job.kind !== "review") return;
        if (job.reason === "opened") await holding.opened;
        else if (attempt < 3) throw new Error("502 from GitLab");
      });
      const started = next("started");
      await queue.work(worker, { concurrency: 1 });
      await queue.add(review(16, { reason: "opened" }));
      await started;
      await queue.add(review(16));
      holding.open();
      const done = new Promise<void>((resolve) => {
        listeners.push((event) => {
          if (event.kind === "completed" && worker.contexts.at(-1)?.attempt === 3) resolve();
        });
      });
      await done;
      expect(worker.contexts.map(({ attempt }) => attempt)).toEqual([1, 1, 2, 3]);
    });

    it("is not held back by a finished review that kept its key", async () => {
      await open();
      const worker = handlers();
      await queue.work(worker, { concurrency: 1 });
      await queue.add(review(16, { reason: "opened" }));
      await queue.idle();
      const [finished] = await queue.bull.getCompleted();
      await queue.bull.add("review", review(16), {
        jobId: finished!.id!,
        deduplication: { id: "review-7-16" },
      });
      expect(await queue.add(review(16))).toBe("queued");
      await queue.idle();
      expect(worker.seen).toEqual([review(16, { reason: "opened" }), review(16)]);
    });

    it("lets a push overtake the reviews that a sweep found", async () => {
      await open();
      for (const iid of [16, 17, 18]) await queue.add(review(iid, { reason: "sweep" }));
      expect(await queue.add(review(18, { reason: "pushed" }))).toBe("coalesced");
      await queue.add(review(19));
      const worker = handlers();
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      expect(worker.seen.map((job) => job.kind === "review" && job.iid)).toEqual([18, 19, 16, 17]);
    });
  });

  describe("deliveries", () => {
    it("takes a delivery once, also after a restart", async () => {
      await open();
      const worker = handlers();
      expect(await queue.add(review(16), "c7c31ab4")).toBe("queued");
      expect(await queue.add(review(16), "c7c31ab4")).toBe("duplicate");
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      expect(await queue.add(review(16), "c7c31ab4")).toBe("duplicate");
      await queue.close();
      await reopen();
      expect(await queue.add(review(16), "c7c31ab4")).toBe("duplicate");
      expect(await queue.add(review(16), "another: 7")).toBe("queued");
      expect(worker.seen).toHaveLength(1);
    });

    it("takes a delivery again whose job failed", async () => {
      await open();
      let isBroken = true;
      const worker = handlers(async () => {
        if (isBroken) throw Object.assign(new Error("no such project"), { retryable: false });
      });
      await queue.add(review(16), "c7c31ab4");
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      isBroken = false;
      expect(await queue.add(review(16), "c7c31ab4")).toBe("queued");
      await queue.idle();
      expect(await queue.counts()).toMatchObject({ completed: 1, failed: 0 });
    });
  });

  describe("failures", () => {
    it("tries again until it works, and says which try it is", async () => {
      await open({ limits: { attempts: 3 } });
      const worker = handlers(async (_job, { attempt }) => {
        if (attempt < 3) throw new Error("502 from GitLab");
      });
      await queue.work(worker, { concurrency: 1 });
      const completed = next("completed");
      await queue.add(review(16));
      await completed;
      expect(
        worker.contexts.map(({ attempt, isLastAttempt }) => ({ attempt, isLastAttempt })),
      ).toEqual([
        { attempt: 1, isLastAttempt: false },
        { attempt: 2, isLastAttempt: false },
        { attempt: 3, isLastAttempt: true },
      ]);
    });

    it("gives up after the last try, keeps the job for the operator, and takes the next push", async () => {
      await open({ limits: { attempts: 2 } });
      const worker = handlers(async (job) => {
        if (job.kind === "review" && job.reason === "opened") throw new Error("502 from GitLab");
      });
      await queue.work(worker, { concurrency: 1 });
      const final = new Promise<QueueEvent>((resolve) => {
        listeners.push((event) => {
          if (event.kind === "failed" && !event.willRetry) resolve(event);
        });
      });
      await queue.add(review(16, { reason: "opened" }));
      expect(await final).toMatchObject({ job: "review", attempt: 2 });
      expect(await queue.counts()).toMatchObject({ failed: 1, delayed: 0 });
      expect(await queue.add(review(16))).toBe("queued");
      await queue.idle();
      expect(await queue.counts()).toMatchObject({ failed: 1, completed: 1 });
    });

    it("does not try again when the error says that this is useless", async () => {
      await open();
      const notFound = Object.assign(new Error("404 Project Not Found"), { retryable: false });
      const worker = handlers(() => Promise.reject(notFound));
      await queue.work(worker, { concurrency: 1 });
      const failed = next("failed");
      await queue.add(review(16));
      const event = await failed;
      expect(event).toMatchObject({ willRetry: false, attempt: 1 });
      expect(event.error.message).toBe("404 Project Not Found");
      expect(event.error.cause).toBe(notFound);
    });

    it("lets a newer review do the work of a failed one that is started again", async () => {
      await open();
      const holding = gate();
      let running = 0;
      let runningMax = 0;
      const worker = handlers(async (job) => {
        if (job.kind === "review" && job.reason === "opened") {
          throw Object.assign(new Error("404 Project Not Found"), { retryable: false });
        }
        running += 1;
        runningMax = Math.max(runningMax, running);
        await holding.opened;
        running -= 1;
      });
      await queue.work(worker, { concurrency: 3 });
      await queue.add(review(16, { reason: "opened" }));
      await queue.idle();
      const [failed] = await queue.bull.getFailed();
      const started = next("started");
      await queue.add(review(16));
      await started;
      const skipped = next("completed");
      await failed?.retry();
      expect(await skipped).toMatchObject({ id: failed?.id });
      holding.open();
      await queue.idle();
      expect(runningMax).toBe(1);
      expect(worker.seen).toEqual([review(16, { reason: "opened" }), review(16)]);
    });

    it("fails a job that it cannot read, without trying again", async () => {
      await open();
      const worker = handlers();
      await queue.bull.add("review", { kind: "review", projectId: "seven" }, { attempts: 8 });
      const failed = next("failed");
      await queue.work(worker, { concurrency: 1 });
      expect(await failed).toMatchObject({ willRetry: false });
      expect(worker.seen).toEqual([]);
    });

    it("waits as long as GitLab's rate limit says, with all jobs, and uses up no try", async () => {
      await open({ limits: { attempts: 2 } });
      const waitMs = 400;
      const times: number[] = [];
      let refusals = 3;
      const worker = handlers(async () => {
        times.push(performance.now());
        if (refusals === 0) return;
        refusals -= 1;
        throw Object.assign(new Error("429 Too Many Requests"), { retryAfterMs: waitMs });
      });
      await queue.add(review(16));
      await queue.add(review(17));
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      expect(worker.contexts.every(({ attempt }) => attempt === 1)).toBe(true);
      const waits = times.slice(1, 4).map((time, index) => time - times[index]!);
      for (const wait of waits) expect(wait).toBeGreaterThan(waitMs - 50);
      expect(events.filter(({ kind }) => kind === "rate-limited")).toEqual(
        Array.from({ length: 3 }, () => ({ kind: "rate-limited", waitMs })),
      );
      expect(await queue.counts()).toMatchObject({ completed: 2, failed: 0 });
    });

    it("takes up the job of a process that was killed", async () => {
      await open();
      await queue.close();
      const script = fileURLToPath(new URL("dying-worker.ts", import.meta.url));
      const dying = spawn(process.execPath, [script, url ?? "", dataDir, prefix()], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await once(dying.stdout, "data");
      dying.kill("SIGKILL");
      await once(dying, "close");
      await reopen({ limits: { stalledCheckMs: 200 } });
      const worker = handlers();
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      expect(worker.seen).toEqual([review(16, { reason: "opened" })]);
      expect(events.some(({ kind }) => kind === "stalled")).toBe(true);
    });
  });

  describe("running", () => {
    it("sweeps at once and then on a schedule, until it is told not to", async () => {
      await open();
      const worker = handlers();
      await queue.work(worker, { concurrency: 1 });
      const twice = new Promise<void>((resolve) => {
        listeners.push((event) => {
          if (event.kind === "completed" && worker.seen.length === 2) resolve();
        });
      });
      await queue.repeat("sweep", 0.005);
      await twice;
      expect(worker.seen).toEqual([sweepAll, sweepAll]);
      await queue.repeat("sweep", 0);
      await queue.idle();
      expect(await queue.counts()).toMatchObject({ delayed: 0, waiting: 0 });
    });

    it("keeps the newest figures of each project for every process on the store", async () => {
      await open();
      expect(await queue.figures()).toEqual([]);
      await queue.keepFigures(7, '{"comments":1}');
      await queue.keepFigures(8, "“quoted” 'text'");
      await queue.keepFigures(7, '{"comments":2}');
      expect((await queue.figures()).toSorted()).toEqual(['{"comments":2}', "“quoted” 'text'"]);
    });

    it("takes nothing while it is paused, and stores all the same", async () => {
      await open();
      const worker = handlers();
      await queue.pause();
      await queue.work(worker, { concurrency: 1 });
      await queue.add(review(16));
      expect((await queue.counts()).waiting).toBe(1);
      const completed = next("completed");
      await queue.resume();
      await completed;
      expect(worker.seen).toEqual([review(16)]);
    });

    it("finishes what is in hand before it closes", async () => {
      await open();
      const holding = gate();
      const started = next("started");
      await queue.work(
        handlers(() => holding.opened),
        { concurrency: 1 },
      );
      await queue.add(review(16));
      await started;
      const completed = next("completed");
      const closed = queue.close();
      holding.open();
      await closed;
      expect(await completed).toMatchObject({ job: "review" });
    });

    it("aborts what does not finish in time, and tries it again after the restart", async () => {
      await open();
      const started = next("started");
      await queue.work(
        handlers(async (_job, { signal }) => {
          await once(signal, "abort");
          signal.throwIfAborted();
        }),
        { concurrency: 1 },
      );
      await queue.add(review(16));
      await started;
      await queue.close(10);
      await reopen();
      const worker = handlers();
      const completed = next("completed");
      await queue.work(worker, { concurrency: 1 });
      await completed;
      expect(worker.seen).toEqual([review(16)]);
      expect(worker.contexts[0]?.attempt).toBe(2);
    });

    it("keeps a bounded number of finished jobs", async () => {
      await open({
        limits: { keepCompleted: { age: 3_600, count: 3 }, keepFailed: { age: 3_600, count: 2 } },
      });
      const worker = handlers(async (job) => {
        if (job.kind === "review" && job.iid > 10) {
          throw Object.assign(new Error("404 Not Found"), { retryable: false });
        }
      });
      for (let iid = 1; iid <= 20; iid += 1) await queue.add(review(iid));
      await queue.work(worker, { concurrency: 1 });
      await queue.idle();
      expect(await queue.counts()).toMatchObject({ completed: 3, failed: 2 });
    });
  });
});

function isKind<K extends QueueEvent["kind"]>(
  event: QueueEvent,
  kind: K,
): event is QueueEvent & { kind: K } {
  return event.kind === kind;
}

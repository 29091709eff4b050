/**
 * What the queue and the receiver cost over what they are made of: `node bench/queue.ts [STORE…]`, where a
 * store is pglite, redis or postgres. Figures of one run are compared with each other only: the last columns
 * are throughput and processor time over those of the first line, the median of the rounds and their range.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withBackend } from "bullmq";
import { openStore } from "../src/queue/store.ts";
import type { Job } from "../src/queue/job.ts";
import { queueLimits } from "../src/queue/limits.ts";
import { openQueue, type JobQueue } from "../src/queue/queue.ts";
import { startPostgres } from "../test/stores/postgres.ts";
import { startRedis } from "../test/stores/redis.ts";
import { compare, measure, measurePaced, median, report, type Load } from "./queue/load.ts";
import { createSender, startBare, startExpress, startOurs } from "./queue/receivers.ts";

const ROUNDS = 5;

const stores: Readonly<
  Record<
    string,
    () => Promise<{ readonly url: string | undefined; readonly stop: () => Promise<void> }>
  >
> = {
  pglite: () => Promise.resolve({ url: undefined, stop: () => Promise.resolve() }),
  redis: startRedis,
  postgres: startPostgres,
};

let iid = 0;
await main(process.argv.slice(2));

async function main(wanted: readonly string[]): Promise<void> {
  for (const [name, start] of Object.entries(stores)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const { url, stop } = await start();
    const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-bench-"));
    // An embedded database does a tenth of Redis' work in the same time.
    const calls = name === "redis" ? 2_000 : 400;
    const queue = await openQueue({ url, dataDir });
    console.log(`\n== ${queue.place}`);
    await compareAdding(queue, calls);
    await compareReceiving(queue, calls, "");
    const done = (): Promise<void> => Promise.resolve();
    await queue.work(
      { review: done, follow: done, gate: done, sweep: done, health: done },
      { concurrency: 1 },
    );
    await compareReceiving(queue, calls, ", a worker beside it");
    await queue.close();
    await compareWorking(url, dataDir, calls);
    await stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function review(): Job {
  iid += 1;
  return { kind: "review", projectId: 7, iid, reason: "pushed", receivedAt: Date.now() };
}

function addRaw({ bull }: JobQueue): Promise<unknown> {
  return bull.add("review", review());
}

async function compareAdding(queue: JobQueue, calls: number): Promise<void> {
  for (const inFlight of [1, 100]) {
    const adding = (add: () => Promise<unknown>) => async (): Promise<Load> => {
      const load = await measure(calls, inFlight, add);
      await queue.bull.obliterate({ force: true });
      return load;
    };
    const results = await compare(ROUNDS, {
      "raw add of BullMQ": adding(() => addRaw(queue)),
      "our add": adding(() => queue.add(review())),
      "our add of a delivery": adding(() => queue.add(review(), `delivery-${iid + 1}`)),
    });
    report(`adding, ${inFlight} in flight`, results);
  }
}

/** What is stored is taken away between the rounds; a worker beside it takes the jobs of all contenders alike. */
async function compareReceiving(queue: JobQueue, calls: number, beside: string): Promise<void> {
  const contenders = {
    "express 5, raw add of BullMQ": await startExpress(() => addRaw(queue)),
    "node:http, raw add of BullMQ": await startBare(() => addRaw(queue)),
    "our receiver": await startOurs(queue),
    "node:http, nothing stored": await startBare(() => Promise.resolve()),
  };
  let fastest = Number.NaN;
  for (const inFlight of [1, 16]) {
    const send = createSender(inFlight);
    const receiving = (url: string) => async (): Promise<Load> => {
      const load = await measure(calls, inFlight, () => send(url));
      await empty(queue);
      return load;
    };
    const runs = Object.entries(contenders).map(
      ([name, { url }]) => [name, receiving(url)] as const,
    );
    const results = await compare(ROUNDS, Object.fromEntries(runs));
    report(`receiving 20 kB, ${inFlight} in flight${beside}`, results);
    fastest = median((results["our receiver"] ?? []).map(({ perSecond }) => perSecond));
  }
  const half = fastest / 2;
  const send = createSender(Infinity);
  const pacing = (url: string) => async (): Promise<Load> => {
    const load = await measurePaced(calls, half, () => send(url));
    await empty(queue);
    return load;
  };
  report(
    `receiving 20 kB at half of what our receiver takes at most, ${half.toFixed(0)} a second${beside}`,
    await compare(ROUNDS, {
      "express 5, raw add of BullMQ": pacing(contenders["express 5, raw add of BullMQ"].url),
      "our receiver": pacing(contenders["our receiver"].url),
      "node:http, nothing stored": pacing(contenders["node:http, nothing stored"].url),
    }),
  );
  await Promise.all(Object.values(contenders).map((contender) => contender.close()));
}

/** Jobs that a worker has in hand are left to it: a queue is obliterated paused, and goes on after. */
async function empty(queue: JobQueue): Promise<void> {
  await queue.bull.obliterate({ force: true });
  await queue.bull.resume();
}

/** Each contender fills the queue first; measured is how fast a worker that does nothing empties it. */
async function compareWorking(
  url: string | undefined,
  dataDir: string,
  calls: number,
): Promise<void> {
  for (const concurrency of [1, 10, 50]) {
    const results = await compare(ROUNDS, {
      "raw worker of BullMQ": () => workRaw(url, dataDir, calls, concurrency),
      "our worker": () => workOurs(url, dataDir, calls, concurrency),
    });
    report(`working, concurrency ${concurrency}`, results);
  }
}

async function workRaw(
  url: string | undefined,
  dataDir: string,
  calls: number,
  concurrency: number,
): Promise<Load> {
  const store = await openStore(url, dataDir, 5_000, () => undefined);
  const { Queue, Worker } = withBackend(store.backend);
  const queue = new Queue("raw", { connection: store.place });
  for (let index = 0; index < calls; index += 1) await queue.add("review", review());
  const waiter = countdown(calls);
  const measured = overall(calls);
  const worker = new Worker("raw", () => Promise.resolve(waiter.tick()), {
    connection: store.place,
    concurrency,
    removeOnComplete: queueLimits.keepCompleted,
  });
  await waiter.done;
  const load = measured();
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  await store.close();
  return load;
}

async function workOurs(
  url: string | undefined,
  dataDir: string,
  calls: number,
  concurrency: number,
): Promise<Load> {
  const queue = await openQueue({ url, dataDir });
  for (let index = 0; index < calls; index += 1) await queue.add(review());
  const waiter = countdown(calls);
  const take = (): Promise<void> => Promise.resolve(waiter.tick());
  const measured = overall(calls);
  await queue.work(
    { review: take, follow: take, gate: take, sweep: take, health: take },
    { concurrency },
  );
  await waiter.done;
  const load = measured();
  await queue.idle();
  await queue.bull.obliterate({ force: true });
  await queue.close();
  return load;
}

function countdown(from: number): { tick(): void; readonly done: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = from;
  return {
    done: promise,
    tick() {
      left -= 1;
      if (left === 0) resolve();
    },
  };
}

/** Only the sum is known of jobs that are worked on side by side. */
function overall(calls: number): () => Load {
  const cpu = process.cpuUsage();
  const start = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    const perSecond = (calls * 1_000) / (performance.now() - start);
    return { perSecond, p50Ms: Number.NaN, p99Ms: Number.NaN, cpuMicros: (user + system) / calls };
  };
}

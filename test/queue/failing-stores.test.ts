import { Redis } from "ioredis";
import { Client } from "pg";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import type { QueueEvent } from "../../src/queue/job-handlers.ts";
import type { ReviewJob } from "../../src/queue/job.ts";
import { openQueue, type JobQueue } from "../../src/queue/queue.ts";
import { startPostgres } from "../stores/postgres.ts";
import { startRedis } from "../stores/redis.ts";
import { startRelay } from "../stores/relay.ts";
import type { StartedStore } from "../stores/server-process.ts";

/** Everything here heals by itself; how soon says the machine. */
const patient = { timeout: 300_000, interval: 100 };

function review(iid: number): ReviewJob {
  return { kind: "review", projectId: 7, iid, reason: "pushed", receivedAt: 1_795_000_000_000 };
}

async function redisOf(): Promise<{ readonly store: StartedStore; readonly client: Redis }> {
  const store = await startRedis();
  const client = new Redis(store.url);
  client.on("error", () => undefined);
  onTestFinished(async () => {
    client.disconnect();
    await store.stop();
  });
  return { store, client };
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** A queue with a worker that notes what it has reviewed. */
async function openWorked(url: string) {
  const events: QueueEvent[] = [];
  const reviewed = new Set<number>();
  const sweeps: (number | undefined)[] = [];
  const queue = await openQueue({
    url,
    dataDir: "unused",
    limits: {
      storeTimeoutMs: 2_000,
      scheduleCheckMs: 100,
      lockMs: 2_000,
      stalledCheckMs: 500,
      backoffMs: 50,
    },
    onEvent: (event) => events.push(event),
  });
  onTestFinished(() => queue.close(100));
  await queue.work(
    {
      review: async ({ iid }) => void reviewed.add(iid),
      follow: async () => {},
      gate: async () => {},
      sweep: async ({ projectId }) => void sweeps.push(projectId),
      health: async () => {},
    },
    { concurrency: 2 },
  );
  return { queue, events, reviewed, sweeps };
}

/** Hands jobs in as GitLab's deliveries come, again and again until each is stored, as a sweep would. */
async function addAll(queue: JobQueue, first: number, count: number): Promise<void> {
  for (let iid = first; iid < first + count; iid += 1) {
    await expect.poll(() => queue.add(review(iid)).catch(() => "refused"), patient).not.toBe("refused"); // prettier-ignore
  }
}

const problems = async (queue: JobQueue): Promise<number> => (await queue.health()).problems.length;

describe("a Redis behind one address", () => {
  it("that fails over while jobs come is noticed and followed, and no job is lost", async () => {
    const [first, second] = [await redisOf(), await redisOf()];
    await second.client.replicaof("127.0.0.1", portOf(first.store.url));
    const relay = await startRelay(portOf(first.store.url));
    onTestFinished(() => relay.close());
    const { queue, reviewed } = await openWorked(`redis://127.0.0.1:${relay.port}`);
    await addAll(queue, 1, 20);
    await expect.poll(() => reviewed.size, patient).toBe(20);
    await expect
      .poll(async () => /master_link_status:up/.test(await second.client.info()), patient)
      .toBe(true);
    // Open connections stay with the one that becomes a replica, and answer every PING.
    await second.client.replicaof("NO", "ONE");
    await first.client.replicaof("127.0.0.1", portOf(second.store.url));
    relay.lead(portOf(second.store.url));
    await addAll(queue, 21, 20);
    await expect.poll(() => reviewed.size, patient).toBe(40);
    await expect.poll(() => problems(queue), patient).toBe(0);
  });

  it("that is emptied gets its schedule again, and a sweep at once", async () => {
    const { store, client } = await redisOf();
    const { queue, events, sweeps } = await openWorked(store.url);
    await queue.repeat("sweep", 15);
    await queue.add(review(1), "delivery-of-project-7");
    expect(await queue.projects()).toEqual([7]);
    await expect.poll(() => sweeps.length, patient).toBe(1);
    await client.flushall();
    await expect.poll(() => sweeps.length, patient).toBe(2);
    expect(events.filter(({ kind }) => kind === "store-emptied")).toHaveLength(1);
    expect(await queue.projects()).toEqual([7]);
    const other = await openQueue({ url: store.url, dataDir: "unused" });
    onTestFinished(() => other.close());
    expect(await other.projects()).toEqual([7]);
  });

  it("that is full is not ready, and takes jobs again once there is room", async () => {
    const { store, client } = await redisOf();
    const { queue, reviewed } = await openWorked(store.url);
    expect(await problems(queue)).toBe(0);
    await client.config("SET", "maxmemory", "1mb");
    const { problems: found } = await queue.health();
    expect(found).toEqual([expect.stringContaining("OOM")]);
    await expect(queue.add(review(1))).rejects.toThrow();
    await client.config("SET", "maxmemory", "0");
    await addAll(queue, 1, 1);
    await expect.poll(() => reviewed.size, patient).toBe(1);
    await expect.poll(() => problems(queue), patient).toBe(0);
  });

  it("that deletes keys is a warning", async () => {
    const { store, client } = await redisOf();
    await client.config("SET", "maxmemory-policy", "allkeys-lru");
    const queue = await openQueue({ url: store.url, dataDir: "unused" });
    onTestFinished(() => queue.close());
    expect(await queue.health()).toEqual({
      problems: [],
      warnings: [
        "Redis deletes keys when its memory is full (maxmemory-policy allkeys-lru), jobs too. Set maxmemory-policy to noeviction.",
      ],
    });
  });

  it("that is a cluster is refused, with what to set instead", async () => {
    const store = await startRedis({ isCluster: true });
    onTestFinished(() => store.stop());
    await expect(openQueue({ url: store.url, dataDir: "unused" })).rejects.toThrow(
      /^Redis at 127\.0\.0\.1:\d+ is a Redis Cluster, which cannot hold the queue\. Set HANDBOOK_BOT_QUEUE_URL to /,
    );
  });
});

describe("a PostgreSQL behind one address", () => {
  it("that restarts while jobs come is noticed, and no job is lost", async () => {
    const store = await startPostgres();
    onTestFinished(() => store.stop());
    const relay = await startRelay(portOf(store.url));
    onTestFinished(() => relay.close());
    const url = new URL(store.url);
    url.port = String(relay.port);
    const { queue, reviewed } = await openWorked(url.href);
    await addAll(queue, 1, 10);
    await store.restart();
    await addAll(queue, 11, 10);
    await expect.poll(() => reviewed.size, patient).toBe(20);
    await expect.poll(() => problems(queue), patient).toBe(0);
  });

  it("that has become a standby is not ready, and left for the one that leads now", async () => {
    const [first, second] = [await startPostgres(), await startPostgres()];
    onTestFinished(async () => {
      await first.stop();
      await second.stop();
    });
    // The tables are there already, as on a standby that is promoted.
    const prepared = await openQueue({ url: second.url, dataDir: "unused" });
    await prepared.close();
    const relay = await startRelay(portOf(first.url));
    onTestFinished(() => relay.close());
    const url = new URL(first.url);
    url.port = String(relay.port);
    const { queue, reviewed } = await openWorked(url.href);
    await addAll(queue, 1, 3);
    await expect.poll(() => reviewed.size, patient).toBe(3);
    const admin = new Client({ connectionString: first.url });
    await admin.connect();
    await admin.query("alter system set default_transaction_read_only = on");
    await admin.query("select pg_reload_conf()");
    await admin.end();
    await expect
      .poll(async () => (await queue.health()).problems.join(""), patient)
      .toContain("read-only transaction");
    relay.lead(portOf(second.url));
    await expect.poll(() => problems(queue), patient).toBe(0);
    await addAll(queue, 11, 3);
    await expect.poll(() => reviewed.size, patient).toBe(6);
  });
});

it("the stores of the tests are themselves without a problem", async () => {
  for (const url of [inject("redisUrl"), inject("postgresUrl")]) {
    const queue = await openQueue({ url, dataDir: "unused", prefix: `health-${process.pid}` });
    expect(await queue.health()).toEqual({ problems: [], warnings: [] });
    await queue.close();
  }
});

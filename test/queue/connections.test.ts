import { createServer } from "node:net";
import { describe, expect, inject, it } from "vitest";
import { openQueue } from "../../src/queue/queue.ts";
import type { QueueEvent } from "../../src/queue/job-handlers.ts";
import { startRedis } from "../stores/redis.ts";
import { freePort } from "../stores/server-process.ts";

const review = {
  kind: "review",
  projectId: 7,
  iid: 16,
  reason: "pushed",
  receivedAt: 1_795_000_000_000,
} as const;

describe("opening a store", () => {
  it.each(["mysql://db.example.com/queue", "redis.example.com:6379", ""])(
    "refuses %j, which names none",
    async (url) => {
      await expect(openQueue({ url, dataDir: "unused" })).rejects.toThrow(
        "must begin with redis://, rediss:// or postgres://",
      );
    },
  );

  it.each(["redis", "postgres"])(
    "says where nothing listens for %s, and keeps the password to itself",
    async (scheme) => {
      const port = await freePort();
      const url = `${scheme}://bot:tangerine@127.0.0.1:${port}/1`;
      const failure = await openQueue({ url, dataDir: "unused" }).catch((error: unknown) => error);
      expect(String(failure)).toMatch(
        new RegExp(`at 127\\.0\\.0\\.1:${port}/1 cannot be used as the queue: .*ECONNREFUSED`),
      );
      expect(String(failure)).not.toContain("tangerine");
    },
  );

  it("gives up on a server that accepts and says nothing", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const url = `redis://127.0.0.1:${port}`;
    await expect(
      openQueue({ url, dataDir: "unused", limits: { storeTimeoutMs: 200 } }),
    ).rejects.toThrow("cannot be used as the queue");
    silent.close();
  });

  it("lets two processes work on one PostgreSQL", async () => {
    const options = { url: inject("postgresUrl"), dataDir: "unused", prefix: "shared" };
    const [first, second] = await Promise.all([openQueue(options), openQueue(options)]);
    await first.add(review);
    expect((await second.counts()).waiting).toBe(1);
    await Promise.all([first.close(), second.close()]);
  });
});

describe("a store that goes away", () => {
  it("refuses jobs at once, is not ready, and works on when it is back", async () => {
    const before = await startRedis();
    const port = Number(new URL(before.url).port);
    const events: QueueEvent[] = [];
    const queue = await openQueue({
      url: before.url,
      dataDir: "unused",
      limits: { storeTimeoutMs: 2_000 },
      onEvent: (event) => events.push(event),
    });
    const { promise: reviewed, resolve } = Promise.withResolvers<void>();
    await queue.work(
      {
        review: async () => resolve(),
        follow: async () => {},
        gate: async () => {},
        sweep: async () => {},
        health: async () => {},
      },
      { concurrency: 1 },
    );
    expect((await queue.health()).problems).toEqual([]);

    await before.stop();
    await expect(queue.add(review)).rejects.toThrow();
    expect((await queue.health()).problems).toHaveLength(1);

    await expect.poll(() => events.some(({ kind }) => kind === "store-error")).toBe(true);
    const after = await startRedis({ port });
    await expect
      .poll(async () => (await queue.health()).problems, { timeout: 300_000 })
      .toEqual([]);
    await queue.add(review);
    await reviewed;
    await queue.close();
    await after.stop();
  });
});

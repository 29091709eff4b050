import { createRedisBackend } from "bullmq";
import { Redis } from "ioredis";
import { reserveInRedis } from "./reserve.ts";
import type { Store } from "./store.ts";
import { StoreError, unreachable } from "./store-error.ts";
import { within } from "./within.ts";

/** Opens a Redis or Valkey with one connection for those who add jobs and one for those who wait for them. */
export async function openRedisStore(
  url: URL,
  timeoutMs: number,
  onError: (error: Error) => void,
): Promise<Store> {
  const place = `Redis at ${url.host}${url.pathname === "/" ? "" : url.pathname}`;
  const retryStrategy = (times: number): number => Math.min(times * 200, 5_000);
  // A webhook must hear at once that the store is down, so nothing waits in line for a connection.
  const producer = new Redis(url.href, {
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: timeoutMs,
    retryStrategy,
    reconnectOnError: (error) => (isDemoted(error) ? 1 : false),
  });
  // A worker waits however long the store is away. BullMQ asks for this setting.
  const worker = producer.duplicate({
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    reconnectOnError: (error: Error) => (isDemoted(error) ? 2 : false),
  });
  // A refused connection rejects with "Connection is closed."; only the event says why.
  let cause: Error | undefined;
  const onClientError = (error: Error): void => {
    cause = error;
    onError(error);
  };
  producer.on("error", onClientError);
  worker.on("error", onClientError);
  try {
    await within(timeoutMs, place, Promise.all([producer.connect(), worker.connect()]));
    await within(timeoutMs, place, refuseCluster(producer, place));
  } catch (error) {
    producer.disconnect();
    worker.disconnect();
    throw unreachable(place, error instanceof StoreError ? error : (cause ?? error));
  }
  return {
    place,
    canAskWhileAdding: true,
    urgentPriority: 0,
    reserve: reserveInRedis(producer),
    projects: {
      async add(queue, projectId) {
        await producer.sadd(`${queue}:projects`, projectId);
      },
      all: async (queue) => (await producer.smembers(`${queue}:projects`)).map(Number),
    },
    figures: {
      async put(queue, projectId, text) {
        await producer.hset(`${queue}:figures`, String(projectId), text);
      },
      all: (queue) => producer.hvals(`${queue}:figures`),
    },
    backend: (name, options, kind) =>
      createRedisBackend(
        name,
        { ...options, connection: kind?.withBlockingConnection === true ? worker : producer },
        kind,
      ),
    async probe() {
      // A replica and a full store answer a PING like any other.
      await producer.set("handbook-bot:probe", "1", "PX", 60_000);
      return evictionWarning(await producer.info("memory"));
    },
    async close() {
      await Promise.all([quit(producer), quit(worker)]);
    },
  };
}

/**
 * After a failover the connection is still open, but to a server that has become a replica. A new connection to the
 * same address leads to the new primary.
 */
function isDemoted({ message }: Error): boolean {
  return message.includes("READONLY") || message.startsWith("UNBLOCKED");
}

/** The keys of one queue belong to different slots, so a cluster would refuse most of what BullMQ does. */
async function refuseCluster(client: Redis, place: string): Promise<void> {
  if (!/^cluster_enabled:1/m.test(await client.info("cluster"))) return;
  throw new StoreError(
    `${place} is a Redis Cluster, which cannot hold the queue. Set HANDBOOK_BOT_QUEUE_URL to a single Redis or Valkey, or to a PostgreSQL.`,
  );
}

function evictionWarning(memory: string): readonly string[] {
  const policy = /^maxmemory_policy:([\w-]+)/m.exec(memory)?.[1] ?? "noeviction";
  return policy === "noeviction"
    ? []
    : [
        `Redis deletes keys when its memory is full (maxmemory-policy ${policy}), jobs too. Set maxmemory-policy to noeviction.`,
      ];
}

/** Lets commands in flight finish; a closed connection has none. */
async function quit(client: Redis): Promise<void> {
  if (client.status !== "ready") {
    client.disconnect();
    return;
  }
  await client.quit();
}

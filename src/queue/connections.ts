import {
  createPostgresBackend,
  createRedisBackend,
  isPgPool,
  runMigrations,
  type BackendFactory,
  type IQueueBackend,
  type PgPool,
} from "bullmq";
import { Redis } from "ioredis";
import { Pool, type PoolConfig } from "pg";
import { preparePlaces, reserveInPostgres, reserveInRedis, type Reserve } from "./reserve.ts";
import { within } from "./within.ts";
import { openPglite, queueSchema } from "./pglite-store.ts";

/** Where the queue's jobs are kept: what BullMQ needs of it, and what operators ask about it. */
export interface Store {
  /** For people: "Redis at cache.example.com:6379". Never holds a password. */
  readonly place: string;
  /** Builds BullMQ's backend on this store's own connections. */
  readonly backend: BackendFactory<IQueueBackend, string>;
  /**
   * Whether a job may be added before it is known that its id is new. Redis answers in order and leaves a
   * known id alone; BullMQ on PostgreSQL gives the key of such a job to the finished one (6.7.0, 2026-11).
   */
  readonly canAskWhileAdding: boolean;
  /**
   * Priority of a job that goes before others; 0 is none. BullMQ on PostgreSQL puts a job that a rate limit has
   * stopped behind all others unless it has a priority (6.7.0, 2026-11).
   */
  readonly urgentPriority: number;
  /** What all processes on this store may do together; undefined where there is one process only. */
  readonly reserve: Reserve | undefined;
  /** Resolves when the store answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The store cannot be reached, or is none. The message says what to look at. */
class StoreError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoreError";
  }
}

/**
 * Opens the store that HANDBOOK_BOT_QUEUE_URL names: Redis, PostgreSQL, or without one the embedded
 * database in the data folder.
 */
export function openStore(
  url: string | undefined,
  dataDir: string,
  timeoutMs: number,
  onError: (error: Error) => void,
): Promise<Store> {
  if (url === undefined) return openEmbeddedStore(dataDir);
  const protocol = URL.canParse(url) ? new URL(url).protocol : "";
  switch (protocol) {
    case "redis:":
    case "rediss:":
      return openRedisStore(new URL(url), timeoutMs, onError);
    case "postgres:":
    case "postgresql:":
      return openPostgresStore(new URL(url), timeoutMs, onError);
    default:
      throw new StoreError(
        "HANDBOOK_BOT_QUEUE_URL names no store: it must begin with redis://, rediss:// or postgres://. " +
          "Leave it unset to keep the queue in the data folder.",
      );
  }
}

async function openEmbeddedStore(dataDir: string): Promise<Store> {
  const { pool, close } = await openPglite(dataDir);
  return {
    place: `PGlite in ${dataDir}`,
    canAskWhileAdding: false,
    urgentPriority: 1,
    reserve: undefined,
    backend: (name, options, kind) =>
      createPostgresBackend(name, { ...options, connection: pool }, kind),
    async ping() {
      await pool.query("select 1");
    },
    close,
  };
}

async function openPostgresStore(
  url: URL,
  timeoutMs: number,
  onError: (error: Error) => void,
): Promise<Store> {
  const place = `PostgreSQL at ${url.host}${url.pathname}`;
  const pool = createPool({
    connectionString: url.href,
    // Names in BullMQ's statements carry no schema.
    options: `-c search_path=${queueSchema}`,
    application_name: "handbook-bot",
    connectionTimeoutMillis: timeoutMs,
    keepAlive: true,
  });
  pool.on("error", onError);
  try {
    const client = await pool.connect();
    try {
      await runMigrations(client, queueSchema);
      await preparePlaces(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await pool.end();
    throw unreachable(place, error);
  }
  return {
    place,
    canAskWhileAdding: false,
    urgentPriority: 1,
    reserve: reserveInPostgres(pool),
    backend: (name, options, kind) =>
      createPostgresBackend(name, { ...options, connection: pool }, kind),
    async ping() {
      await pool.query("select 1");
    },
    close: () => pool.end(),
  };
}

/** A `pg.Pool` as BullMQ's types see it: theirs and pg's own write the same overloads differently. */
function createPool(config: PoolConfig): PgPool {
  const pool: unknown = new Pool(config);
  if (!isPgPool(pool)) throw new TypeError("pg.Pool no longer has the shape that BullMQ asks for.");
  return pool;
}

async function openRedisStore(
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
  });
  // A worker waits however long the store is away. BullMQ asks for this setting.
  const worker = producer.duplicate({ enableOfflineQueue: true, maxRetriesPerRequest: null });
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
  } catch (error) {
    producer.disconnect();
    worker.disconnect();
    throw unreachable(place, cause ?? error);
  }
  return {
    place,
    canAskWhileAdding: true,
    urgentPriority: 0,
    reserve: reserveInRedis(producer),
    backend: (name, options, kind) =>
      createRedisBackend(
        name,
        { ...options, connection: kind?.withBlockingConnection === true ? worker : producer },
        kind,
      ),
    async ping() {
      await producer.ping();
    },
    async close() {
      await Promise.all([quit(producer), quit(worker)]);
    },
  };
}

/** Lets commands in flight finish; a closed connection has none. */
async function quit(client: Redis): Promise<void> {
  if (client.status !== "ready") {
    client.disconnect();
    return;
  }
  await client.quit();
}

function unreachable(place: string, error: unknown): StoreError {
  return new StoreError(
    `${place} cannot be used as the queue: ${reasonOf(error)}. Check HANDBOOK_BOT_QUEUE_URL and that the server runs.`,
    error,
  );
}

/** Node reports a failed connection to a name with several addresses as an error without words. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  return error instanceof Error ? error.message : String(error);
}

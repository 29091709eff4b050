import type { BackendFactory, IQueueBackend } from "bullmq";
import { openPgliteStore } from "./pglite-store.ts";
import { openPostgresStore } from "./postgres-store.ts";
import { openRedisStore } from "./redis-store.ts";
import type { Reserve } from "./reserve.ts";
import { StoreError } from "./store-error.ts";

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
  /** Projects that have sent deliveries, kept beside the jobs. */
  readonly projects: ProjectSet;
  /** What was counted about projects, kept beside the jobs. */
  readonly figures: FigureStore;
  /** Resolves when the store has written something down. Gives what is wrong with it all the same. */
  probe(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A set of project ids that outlives the process. */
export interface ProjectSet {
  add(queue: string, projectId: number): Promise<void>;
  all(queue: string): Promise<readonly number[]>;
}

/** A text about each project that any process may read. It can be made again at any time. */
export interface FigureStore {
  put(queue: string, projectId: number, text: string): Promise<void>;
  all(queue: string): Promise<readonly string[]>;
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
  if (url === undefined) return openPgliteStore(dataDir);
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
        "HANDBOOK_BOT_QUEUE_URL must begin with redis://, rediss:// or postgres://. " +
          "Leave it unset to keep the queue in the data folder.",
      );
  }
}

import { existsSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { createPostgresBackend, runMigrations } from "bullmq";
import { makeDataFolder } from "./data-folder.ts";
import { lockFolder } from "./folder-lock.ts";
import { PglitePool } from "./pglite-pool.ts";
import { withoutOptimizing } from "./without-optimizing.ts";
import type { Store } from "./store.ts";
import { figureTable, prepareTables, probeTables, projectTable } from "./tables.ts";

/** The schema that BullMQ's tables live in. */
export const queueSchema = "bullmq";

/** The embedded database's folder cannot be read. Nothing in it was removed. */
class DamagedQueueError extends Error {
  constructor(folder: string, detail: string, cause?: unknown) {
    super(
      `The queue's folder ${folder} cannot be opened: ${detail}. Nothing in it was removed. ` +
        `Restore it from a backup, or move it away to start with an empty queue: reviews that still waited ` +
        `in it are found again by the sweep of open merge requests.`,
      { cause },
    );
    this.name = "DamagedQueueError";
  }
}

/**
 * Small buffers: the queue's working set is a few hundred rows. Measured with PGlite 0.5.16, 2026-11: the
 * process holds 240 to 290 MB instead of 560, and keeps its speed.
 */
const smallMemory = {
  startParams: [
    ...PGlite.defaultStartParams,
    ...["-c", "shared_buffers=2MB"],
    ...["-c", "wal_buffers=256kB"],
  ],
  initialMemory: 128 * 1024 * 1024,
};

/** Opens the embedded database as the store of a queue. */
export async function openPgliteStore(dataDir: string): Promise<Store> {
  const { pool, close } = await openPglite(dataDir);
  await prepareTables(pool);
  return {
    place: `PGlite in ${dataDir}`,
    canAskWhileAdding: false,
    urgentPriority: 1,
    reserve: undefined,
    projects: projectTable(pool),
    figures: figureTable(pool),
    backend: (name, options, kind) =>
      createPostgresBackend(name, { ...options, connection: pool }, kind),
    async probe() {
      await probeTables(pool);
      return [];
    },
    close,
  };
}

/** An open embedded database, with BullMQ's tables in it. */
export interface PgliteStore {
  readonly pool: PglitePool;
  readonly close: () => Promise<void>;
}

/**
 * Opens the embedded database in a data folder, and makes it when there is none.
 * @throws FolderInUseError when another process works in the folder.
 * @throws DamagedQueueError when there is a database that cannot be read. It is never replaced by an empty one.
 * @testing Tests look into the database beneath the queue.
 */
export async function openPglite(dataDir: string): Promise<PgliteStore> {
  const root = resolve(dataDir);
  await makeDataFolder(root);
  const lock = await lockFolder(root);
  try {
    const folder = join(root, "queue");
    const db = await withoutOptimizing(async () => {
      if (!existsSync(folder)) await createDatabase(root, folder);
      return openDatabase(folder);
    });
    return {
      pool: new PglitePool(db),
      async close() {
        await db.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/**
 * Makes the database beside its place and moves it there when it is whole. A folder in the final place
 * is therefore always one that may hold jobs, and one left behind by a crash here never held any.
 */
async function createDatabase(root: string, folder: string): Promise<void> {
  const unfinished = join(root, "queue.unfinished");
  await rm(unfinished, { recursive: true, force: true });
  const db = await PGlite.create(unfinished, {
    ...smallMemory,
    // Files of the log of 1 MB instead of 16: PGlite holds the new database in memory, three times for a moment.
    initDbStartParams: ["--wal-segsize=1", "-c", "min_wal_size=2MB"],
  });
  await runMigrations(new PglitePool(db), queueSchema);
  await db.close();
  await rename(unfinished, folder);
}

async function openDatabase(folder: string): Promise<PGlite> {
  // PGlite takes a folder without this file for a new one and starts afresh over what is there.
  if (!existsSync(join(folder, "PG_VERSION"))) {
    const entries = await readdir(folder);
    throw new DamagedQueueError(
      folder,
      entries.length === 0 ? "it is empty" : "its file PG_VERSION is missing",
    );
  }
  let db: PGlite;
  try {
    db = await PGlite.create(folder, smallMemory);
  } catch (error) {
    throw new DamagedQueueError(folder, describe(error), error);
  }
  try {
    const { rows } = await db.query<{ oid: string | null }>("select to_regnamespace($1) as oid", [
      queueSchema,
    ]);
    if (rows[0]?.oid == null) throw new Error("its tables are missing");
    await runMigrations(new PglitePool(db), queueSchema);
    await db.exec(`set search_path to ${queueSchema}, public`);
    return db;
  } catch (error) {
    await db.close();
    throw new DamagedQueueError(folder, describe(error), error);
  }
}

/** PGlite's own words for a damaged folder say little: "Aborted(). Build with -sASSERTIONS for more info." */
function describe(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.startsWith("Aborted") || message.startsWith("PGlite failed")
    ? "the database in it does not start (files are missing, damaged, or of another PostgreSQL version)"
    : message;
}

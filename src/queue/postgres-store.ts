import { createPostgresBackend, isPgPool, runMigrations, type PgPool } from "bullmq";
import { Pool, type PoolClient, type PoolConfig } from "pg";
import { queueSchema } from "./pglite-store.ts";
import { preparePlaces, reserveInPostgres } from "./reserve.ts";
import type { Store } from "./store.ts";
import { unreachable } from "./store-error.ts";
import { figureTable, prepareTables, probeTables, projectTable } from "./tables.ts";

/** Opens a PostgreSQL, with BullMQ's tables and ours in a schema of their own. */
export async function openPostgresStore(
  url: URL,
  timeoutMs: number,
  onError: (error: Error) => void,
): Promise<Store> {
  const place = `PostgreSQL at ${url.host}${url.pathname}`;
  const { pool, dropClients } = createPool({
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
      await prepareTables(client);
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
    projects: projectTable(pool),
    figures: figureTable(pool),
    backend: (name, options, kind) =>
      createPostgresBackend(name, { ...options, connection: pool }, kind),
    async probe() {
      try {
        await probeTables(pool);
      } catch (error) {
        // The server has become a standby. A new connection to the same address leads to the new primary.
        if (isReadOnly(error)) dropClients();
        throw error;
      }
      return [];
    },
    close: () => pool.end(),
  };
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, read_only_sql_transaction */
function isReadOnly(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "25006";
}

/** A `pg.Pool` as BullMQ's types see it: theirs and pg's own write the same overloads differently. */
function createPool(config: PoolConfig): {
  readonly pool: PgPool;
  readonly dropClients: () => void;
} {
  const pg = new Pool(config);
  const clients = new Set<PoolClient>();
  pg.on("connect", (client) => clients.add(client));
  pg.on("remove", (client) => clients.delete(client));
  const pool: unknown = pg;
  if (!isPgPool(pool)) throw new TypeError("pg.Pool no longer has the shape that BullMQ asks for.");
  return {
    pool,
    dropClients: () => {
      for (const client of clients) streamOf(client)?.destroy();
    },
  };
}

/** Ends the connection under a client; whoever uses it hears of it as of any lost connection. */
function streamOf(client: object): { destroy(): void } | undefined {
  const connection: unknown = Reflect.get(client, "connection");
  const stream: unknown =
    typeof connection === "object" && connection !== null
      ? Reflect.get(connection, "stream")
      : undefined;
  return typeof stream === "object" && stream !== null && "destroy" in stream
    ? (stream as { destroy(): void })
    : undefined;
}

import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryResult } from "bullmq";

/**
 * One PGlite database in the shape of a `pg.Pool`, as far as BullMQ uses it.
 * All its clients share the database's one session. That is sound here: every operation of BullMQ is a
 * single statement, and its migrations, the one transaction, run before anything else.
 */
export class PglitePool extends EventEmitter implements PgPool {
  readonly #db: PGlite;

  constructor(db: PGlite) {
    super();
    this.#db = db;
    // Every queue and worker listens for errors.
    this.setMaxListeners(0);
  }

  /** Nothing can drop a connection inside the process, so BullMQ may wait long for a job. */
  readonly options = { keepAlive: true };

  query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    return runStatement<R>(this.#db, text, params);
  }

  connect(): Promise<PgPoolClient> {
    return Promise.resolve(new PgliteClient(this.#db));
  }

  /** The database belongs to the store, which closes it. */
  end(): Promise<void> {
    return Promise.resolve();
  }
}

/** A client of the pool: the shared session, and its own subscriptions. */
class PgliteClient extends EventEmitter implements PgPoolClient {
  readonly #db: PGlite;
  readonly #subscriptions = new Map<string, () => Promise<void>>();

  constructor(db: PGlite) {
    super();
    this.#db = db;
    this.setMaxListeners(0);
  }

  async query<R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> {
    const command = withoutLeadingComments(text);
    const listen = /^(LISTEN|UNLISTEN)\s+"?([\w*]+)"?/i.exec(command);
    if (listen?.[1] === undefined || listen[2] === undefined) {
      return runStatement<R>(this.#db, text, params);
    }
    if (listen[1].toUpperCase() === "LISTEN") await this.#listen(listen[2]);
    else await this.#unlisten(listen[2]);
    return { rows: [], rowCount: 0 };
  }

  release(): void {
    void this.#unlisten("*").catch(() => undefined);
  }

  async #listen(channel: string): Promise<void> {
    if (this.#subscriptions.has(channel)) return;
    const stop = await this.#db.listen(channel, (payload) => {
      this.emit("notification", { channel, payload });
    });
    this.#subscriptions.set(channel, stop);
  }

  async #unlisten(channel: string): Promise<void> {
    for (const [name, stop] of [...this.#subscriptions]) {
      if (channel !== "*" && channel !== name) continue;
      this.#subscriptions.delete(name);
      await stop();
    }
  }
}

async function runStatement<R>(
  db: PGlite,
  text: string,
  params: readonly unknown[] = [],
): Promise<PgQueryResult<R>> {
  if (params.length > 0) {
    const { rows, affectedRows } = await db.query<R>(text, [...params]);
    return { rows, rowCount: affectedRows ?? rows.length };
  }
  // Without parameters it may be a script of many statements, which only exec takes.
  const results = await db.exec(text);
  const last = results.at(-1);
  return {
    rows: (last?.rows ?? []) as R[],
    rowCount: last?.affectedRows ?? last?.rows.length ?? 0,
  };
}

/** BullMQ's statements begin with SQL comments. A LISTEN behind one must still be recognised, else no worker is woken. */
function withoutLeadingComments(text: string): string {
  let start = 0;
  for (;;) {
    while (/\s/.test(text.charAt(start))) start += 1;
    const end = text.startsWith("--", start)
      ? text.indexOf("\n", start)
      : text.startsWith("/*", start)
        ? text.indexOf("*/", start)
        : undefined;
    if (end === undefined) return text.slice(start);
    if (end === -1) return "";
    start = end + (text.startsWith("/*", start) ? 2 : 1);
  }
}

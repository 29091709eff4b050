import type { PgPool } from "bullmq";
import type { FigureStore, ProjectSet } from "./store.ts";

/** The bot's own tables beside BullMQ's, on PostgreSQL and PGlite alike. */
const statements = `
create table if not exists handbook_bot_projects (
  queue text not null, project bigint not null, primary key (queue, project)
);
create table if not exists handbook_bot_figures (
  queue text not null, project bigint not null, figures text not null, primary key (queue, project)
);
create table if not exists handbook_bot_probe (
  id integer primary key, at timestamptz not null
);
`;

type Queryable = Pick<PgPool, "query">;

/** Makes the tables, in the schema that the connection is set to. */
export async function prepareTables(client: Queryable): Promise<void> {
  // One statement string is one transaction, and two processes may start at once.
  await client.query(
    `select pg_advisory_xact_lock(hashtextextended('handbook-bot tables', 0)); ${statements}`,
  );
}

/** Writes something, because a standby and a full disk answer a question like any other. */
export async function probeTables(client: Queryable): Promise<void> {
  await client.query(
    "insert into handbook_bot_probe values (1, now()) on conflict (id) do update set at = now()",
  );
}

export function projectTable(client: Queryable): ProjectSet {
  return {
    async add(queue, projectId) {
      await client.query(
        "insert into handbook_bot_projects values ($1, $2) on conflict do nothing",
        [queue, projectId],
      );
    },
    async all(queue) {
      const { rows } = await client.query<{ project: string | number }>(
        "select project from handbook_bot_projects where queue = $1",
        [queue],
      );
      return rows.map(({ project }) => Number(project));
    },
  };
}

export function figureTable(client: Queryable): FigureStore {
  return {
    async put(queue, projectId, text) {
      await client.query(
        "insert into handbook_bot_figures values ($1, $2, $3) on conflict (queue, project) do update set figures = $3",
        [queue, projectId, text],
      );
    },
    async all(queue) {
      const { rows } = await client.query<{ figures: string }>(
        "select figures from handbook_bot_figures where queue = $1 order by project",
        [queue],
      );
      return rows.map(({ figures }) => figures);
    },
  };
}

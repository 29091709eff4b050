import { randomUUID } from "node:crypto";
import type { PgPool } from "bullmq";
import type { Redis } from "ioredis";

/** What many processes may do together: at most `limit` times in any stretch of `perMs`. */
export interface Allowance {
  readonly name: string;
  readonly limit: number;
  readonly perMs: number;
  /** Who would have to wait longer takes no place. */
  readonly waitMsMax: number;
}

/** Takes the next free place of an allowance, on the store's own clock; resolves with the time until then. */
export type Reserve = (allowance: Allowance) => Promise<number>;

// A sliding window, as in a process of its own; it may hold places in the time to come.
const script = `
local time = redis.call("TIME")
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local limit, per, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now - per)
local taken = redis.call("ZCARD", KEYS[1])
local at = now
if taken >= limit then
  at = math.max(now, tonumber(redis.call("ZRANGE", KEYS[1], taken - limit, taken - limit, "WITHSCORES")[2]) + per)
end
if at - now <= longest then
  redis.call("ZADD", KEYS[1], at, ARGV[4])
  redis.call("PEXPIRE", KEYS[1], per + longest)
end
return at - now
`;

/** Keeps allowances in Redis: one script a place, which Redis runs alone. */
export function reserveInRedis(client: Redis): Reserve {
  return async ({ name, limit, perMs, waitMsMax }) =>
    Number(await client.eval(script, 1, name, limit, perMs, waitMsMax, randomUUID()));
}

// The lock makes those who ask wait for each other, and ends with the statement that calls the function.
const statements = `
create table if not exists handbook_bot_places (name text not null, at double precision not null);
create index if not exists handbook_bot_places_by_time on handbook_bot_places (name, at);
create or replace function handbook_bot_reserve(
  asked text, most integer, per double precision, longest double precision
) returns double precision language plpgsql as $$
declare
  now_ms double precision;
  at_ms double precision;
begin
  perform pg_advisory_xact_lock(hashtextextended('handbook-bot places ' || asked, 0));
  now_ms := extract(epoch from clock_timestamp()) * 1000;
  delete from handbook_bot_places where name = asked and at <= now_ms - per;
  select at + per into at_ms from handbook_bot_places
    where name = asked order by at desc offset most - 1 limit 1;
  at_ms := greatest(now_ms, coalesce(at_ms, 0));
  if at_ms - now_ms <= longest then
    insert into handbook_bot_places values (asked, at_ms);
  end if;
  return at_ms - now_ms;
end $$;
`;

/** Makes what `reserveInPostgres` needs, in the schema that the connection is set to. */
export async function preparePlaces(client: Pick<PgPool, "query">): Promise<void> {
  // One statement string is one transaction, and two processes may start at once.
  await client.query(
    `select pg_advisory_xact_lock(hashtextextended('handbook-bot places', 0)); ${statements}`,
  );
}

/** Keeps allowances in PostgreSQL. */
export function reserveInPostgres(pool: Pick<PgPool, "query">): Reserve {
  return async ({ name, limit, perMs, waitMsMax }) => {
    const { rows } = await pool.query<{ wait: number }>(
      "select handbook_bot_reserve($1, $2, $3, $4) as wait",
      [name, limit, perMs, waitMsMax],
    );
    return rows[0]?.wait ?? 0;
  };
}

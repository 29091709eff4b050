import { describe, expect, inject, it, onTestFinished } from "vitest";
import { openQueue } from "../../src/queue/queue.ts";
import type { Reserve } from "../../src/queue/reserve.ts";

let number = 0;

/** Three processes of one bot, as far as this is about. */
async function openThree(url: string): Promise<readonly Reserve[]> {
  number += 1;
  const prefix = `places-${process.pid}-${number}`;
  const queues = await Promise.all(
    [1, 2, 3].map(() => openQueue({ url, dataDir: "unused", prefix })),
  );
  onTestFinished(async () => {
    await Promise.all(queues.map((queue) => queue.close()));
  });
  return queues.flatMap(({ reserve }) => reserve ?? []);
}

const notes = { name: "new notes", limit: 5, perMs: 60_000, waitMsMax: 600_000 };

describe.each([
  ["Redis", inject("redisUrl")],
  ["PostgreSQL", inject("postgresUrl")],
])("what all processes on %s may do together", (_, url) => {
  it("is given out once, however many ask at a time", async () => {
    const processes = await openThree(url);
    expect(processes).toHaveLength(3);
    const waits = await Promise.all(
      Array.from({ length: 23 }, (_, nth) => processes[nth % 3]?.(notes) ?? Promise.resolve(-1)),
    );
    const minutes = waits.map((wait) => Math.ceil(wait / 60_000)).sort((a, b) => a - b);
    expect(minutes).toEqual(Array.from({ length: 23 }, (_, nth) => Math.floor(nth / 5)));
  });

  it("is not taken by who would have to wait too long", async () => {
    const [one, two] = await openThree(url);
    for (let nth = 0; nth < 5; nth += 1) await one?.(notes);
    for (let nth = 0; nth < 9; nth += 1) {
      expect(await two?.({ ...notes, waitMsMax: 20_000 })).toBeGreaterThan(50_000);
    }
    expect(await one?.(notes)).toBeLessThan(60_001);
  });

  it("is free again when its time is over", async () => {
    const [one, two] = await openThree(url);
    const brief = { ...notes, limit: 1, perMs: 50 };
    expect(await one?.(brief)).toBe(0);
    await expect.poll(() => two?.({ ...brief, waitMsMax: 0 })).toBe(0);
  });

  it("counts each kind apart, and each bot", async () => {
    const [one] = await openThree(url);
    const [other] = await openThree(url);
    const single = { ...notes, limit: 1 };
    expect(await one?.(single)).toBe(0);
    expect(await one?.({ ...single, name: "calls" })).toBe(0);
    expect(await other?.(single)).toBe(0);
    expect(await one?.(single)).toBeGreaterThan(50_000);
  });
});

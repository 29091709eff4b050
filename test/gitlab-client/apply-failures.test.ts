import { describe, expect, test } from "vitest";

import type { GitLab } from "../../src/gitlab/gitlab.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import type { Fault } from "../gitlab/faults.ts";
import { comment, openHandbook, run, summary, type Wanted } from "./handbook.ts";
import { expectFinal, wanted, writes } from "./outcome.ts";

const failures: readonly (readonly [Fault["with"], "before" | "after"])[] = [
  ...([500, 502, 503, "reset", "timeout"] as const).flatMap((kind) => [
    [kind, "before"] as const,
    [kind, "after"] as const,
  ]),
  ["truncate", "after"],
];

const steps: readonly [string, (method: string, path: string) => boolean, Wanted[]][] = [
  ["a draft", (method, path) => method === "POST" && path.endsWith("/draft_notes"), [wanted]],
  ["the publishing", (_, path) => path.endsWith("/bulk_publish"), [wanted]],
  [
    "a single comment",
    (method, path) => method === "POST" && path.endsWith("/discussions"),
    [{ comments: [comment(21)], summary: undefined }],
  ],
  [
    "a single summary",
    (method, path) => method === "POST" && path.endsWith("/notes"),
    [{ comments: [], summary: summary("All is well.") }],
  ],
  [
    "an edited comment",
    (method, path) =>
      method === "PUT" && path.includes("/discussions/") && path.includes("/notes/"),
    [
      wanted,
      { ...wanted, comments: [comment(10, undefined, "Other."), comment(21), comment(23, 21)] },
    ],
  ],
  [
    "an edited summary",
    (method, path) => method === "PUT" && /\/merge_requests\/\d+\/notes\//.test(path),
    [wanted, { ...wanted, summary: summary("Other.") }],
  ],
  ["the gate", (method, path) => method === "POST" && path.includes("/statuses/"), [wanted]],
];

describe.each(steps)("%s", (_, match, stages) => {
  test.each(failures)(
    "that fails with %s %s its effect is there once in the end",
    async (kind, when) => {
      // With a limit of time, a busy machine would let calls run out that nobody wanted to fail.
      const isInProcess = kind === "timeout";
      const handbook = await openHandbook({ client: { attempts: 1 }, isInProcess });
      const last = stages.at(-1) ?? wanted;
      for (const stage of stages.slice(0, -1)) {
        await run(handbook, stage);
      }
      handbook.standIn.failNext({ match, when, with: kind });
      let applied: Awaited<ReturnType<typeof run>> | undefined;
      for (let attempt = 0; attempt < 20 && applied === undefined; attempt += 1) {
        applied = await run(handbook, last).catch((error: unknown) => {
          expect(error).toMatchObject({ name: "GitLabError", retryable: true });
          return undefined;
        });
      }
      expect(handbook.standIn.pendingFaults()).toBe(0);
      expect(applied?.kind).toBe("applied");
      expectFinal(handbook, last);
      expect(handbook.standIn.statuses).toHaveLength(1);
      handbook.standIn.forget();
      await run(handbook, last);
      expect(writes(handbook)).toEqual([]);
    },
  );
});

describe("a process that dies", () => {
  /** Lets so many calls through and dies, before or after the next one had its effect. */
  function dying(gitlab: GitLab, calls: number, when: "before" | "after"): GitLab {
    let left = calls;
    const guard =
      <A extends unknown[], R>(call: (...args: A) => Promise<R>) =>
      async (...args: A): Promise<R> => {
        left -= 1;
        if (left < 0 && when === "before") {
          throw new Error("killed");
        }
        const result = await call(...args);
        if (left < 0) {
          throw new Error("killed");
        }
        return result;
      };
    const guarded = <T extends object>(calls: T): T =>
      Object.fromEntries(
        Object.entries(calls).map(([name, call]) => [
          name,
          guard(call as (...args: unknown[]) => Promise<unknown>),
        ]),
      ) as T;
    return { ...gitlab, notes: guarded(gitlab.notes), statuses: guarded(gitlab.statuses) };
  }

  const second: Wanted = {
    comments: [comment(10, undefined, "Other."), comment(22), comment(24, 22)],
    summary: summary("Other."),
    state: "success",
  };

  test.each(["before", "after"] as const)(
    "%s the effect of any of its calls leaves work that the next run completes",
    async (when) => {
      for (let calls = 0; ; calls += 1) {
        const handbook = await openHandbook();
        await run(handbook, wanted);
        const killed = await run(
          { ...handbook, gitlab: dying(handbook.gitlab, calls, when) },
          second,
        ).catch((error: Error) => error.message);
        await run(handbook, second);
        const { standIn, key } = handbook;
        expect(standIn.drafts(key)).toEqual([]);
        const posted = await readPosted(
          handbook.gitlab,
          handbook.context.mergeRequest,
          handbook.context.bot,
        );
        const open = posted.threads.filter(({ isResolved }) => !isResolved);
        expect(open.map(({ body }) => body).sort()).toEqual(
          second.comments.map(({ body }) => body).sort(),
        );
        expect(posted.threads).toHaveLength(5);
        expect(posted.summaries).toMatchObject([{ body: second.summary }]);
        expect(standIn.statuses.map(({ state }) => state)).toEqual(["failed", "success"]);
        if (killed !== "killed") {
          expect(calls).toBeGreaterThan(8);
          break;
        }
      }
    },
  );
});

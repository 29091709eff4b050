import { describe, expect, test } from "vitest";

import { applyPlan } from "../../src/gitlab/apply.ts";
import { GitLabError } from "../../src/gitlab/gitlab-error.ts";
import type { GitLab } from "../../src/gitlab/gitlab.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import type { Fault } from "../gitlab/faults.ts";
import {
  comment,
  openHandbook,
  planFor,
  refreshed,
  run,
  summary,
  type Handbook,
  type Wanted,
} from "./handbook.ts";

const wanted: Wanted = {
  comments: [comment(10), comment(21), comment(23, 21)],
  summary: summary("2 things to look at."),
};

function writes({ standIn }: Handbook): string[] {
  return standIn.requests
    .filter(({ method }) => method !== "GET")
    .map(
      ({ method, path }) =>
        `${method} ${path.replace(/^.*?\/(?=draft_notes|discussions|notes|statuses)/, "")}`,
    );
}

/** Every thread once, one summary, one gate, nothing left over: what any run must end in. */
function expectSettled(handbook: Handbook, { comments, summary: text }: Wanted = wanted) {
  const { standIn, key } = handbook;
  const notes = standIn.notes(key);
  expect(
    notes
      .filter(({ body }) => body.includes("finding"))
      .map(({ body }) => body)
      .sort(),
  ).toEqual(comments.map(({ body }) => body).sort());
  expect(notes.filter(({ body }) => body.includes("summary")).map(({ body }) => body)).toEqual(
    text === undefined ? [] : [text],
  );
  expect(standIn.drafts(key)).toEqual([]);
}

describe("a first review", () => {
  test("is published at once, with one notification", async () => {
    const handbook = await openHandbook();
    const applied = await run(handbook, wanted);
    expect(applied).toEqual({
      kind: "applied",
      unplaced: [],
      report: {
        created: 3,
        edited: 0,
        resolved: 0,
        reopened: 0,
        summary: "created",
        notifications: 1,
        refused: [],
        status: { kind: "set" },
      },
    });
    expectSettled(handbook);
    expect(handbook.standIn.notifications).toHaveLength(1);
    expect(handbook.standIn.mistakes).toEqual([]);
  });

  test("puts comments where they belong: one line for added ones, both for unchanged ones", async () => {
    const handbook = await openHandbook();
    await run(handbook, wanted);
    const places = handbook.standIn
      .notes(handbook.key)
      .map(({ position }) => position)
      .filter((position) => position !== undefined);
    expect(places).toMatchObject([
      { newPath: "docs/R&D leave policy.md", newLine: 10, oldLine: undefined },
      { newLine: 21, oldLine: undefined },
      { newLine: 23, oldLine: 21 },
    ]);
  });

  test("takes the commits of the diff's own version though the target branch moved", async () => {
    const handbook = await openHandbook();
    handbook.standIn.pushCommit(handbook.key.projectId, "main", { files: { "new.md": "# New\n" } });
    expect((await run(handbook, wanted)).kind).toBe("applied");
    expectSettled(handbook);
  });

  test("leaves the summary a plain note, which nobody has to resolve", async () => {
    const handbook = await openHandbook();
    await run(handbook, wanted);
    const note = handbook.standIn
      .discussions(handbook.key)
      .find(({ notes }) => notes[0]?.body.includes("summary"));
    expect(note?.individualNote).toBe(true);
  });

  test("applied a second time writes nothing", async () => {
    const handbook = await openHandbook();
    await run(handbook, wanted);
    handbook.standIn.forget();
    const again = await run(handbook, wanted);
    expect(again).toMatchObject({
      kind: "applied",
      report: { created: 0, edited: 0, notifications: 0, status: { kind: "unchanged" } },
    });
    expect(writes(handbook)).toEqual([]);
  });

  test("of one comment needs no drafts", async () => {
    const handbook = await openHandbook();
    const one = { comments: [comment(21)], summary: undefined };
    expect(await run(handbook, one)).toMatchObject({ report: { created: 1, notifications: 1 } });
    expect(writes(handbook)[0]).toBe("POST discussions");
    expectSettled(handbook, one);
    expect(handbook.standIn.notifications).toHaveLength(1);
  });

  test("of a summary alone needs no drafts either", async () => {
    const handbook = await openHandbook();
    const one = { comments: [], summary: summary("All is well.") };
    expect(await run(handbook, one)).toMatchObject({ report: { summary: "created" } });
    expect(writes(handbook)[0]).toBe("POST notes");
    expectSettled(handbook, one);
  });

  test("is posted comment by comment where GitLab is too old for drafts", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (_, path) => path.includes("draft_notes"),
      with: 404,
      body: { error: "404 Not Found" },
      times: 100,
    });
    expect(await run(handbook, wanted)).toMatchObject({ report: { created: 3, notifications: 4 } });
    expectSettled(handbook);
  });
});

describe("a later review", () => {
  test("edits, resolves and reopens in place, and tells nobody anew", async () => {
    const handbook = await openHandbook();
    await run(handbook, wanted);
    handbook.standIn.forget();
    const second = {
      comments: [comment(10, undefined, "Say it in the active voice."), comment(21)],
      summary: summary("1 thing is done."),
    };
    expect(await run(handbook, second)).toMatchObject({
      report: { created: 0, edited: 1, resolved: 1, summary: "edited", notifications: 0 },
    });
    expect(await run(handbook, wanted)).toMatchObject({ report: { edited: 1, reopened: 1 } });
    expectSettled(handbook);
    expect(handbook.standIn.mistakes).toEqual([]);
  });

  test("goes on where a person deleted a thread and the summary", async () => {
    const handbook = await openHandbook();
    const { gitlab, context, standIn, key } = handbook;
    await run(handbook, wanted);
    const posted = await readPosted(gitlab, context.mergeRequest, context.bot);
    for (const { discussionId } of posted.threads) {
      standIn.deleteDiscussion(key, discussionId);
    }
    for (const { noteId } of posted.summaries) {
      standIn.deleteNote(key, noteId);
    }
    const second = { comments: [comment(10, undefined, "New words.")], summary: summary("New.") };
    const applied = await applyPlan(gitlab, planFor(second, posted), context);
    expect(applied).toMatchObject({ report: { edited: 0, resolved: 0, summary: "kept" } });
    expect(applied.kind === "applied" && applied.report.refused).toHaveLength(4);
    await run(handbook, second);
    expectSettled(handbook, second);
  });
});

describe("a head that moved", () => {
  test("stops everything before it is visible", async () => {
    const handbook = await openHandbook();
    handbook.standIn.pushCommit(handbook.key.projectId, "leave", {
      files: { "more.md": "# More\n" },
    });
    expect(await run(handbook, wanted)).toEqual({ kind: "stale" });
    expect(handbook.standIn.notes(handbook.key)).toEqual([]);
    expect(handbook.standIn.statuses).toEqual([]);
  });

  test("leaves drafts that the next review replaces by its own", async () => {
    const handbook = await openHandbook();
    handbook.standIn.pushCommit(handbook.key.projectId, "leave", {
      files: { "more.md": "# More\n" },
    });
    await run(handbook, wanted);
    expect(await run(await refreshed(handbook), wanted)).toMatchObject({ report: { created: 3 } });
    expectSettled(handbook);
  });

  test("is like a merge request that was merged meanwhile", async () => {
    const handbook = await openHandbook();
    handbook.standIn.merge(handbook.key);
    expect(await run(handbook, wanted)).toEqual({ kind: "stale" });
    expect(handbook.standIn.notes(handbook.key)).toEqual([]);
  });
});

describe("drafts of a run that crashed", () => {
  async function crashBeforePublishing(handbook: Handbook): Promise<void> {
    handbook.standIn.failNext({ match: (_, path) => path.endsWith("bulk_publish"), with: 502 });
    await expect(run(handbook, wanted)).rejects.toThrow(GitLabError);
    expect(handbook.standIn.drafts(handbook.key)).toHaveLength(4);
    handbook.standIn.forget();
  }

  test("are used again if they still say the same", async () => {
    const handbook = await openHandbook();
    await crashBeforePublishing(handbook);
    await run(handbook, wanted);
    expect(writes(handbook).filter((call) => call === "POST draft_notes")).toEqual([]);
    expectSettled(handbook);
  });

  test("are deleted if they do not, instead of being published", async () => {
    const handbook = await openHandbook();
    await crashBeforePublishing(handbook);
    const second = {
      comments: [comment(10, undefined, "Other words."), comment(21)],
      summary: summary("Other."),
    };
    await run(handbook, second);
    expectSettled(handbook, second);
  });

  test("that no longer validate do not keep the others from being said", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (_, path) => path.endsWith("bulk_publish"),
      with: 500,
      body: { message: "Unable to save DraftNote: Validation failed" },
    });
    handbook.standIn.failNext({
      match: (method, path) => method === "PUT" && path.endsWith("/publish"),
      with: 500,
      times: 4,
    });
    const applied = await run(handbook, wanted);
    expect(applied).toEqual({ kind: "unplaced", unplaced: [comment(10).fingerprint] });
    const rest = {
      comments: [comment(21), comment(23, 21)],
      summary: summary("One is listed here."),
    };
    await run(handbook, rest);
    expectSettled(handbook, rest);
  });

  test("of a person who shares the account are neither deleted nor published", async () => {
    const handbook = await openHandbook();
    const { projectId, iid } = handbook.key;
    await handbook.gitlab.notes.createDraftNote(projectId, iid, "My own half sentence", undefined);
    expect(await run(handbook, wanted)).toMatchObject({ report: { created: 3, notifications: 4 } });
    expect(handbook.standIn.drafts(handbook.key).map(({ note }) => note)).toEqual([
      "My own half sentence",
    ]);
  });

  test("of another bot under the same account stay with it", async () => {
    const handbook = await openHandbook();
    const { context } = handbook;
    handbook.standIn.failNext({ match: (_, path) => path.endsWith("bulk_publish"), with: 502 });
    await expect(run(handbook, wanted)).rejects.toThrow(GitLabError);
    const other = { ...context, bot: { ...context.bot, instance: "careers-bot" } };
    await run({ ...handbook, context: other }, { comments: [], summary: summary("Hello.") });
    expect(handbook.standIn.drafts(handbook.key)).toHaveLength(4);
  });
});

describe("a place that GitLab refuses", () => {
  test("is told before anything is visible, and the rest is published with the new plan", async () => {
    const handbook = await openHandbook();
    const first = { ...wanted, comments: [comment(10), comment(400), comment(21)] };
    expect(await run(handbook, first)).toEqual({
      kind: "unplaced",
      unplaced: [comment(400).fingerprint],
    });
    expect(handbook.standIn.notes(handbook.key)).toEqual([]);
    const second = { comments: [comment(10), comment(21)], summary: summary("And line 400.") };
    expect(await run(handbook, second)).toMatchObject({ report: { notifications: 1 } });
    expectSettled(handbook, second);
  });

  test("is told of a single comment too", async () => {
    const handbook = await openHandbook();
    const first = { comments: [comment(400)], summary: undefined };
    expect(await run(handbook, first)).toEqual({
      kind: "unplaced",
      unplaced: [comment(400).fingerprint],
    });
  });

  test("because GitLab itself fails on it does not keep the rest from being said", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (method, path, body) =>
        method === "POST" &&
        path.endsWith("draft_notes") &&
        JSON.stringify(body).includes('"new_line":21'),
      with: 500,
      times: 2,
    });
    expect(await run(handbook, wanted)).toEqual({
      kind: "unplaced",
      unplaced: [comment(21).fingerprint],
    });
  });
});

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
      const handbook = await openHandbook({ client: { attempts: 1 } });
      const last = stages.at(-1) ?? wanted;
      for (const stage of stages.slice(0, -1)) {
        await run(handbook, stage);
      }
      handbook.standIn.failNext({ match, when, with: kind });
      let applied: Awaited<ReturnType<typeof run>> | undefined;
      for (let attempt = 0; attempt < 3 && applied === undefined; attempt += 1) {
        applied = await run(handbook, last).catch((error: unknown) => {
          expect(error).toMatchObject({ name: "GitLabError", retryable: true });
          return undefined;
        });
      }
      expect(handbook.standIn.pendingFaults()).toBe(0);
      expect(applied?.kind).toBe("applied");
      expectSettled(handbook, last);
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
    const notes = Object.fromEntries(
      Object.entries(gitlab.notes).map(([name, call]) => [
        name,
        guard(call as (...args: unknown[]) => Promise<unknown>),
      ]),
    ) as unknown as GitLab["notes"];
    return { ...gitlab, notes };
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

describe("the gate", () => {
  const quiet: Wanted = { comments: [], summary: undefined, state: "success" };

  test("stands on the head in the fork's own project", async () => {
    const handbook = await openHandbook({ isFork: true });
    const { sourceProjectId, headSha } = handbook.context.mergeRequest;
    const { standIn } = handbook;
    standIn.addMember(sourceProjectId ?? 0, handbook.context.bot.userId, "developer");
    expect(await run(handbook, quiet)).toMatchObject({ report: { status: { kind: "set" } } });
    expect(standIn.statuses).toMatchObject([
      { projectId: sourceProjectId, sha: headSha, ref: "leave", state: "success" },
    ]);
  });

  test("that a fork does not let the bot set is told and fails nothing", async () => {
    const handbook = await openHandbook({ isFork: true });
    const applied = await run(handbook, wanted);
    expect(applied).toMatchObject({ report: { created: 3, status: { kind: "refused" } } });
  });

  test("of a fork that is gone is told and fails nothing", async () => {
    const handbook = await openHandbook();
    const mergeRequest = { ...handbook.context.mergeRequest, sourceProjectId: undefined };
    const context = { ...handbook.context, mergeRequest };
    expect(await run({ ...handbook, context }, quiet)).toMatchObject({
      report: { status: { kind: "refused" } },
    });
  });

  test("changes with the verdict and is not repeated", async () => {
    const handbook = await openHandbook();
    for (const state of ["failed", "failed", "success", "success"] as const) {
      await run(handbook, { ...quiet, state });
    }
    expect(handbook.standIn.statuses.map(({ state }) => state)).toEqual(["failed", "success"]);
  });

  test("is believed to stand where GitLab cannot change a status to what it is", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (method, path) => method === "POST" && path.includes("/statuses/"),
      with: 400,
      body: { message: "Cannot transition status via :run from :running" },
    });
    expect(await run(handbook, quiet)).toMatchObject({ report: { status: { kind: "unchanged" } } });
  });

  test("keeps to the 255 characters that GitLab takes", async () => {
    const handbook = await openHandbook();
    const plan = planFor(quiet, { threads: [], summaries: [] });
    const verdict = { ...plan.verdict, description: "🪴".repeat(200) };
    const status = { name: "handbook-bot", targetUrl: `https://example.com/${"x".repeat(300)}` };
    const applied = await applyPlan(
      handbook.gitlab,
      { ...plan, verdict },
      { ...handbook.context, status },
    );
    expect(applied).toMatchObject({ report: { status: { kind: "set" } } });
    const [posted] = handbook.standIn.statuses;
    expect(posted?.targetUrl).toBeNull();
    expect(posted?.description?.isWellFormed()).toBe(true);
  });

  test("is left out where the handbook wants none", async () => {
    const handbook = await openHandbook();
    const context = { ...handbook.context, status: undefined };
    expect(await run({ ...handbook, context }, quiet)).toMatchObject({
      report: { status: { kind: "off" } },
    });
    expect(handbook.standIn.statuses).toEqual([]);
  });
});

test("a rate limit in the middle of a review delays it and doubles nothing", async () => {
  const handbook = await openHandbook({ rateLimits: { notesPerMinute: 2, headers: false } });
  await expect(run(handbook, wanted)).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 });
  expect(handbook.standIn.notes(handbook.key)).toEqual([]);
  expect(handbook.standIn.drafts(handbook.key)).toHaveLength(2);
});

test("a role that may only read is told as a refusal, with who must act", async () => {
  const handbook = await openHandbook();
  const { key, standIn, context } = handbook;
  await run(handbook, wanted);
  standIn.addMember(key.projectId, context.bot.userId, "reporter");
  const applied = await run(handbook, { comments: [], summary: undefined, state: "success" });
  expect(applied).toMatchObject({ report: { resolved: 0, status: { kind: "refused" } } });
  expect(applied.kind === "applied" && applied.report.refused[0]).toContain("role Developer");
});

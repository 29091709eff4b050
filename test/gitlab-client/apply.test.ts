import { describe, expect, test } from "vitest";

import { applyPlan } from "../../src/gitlab/apply.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { comment, openHandbook, planFor, refreshed, run, summary } from "./handbook.ts";
import { expectFinal, wanted, writes } from "./outcome.ts";

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
    expectFinal(handbook);
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
    expectFinal(handbook);
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
    expectFinal(handbook, one);
    expect(handbook.standIn.notifications).toHaveLength(1);
  });

  test("of a summary alone needs no drafts either", async () => {
    const handbook = await openHandbook();
    const one = { comments: [], summary: summary("All is well.") };
    expect(await run(handbook, one)).toMatchObject({ report: { summary: "created" } });
    expect(writes(handbook)[0]).toBe("POST notes");
    expectFinal(handbook, one);
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
    expectFinal(handbook);
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
    expectFinal(handbook, second);
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
    expectFinal(handbook);
  });

  test("is like a merge request that was merged meanwhile", async () => {
    const handbook = await openHandbook();
    handbook.standIn.merge(handbook.key);
    expect(await run(handbook, wanted)).toEqual({ kind: "stale" });
    expect(handbook.standIn.notes(handbook.key)).toEqual([]);
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

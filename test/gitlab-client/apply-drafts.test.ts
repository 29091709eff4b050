import { describe, expect, test } from "vitest";

import { GitLabError } from "../../src/gitlab/gitlab-error.ts";
import { comment, fingerprintOf, openHandbook, run, summary, type Handbook } from "./handbook.ts";
import { expectFinal, wanted, writes } from "./outcome.ts";

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
    expectFinal(handbook);
  });

  test("are deleted if they do not, instead of being published", async () => {
    const handbook = await openHandbook();
    await crashBeforePublishing(handbook);
    const second = {
      comments: [comment(10, undefined, "Other words."), comment(21)],
      summary: summary("Other."),
    };
    await run(handbook, second);
    expectFinal(handbook, second);
  });

  test("that GitLab publishes neither together nor singly are posted as notes", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (_, path) => path.endsWith("publish"),
      with: 500,
      times: 100,
    });
    expect(await run(handbook, wanted)).toMatchObject({ report: { created: 3 } });
    handbook.standIn.clearFaults();
    expectFinal(handbook);
  });

  test("that no longer validate do not keep the others from being posted", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({ match: (_, path) => path.endsWith("bulk_publish"), with: 500 });
    handbook.standIn.failNext({
      match: (method, path) => method === "PUT" && path.endsWith("/publish"),
      with: 500,
      times: 4,
    });
    handbook.standIn.failNext({
      match: (method, path) => method === "POST" && path.endsWith("/discussions"),
      with: 400,
      body: { message: '400 Bad request - Note {:line_code=>["can\'t be blank"]}' },
    });
    const applied = await run(handbook, wanted);
    expect(applied).toEqual({ kind: "unplaced", unplaced: [fingerprintOf(10)] });
    const rest = {
      comments: [comment(21), comment(23, 21)],
      summary: summary("One is listed here."),
    };
    await run(handbook, rest);
    expectFinal(handbook, rest);
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

describe("a position that GitLab refuses", () => {
  test("is reported before anything is visible, and the rest is published with the new plan", async () => {
    const handbook = await openHandbook();
    const first = { ...wanted, comments: [comment(10), comment(400), comment(21)] };
    expect(await run(handbook, first)).toEqual({
      kind: "unplaced",
      unplaced: [fingerprintOf(400)],
    });
    expect(handbook.standIn.notes(handbook.key)).toEqual([]);
    const second = { comments: [comment(10), comment(21)], summary: summary("And line 400.") };
    expect(await run(handbook, second)).toMatchObject({ report: { notifications: 1 } });
    expectFinal(handbook, second);
  });

  test("is reported of a single comment too", async () => {
    const handbook = await openHandbook();
    const first = { comments: [comment(400)], summary: undefined };
    expect(await run(handbook, first)).toEqual({
      kind: "unplaced",
      unplaced: [fingerprintOf(400)],
    });
  });

  test("because GitLab itself fails on it does not keep the rest from being posted", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: (method, path, body) =>
        method === "POST" &&
        path.endsWith("draft_notes") &&
        JSON.stringify(body).includes('"new_line":21'),
      with: 500,
      times: 4,
    });
    expect(await run(handbook, wanted)).toEqual({
      kind: "unplaced",
      unplaced: [fingerprintOf(21)],
    });
  });

  test.each([[wanted], [{ comments: [comment(21)], summary: undefined }]])(
    "is not believed of a GitLab that fails on everything, as long as there is another attempt",
    async (all) => {
      const handbook = await openHandbook();
      const context = { ...handbook.context, isLastAttempt: false };
      handbook.standIn.failNext({
        match: (method, path) =>
          method === "POST" && /(?:draft_notes|discussions|notes)$/.test(path),
        with: 500,
        times: 100,
      });
      await expect(run({ ...handbook, context }, all)).rejects.toMatchObject({ retryable: true });
      handbook.standIn.clearFaults();
      await run({ ...handbook, context }, all);
      expectFinal(handbook, all);
    },
  );
});

test("drafts are published singly after a failure of GitLab's own, and not while it may still be at it", async () => {
  for (const [status, isSingle] of [
    [502, false],
    [500, true],
  ] as const) {
    const handbook = await openHandbook({ client: { attempts: 1 } });
    handbook.standIn.failNext({ match: (_, path) => path.endsWith("bulk_publish"), with: status });
    await run(handbook, wanted).catch(() => undefined);
    const singly = writes(handbook).filter((write) => /draft_notes\/\d+\/publish$/.test(write));
    expect(singly.length > 0).toBe(isSingle);
  }
});

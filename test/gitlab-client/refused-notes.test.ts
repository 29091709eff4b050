import { describe, expect, test } from "vitest";

import { comment, openHandbook, run, summary } from "./handbook.ts";
import { expectFinal, wanted } from "./outcome.ts";

const isNewNote = (method: string, path: string) =>
  method === "POST" && /\/(?:draft_notes|discussions|notes|bulk_publish)$/.test(path);

const single = { comments: [comment(21)], summary: undefined };
const words = { comments: [], summary: summary("All is well.") };

describe("a merge request that takes no more comments", () => {
  test.each([
    ["of a whole review", wanted],
    ["of one", single],
    ["of a summary", words],
  ])("has its gate all the same, which says so, and no drafts: %s", async (_, all) => {
    const handbook = await openHandbook({ notesPerMergeRequestMax: 0 });
    const { standIn, key } = handbook;
    let applied = await run(handbook, all);
    // What GitLab does not say of a draft it says of the note that stands in for all.
    if (applied.kind === "unplaced") applied = await run(handbook, words);
    expect(applied).toMatchObject({
      kind: "applied",
      report: {
        created: 0,
        notesRefused: expect.stringContaining("Maximum number of comments"),
        status: { kind: "set" },
      },
    });
    expect(standIn.drafts(key)).toEqual([]);
    expect(standIn.notes(key)).toEqual([]);
    expect(standIn.gate(key).statuses).toMatchObject([
      {
        state: "failed",
        description: expect.stringContaining("GitLab does not accept the comments: "),
      },
    ]);
  });

  test("is tried again with the next push only", async () => {
    const handbook = await openHandbook({ notesPerMergeRequestMax: 0 });
    const context = { ...handbook.context, isLastAttempt: false };
    const applied = await run({ ...handbook, context }, words);
    expect(applied).toMatchObject({ kind: "applied", report: { status: { kind: "set" } } });
  });
});

describe("a role that may not comment", () => {
  test("does not keep the gate from being set, and leaves no drafts", async () => {
    const handbook = await openHandbook();
    const { standIn, key } = handbook;
    standIn.failNext({
      match: (method, path) => isNewNote(method, path) && !path.endsWith("draft_notes"),
      with: 403,
      times: 100,
    });
    expect(await run(handbook, wanted)).toMatchObject({
      report: { created: 0, notesRefused: "403", status: { kind: "set" } },
    });
    expect(standIn.drafts(key)).toEqual([]);
    expect(standIn.gate(key).statuses).toHaveLength(1);
  });

  test("is asked again soon, for it may be missing for a moment only", async () => {
    const handbook = await openHandbook();
    const { standIn } = handbook;
    const context = { ...handbook.context, isLastAttempt: false };
    standIn.failNext({ match: isNewNote, with: 403 });
    await expect(run({ ...handbook, context }, wanted)).rejects.toMatchObject({
      status: 403,
      retryable: true,
    });
    expect(standIn.statuses).toHaveLength(1);
    await run(handbook, wanted);
    expectFinal(handbook);
    expect(standIn.statuses.at(-1)?.description).toBe("2 findings to look at");
  });
});

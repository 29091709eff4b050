import { describe, expect, test } from "vitest";

import type { Bot } from "../../src/gitlab/bot.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { comment, openHandbook, refreshed, run, summary, type Handbook } from "./handbook.ts";

const wanted = { comments: [comment(10), comment(21)], summary: summary("2 things to look at.") };

function read({ gitlab, context }: Handbook, bot: Bot = context.bot) {
  return readPosted(gitlab, context.mergeRequest, bot);
}

async function reviewed() {
  const handbook = await openHandbook();
  await run(handbook, wanted);
  const { threads } = await read(handbook);
  const [first, second] = threads;
  if (first === undefined || second === undefined) {
    throw new Error("there are no threads");
  }
  return { ...handbook, first, second };
}

describe("a thread of the bot", () => {
  test("is read with what its marker and GitLab say about it", async () => {
    const handbook = await reviewed();
    expect(handbook.first).toMatchObject({
      findings: comment(10).findings,
      path: "docs/R&D leave policy.md",
      newLine: 10,
      body: comment(10).body,
      isResolved: false,
      resolvedBy: undefined,
      hasHumanReply: false,
      isEditedByPerson: false,
    });
    expect((await read(handbook)).summaries).toMatchObject([{ body: wanted.summary }]);
  });

  test("that a person answered says so", async () => {
    const handbook = await reviewed();
    handbook.standIn.reply(handbook.key, handbook.first.discussionId, "We mean it.", "amara");
    const { threads } = await read(handbook);
    expect(threads.map(({ hasHumanReply }) => hasHumanReply)).toEqual([true, false]);
  });

  test("that the bot answered itself is not one that a person answered", async () => {
    const handbook = await reviewed();
    const { standIn, key, first, context } = handbook;
    const name = context.bot.userId;
    standIn.reply(key, first.discussionId, "Fixed.", await usernameOf(handbook, name));
    expect((await read(handbook)).threads[0]?.hasHumanReply).toBe(false);
  });

  test("tells whether a person or the bot resolved it", async () => {
    const handbook = await reviewed();
    const { standIn, key, first, second, context } = handbook;
    standIn.resolve(key, first.discussionId, "amara");
    standIn.resolve(key, second.discussionId, await usernameOf(handbook, context.bot.userId));
    const { threads } = await read(handbook);
    expect(threads.map(({ isResolved, resolvedBy }) => [isResolved, resolvedBy])).toEqual([
      [true, "person"],
      [true, "bot"],
    ]);
  });

  test("that a person edited says so", async () => {
    const handbook = await reviewed();
    const { standIn, key, first } = handbook;
    standIn.editNote(key, first.noteId, `Withdrawn. ${first.body}`, "amara");
    const { threads } = await read(handbook);
    expect(threads.map(({ isEditedByPerson }) => isEditedByPerson)).toEqual([true, false]);
  });

  test("moves with its line, and has none once the line has changed", async () => {
    const handbook = await reviewed();
    const { standIn, key } = handbook;
    const text = standIn.readFile(key.projectId, "leave", "docs/R&D leave policy.md") ?? "";
    const moved = `Preface.\n${text.replace("Manpower is short.", "People are few.")}`;
    standIn.pushCommit(key.projectId, "leave", { files: { "docs/R&D leave policy.md": moved } });
    const { threads } = await read(await refreshed(handbook));
    expect(threads.map(({ newLine }) => newLine)).toEqual([11, undefined]);
  });

  test("is none of another bot under the same account", async () => {
    const handbook = await reviewed();
    const other = { ...handbook.context.bot, instance: "careers-bot" };
    expect(await read(handbook, other)).toEqual({ threads: [], summaries: [], commands: [] });
  });
});

test("a marker that somebody copied makes nothing the bot's", async () => {
  const handbook = await reviewed();
  handbook.standIn.comment(handbook.key, comment(22).body, "mallory");
  handbook.standIn.comment(handbook.key, summary("All is well."), "mallory");
  const { threads, summaries } = await read(handbook);
  expect(threads).toHaveLength(2);
  expect(summaries).toHaveLength(1);
});

test("a note of the bot's account without a marker is a person's", async () => {
  const handbook = await reviewed();
  const { standIn, key, first, context } = handbook;
  standIn.comment(key, "Written by hand.", await usernameOf(handbook, context.bot.userId));
  const posted = await read(handbook);
  expect(posted.threads.map(({ noteId }) => noteId)).toContain(first.noteId);
  expect(posted.threads).toHaveLength(2);
  expect(posted.summaries).toHaveLength(1);
});

test("threads behind many other notes are found, and nothing is posted twice", async () => {
  const handbook = await openHandbook();
  const { standIn, key } = handbook;
  for (let nth = 0; nth < 230; nth += 1) {
    standIn.comment(key, `Remark ${nth}`, "amara");
  }
  await run(handbook, wanted);
  standIn.forget();
  expect((await read(handbook)).threads).toHaveLength(2);
  await run(handbook, wanted);
  expect(standIn.requests.filter(({ method }) => method !== "GET")).toEqual([]);
});

test("of several summaries the oldest comes first", async () => {
  const handbook = await openHandbook();
  const { gitlab, key } = handbook;
  for (const text of ["First.", "Second."]) {
    await gitlab.notes.createNote(key.projectId, key.iid, summary(text));
  }
  const { summaries } = await read(handbook);
  expect(summaries.map(({ body }) => body)).toEqual([summary("First."), summary("Second.")]);
});

async function usernameOf({ gitlab }: Handbook, userId: number): Promise<string> {
  const user = await gitlab.currentUser();
  expect(user.id).toBe(userId);
  return user.username;
}

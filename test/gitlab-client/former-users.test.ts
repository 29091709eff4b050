import { describe, expect, test } from "vitest";

import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { readPosted } from "../../src/gitlab/posted.ts";
import { createSeal } from "../../src/gitlab/seal.ts";
import type { Role } from "../gitlab/world.ts";
import { comment, openHandbook, run, summary, type Handbook } from "./handbook.ts";
import { fakeClock } from "./server.ts";

const wanted = { comments: [comment(10), comment(21)], summary: summary("2 things to look at.") };
const seal = createSeal(["a-webhook-secret-of-the-handbook"]);

/** The same bot with a new token, which is a new user. */
function withNewToken(
  handbook: Handbook,
  given: { readonly role?: Role; readonly username?: string } = {},
): Handbook {
  const { standIn, key, context } = handbook;
  const { user, token } = standIn.createBot({ projectId: key.projectId, ...given });
  const gitlab = createGitLab({ url: standIn.url, token, clock: fakeClock() });
  const bot = { ...context.bot, userId: user.id, username: user.username };
  return { ...handbook, gitlab, token, context: { ...context, bot } };
}

function read({ gitlab, context }: Handbook) {
  return readPosted(gitlab, context.mergeRequest, context.bot);
}

async function reviewed(options: { readonly isSealed?: boolean } = {}) {
  const opened = await openHandbook();
  const bot = options.isSealed === true ? { ...opened.context.bot, seal } : opened.context.bot;
  const handbook = { ...opened, context: { ...opened.context, bot } };
  await run(handbook, wanted);
  return handbook;
}

describe("after a new token", () => {
  test("nothing is posted again, and what is fixed is resolved", async () => {
    const before = await reviewed();
    const { standIn, key } = before;
    const after = withNewToken(before);
    standIn.forget();
    await run(after, { ...wanted, summary: undefined });
    expect(standIn.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    await run(after, { comments: [comment(10)], summary: undefined });
    const threads = standIn.discussions(key).filter(({ individualNote }) => !individualNote);
    expect(threads.map(({ notes: [first] }) => first?.resolvedAt !== undefined)).toEqual([
      false,
      true,
    ]);
    expect((await read(after)).threads[1]).toMatchObject({ resolvedBy: "bot" });
  });

  test("GitLab lets a Developer edit none of the notes, and a Maintainer all", async () => {
    const before = await reviewed();
    const developer = await read(withNewToken(before));
    expect(developer.threads.map(({ isEditable }) => isEditable)).toEqual([false, false]);
    expect(developer.summaries).toMatchObject([{ isEditable: false }]);
    const maintainer = await read(withNewToken(before, { role: "maintainer" }));
    expect(maintainer.threads.map(({ isEditable }) => isEditable)).toEqual([true, true]);
  });

  test("a user that the operator names is known by name and by id", async () => {
    const opened = await openHandbook();
    const before = withNewToken(opened, { username: "handbook-reviewer" });
    await run(before, wanted);
    const after = withNewToken(before);
    expect((await read(after)).threads).toEqual([]);
    const { userId, username } = before.context.bot;
    for (const former of [userId, username]) {
      const bot = { ...after.context.bot, formerUsers: [former] };
      const knowing = { ...after, context: { ...after.context, bot } };
      expect((await read(knowing)).threads).toHaveLength(2);
    }
  });

  test("the notes of a user that GitLab has deleted are known by their signature", async () => {
    const before = await reviewed({ isSealed: true });
    const { standIn, context } = before;
    const after = withNewToken(before);
    standIn.deleteUser(context.bot.userId);
    const posted = await read(after);
    expect(posted.threads).toHaveLength(2);
    expect(posted.summaries).toHaveLength(1);
    const other = createSeal(["another-webhook-secret-altogether"]);
    const rekeyed = { ...after.context, bot: { ...after.context.bot, seal: other } };
    expect((await read({ ...after, context: rekeyed })).threads).toEqual([]);
    const unsigned = { ...after.context, bot: { ...after.context.bot, seal: undefined } };
    expect((await read({ ...after, context: unsigned })).threads).toEqual([]);
  });
});

describe("nobody else is taken for the bot", () => {
  test.each([
    ["a person with the name of a token", "project_1_bot_mallory"],
    ["a person with the old name of a token", "project_1_bot7"],
    ["a person whose name only begins so", "project_1_botanist"],
    ["a person who is called like the ghost", "ghost7"],
  ])("%s", async (_, username) => {
    const handbook = await reviewed({ isSealed: true });
    const { standIn, key } = handbook;
    standIn.createUser({ username });
    standIn.comment(key, comment(22).body, username);
    standIn.comment(key, summary("All is well."), username);
    const posted = await read(handbook);
    expect(posted.threads).toHaveLength(2);
    expect(posted.summaries).toHaveLength(1);
  });

  test("the token of another project", async () => {
    const handbook = await reviewed();
    const { standIn, key } = handbook;
    const { user } = standIn.createBot({ projectId: key.projectId, username: "project_99_bot_1" });
    standIn.comment(key, comment(22).body, user.username);
    expect((await read(handbook)).threads).toHaveLength(2);
  });

  test("a deleted user who had copied a note from another merge request", async () => {
    const handbook = await reviewed({ isSealed: true });
    const { standIn, key } = handbook;
    const [copied] = standIn.notes(key);
    const { headSha: _head, ...elsewhere } = handbook.context.mergeRequest;
    standIn.pushCommit(key.projectId, "second", { files: { "a.md": "# A\n" }, author: "amara" });
    const other = standIn.openMergeRequest({
      sourceProject: key.projectId,
      sourceBranch: "second",
      title: "Say more",
    });
    const mallory = standIn.createUser({ username: "mallory" });
    standIn.comment(other, copied?.body ?? "", "mallory");
    standIn.deleteUser(mallory.id);
    const { bot } = handbook.context;
    const mergeRequest = { ...elsewhere, iid: other.iid, headSha: other.headSha };
    const posted = await readPosted(handbook.gitlab, mergeRequest, bot);
    expect(posted.threads).toEqual([]);
  });
});

test("two bots of one project keep to their own notes", async () => {
  const first = await reviewed();
  const second = withNewToken(first);
  const bot = { ...second.context.bot, instance: "careers-bot" };
  expect(await read({ ...second, context: { ...second.context, bot } })).toEqual({
    threads: [],
    summaries: [],
    commands: [],
  });
});

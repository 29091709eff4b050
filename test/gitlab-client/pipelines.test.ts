import { describe, expect, test } from "vitest";

import { readStatusState } from "../../src/gitlab/commit-status.ts";
import type { PipelineKind } from "../gitlab/pipelines.ts";
import { openHandbook, refreshed, run, type Handbook, type Wanted } from "./handbook.ts";

const quiet: Wanted = { comments: [], summary: undefined, state: "success" };
const kinds: readonly PipelineKind[] = ["branch", "merge request", "merged results", "merge train"];

function gateOf({ standIn, key }: Handbook) {
  return standIn.gate(key).statuses.map(({ name, state }) => [name, state]);
}

function stateOf({ gitlab, context }: Handbook) {
  return readStatusState(gitlab, context.mergeRequest, context.bot);
}

describe("the gate stands in the pipeline that decides", () => {
  test("where there is none, and GitLab makes one", async () => {
    const handbook = await openHandbook();
    await run(handbook, quiet);
    expect(handbook.standIn.gate(handbook.key).pipeline).toMatchObject({ source: "external" });
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
  });

  test.each(kinds)("of a %s, once", async (kind) => {
    const handbook = await openHandbook();
    handbook.standIn.startPipeline(handbook.key, kind);
    await run(handbook, quiet);
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
    await run(handbook, quiet);
    expect(handbook.standIn.statuses).toHaveLength(1);
    expect(handbook.standIn.pipelines).toHaveLength(1);
    expect(handbook.standIn.mistakes).toEqual([]);
  });

  test.each(kinds)("of a %s that appears after the status, once it is looked at", async (kind) => {
    const handbook = await openHandbook();
    await run(handbook, quiet);
    const before = await stateOf(handbook);
    expect(before?.isPosted).toBe(true);
    handbook.standIn.startPipeline(handbook.key, kind);
    const late = await stateOf(handbook);
    expect(late).toMatchObject({ isPosted: false });
    expect(late?.key).not.toBe(before?.key);
    await run(handbook, quiet);
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
    expect((await stateOf(handbook))?.isPosted).toBe(true);
  });

  test.each(kinds)("of a %s in the project of a fork", async (kind) => {
    const handbook = await openHandbook({ isFork: true });
    const { sourceProjectId = 0 } = handbook.context.mergeRequest;
    handbook.standIn.addMember(sourceProjectId, handbook.context.bot.userId, "developer");
    handbook.standIn.startPipeline(handbook.key, kind);
    await run(handbook, quiet);
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
  });

  test("and in none of an earlier head, though GitLab still calls that the head pipeline", async () => {
    const handbook = await openHandbook();
    const { standIn, key } = handbook;
    for (const kind of kinds) standIn.startPipeline(key, kind);
    standIn.pushCommit(key.projectId, "leave", { files: { "new.md": "# New\n" } });
    await run(await refreshed(handbook), quiet);
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
    expect(standIn.gate(key).pipeline).toMatchObject({ source: "external" });
  });

  test("also where GitLab does not say in which pipeline a status is", async () => {
    const handbook = await openHandbook({ version: "16.0.0" });
    const { standIn, key } = handbook;
    await run(handbook, quiet);
    standIn.startPipeline(key, "merge request");
    await run(handbook, quiet);
    await run(handbook, quiet);
    expect(gateOf(handbook)).toEqual([["handbook-bot", "success"]]);
    expect(standIn.statuses).toHaveLength(2);
  });
});

describe("a status of the same name", () => {
  test("of somebody else is not taken for the gate", async () => {
    const handbook = await openHandbook();
    const { standIn, key } = handbook;
    const other = standIn.createBot({ projectId: key.projectId, username: "other-ci" });
    standIn.setStatus(key, { name: "handbook-bot", authorId: other.user.id, description: "Ok" });
    expect(await run(handbook, quiet)).toMatchObject({ report: { status: { kind: "set" } } });
  });

  test("that is a job of a pipeline which the bot's user has started is not, either", async () => {
    const handbook = await openHandbook();
    const { standIn, key, context } = handbook;
    standIn.startPipeline(key, "merge request");
    standIn.setStatus(key, { name: "handbook-bot", authorId: context.bot.userId });
    expect((await stateOf(handbook))?.isPosted).toBe(false);
    expect(await run(handbook, quiet)).toMatchObject({ report: { status: { kind: "set" } } });
  });

  test("of the bot's earlier user is", async () => {
    const handbook = await openHandbook();
    await run(handbook, quiet);
    const { user } = handbook.standIn.createBot({ projectId: handbook.key.projectId });
    const bot = { ...handbook.context.bot, userId: user.id, username: user.username };
    const { mergeRequest } = handbook.context;
    expect(await readStatusState(handbook.gitlab, mergeRequest, bot)).toMatchObject({
      isPosted: true,
    });
  });
});

describe("a status that GitLab does not take", () => {
  const isStatus = (method: string, path: string) =>
    method === "POST" && path.includes("/statuses/");

  test("because another one is being written is posted a moment later", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({
      match: isStatus,
      with: 409,
      body: { message: "Another update to this commit status is in progress" },
      times: 2,
    });
    expect(await run(handbook, quiet)).toMatchObject({ report: { status: { kind: "set" } } });
  });

  test("because others go on writing is left to another attempt", async () => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({ match: isStatus, with: 409, times: 100 });
    await expect(run(handbook, quiet)).rejects.toMatchObject({ status: 409, retryable: true });
  });

  test.each([
    [400, "400 Bad request"],
    [403, "403 Forbidden"],
    [404, "404 Pipeline for pipeline_id, sha and ref Not Found"],
    [422, "The number of jobs has exceeded the limit"],
  ])("with %i is reported with GitLab's reason, and fails nothing", async (status, message) => {
    const handbook = await openHandbook();
    handbook.standIn.failNext({ match: isStatus, with: status, body: { message } });
    expect(await run(handbook, quiet)).toMatchObject({
      report: {
        status: { kind: "refused", why: expect.stringContaining(message), isFork: false },
      },
    });
  });
});

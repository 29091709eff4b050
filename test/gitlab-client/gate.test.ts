import { describe, expect, test } from "vitest";

import { applyPlan } from "../../src/gitlab/apply.ts";
import { openHandbook, planFor, run, type Wanted } from "./handbook.ts";
import { wanted } from "./outcome.ts";

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
    const plan = planFor(quiet, { threads: [], summaries: [], commands: [] });
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

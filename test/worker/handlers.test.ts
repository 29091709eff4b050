import { describe, expect, it, onTestFinished } from "vitest";
import { openQueue } from "../../src/queue/queue.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { writePage } from "../simulation/small-handbook.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";
import { setHandlersScene } from "./handlers-scene.ts";

const leave = "handbook/leave/index.md";

function open(gitlab: StandIn, project: number, branch: string): MergeRequest {
  gitlab.pushCommit(project, branch, { files: { [leave]: writePage(0, [0, 2]) } });
  return gitlab.openMergeRequest({ sourceProject: project, sourceBranch: branch, title: branch });
}

const context = { id: "1", attempt: 1, isLastAttempt: false, signal: new AbortController().signal };

describe("a sweep of a bot that was told no projects", () => {
  it("finds what was lost in each project the bot is a member of, also beside one that fails", async () => {
    const { gitlab, projectId, user, handlers, added } = await setHandlersScene({
      [leave]: writePage(0, [0]),
    });
    const broken = gitlab.createProject({ path: "people/broken", files: {} });
    const other = gitlab.createProject({
      path: "people/offices",
      files: { ".handbook-bot.yml": "", [leave]: writePage(0, [0]) },
    });
    for (const { id } of [broken, other]) gitlab.addMember(id, user.id, "developer");
    open(gitlab, projectId, "days-off");
    open(gitlab, other.id, "desks");
    gitlab.failNext({
      with: 500,
      times: 100,
      match: (_, path) => path.startsWith(`/projects/${broken.id}/`),
    });
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toMatchObject([
      { projectId, iid: 1, reason: "sweep" },
      { projectId: other.id, iid: 1, reason: "sweep" },
    ]);
  });

  it("asks once for a head whose statuses it may not set, and again for the next head", async () => {
    const { gitlab, projectId, handlers, added } = await setHandlersScene({
      [leave]: writePage(0, [0]),
    });
    const fork = gitlab.fork(projectId, "sofia/handbook");
    open(gitlab, fork.id, "days-off");
    await handlers.sweep({ kind: "sweep" }, context);
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toHaveLength(1);
    gitlab.pushCommit(fork.id, "days-off", { files: { [leave]: writePage(0, [0, 1]) } });
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toHaveLength(2);
  });

  it("asks again for a head that went to another target branch, once", async () => {
    const { gitlab, projectId, handlers, added } = await setHandlersScene({
      [leave]: writePage(0, [0]),
    });
    gitlab.pushCommit(projectId, "next-year", { files: { [leave]: writePage(0, [0, 1]) } });
    const mergeRequest = open(gitlab, projectId, "days-off");
    const { iid } = mergeRequest;
    const job = { kind: "review", projectId, iid, reason: "opened", receivedAt: 0 } as const;
    await handlers.review(job, context);
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toEqual([]);
    gitlab.retarget(mergeRequest, "next-year");
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toMatchObject([{ kind: "review", iid, reason: "sweep" }]);
    await handlers.sweep({ kind: "sweep" }, context);
    expect(added).toHaveLength(1);
  });
});

describe("a merge request whose review always fails", () => {
  it("is set aside after its attempts, and keeps no other from being reviewed", async () => {
    const { gitlab, projectId, handlers } = await setHandlersScene({
      [leave]: writePage(0, [0]),
    });
    const poisoned = open(gitlab, projectId, "days-off");
    const healthy = open(gitlab, projectId, "part-time");
    gitlab.failNext({
      with: 500,
      times: 1_000,
      match: (_, path) => path.includes(`/merge_requests/${poisoned.iid}/diffs`),
    });
    const failures: boolean[] = [];
    const { dataDir, remove } = pgliteDataDir();
    onTestFinished(remove);
    const queue = await openQueue({
      dataDir,
      prefix: "poisoned",
      limits: { attempts: 3, backoffMs: 5 },
      onEvent: (event) => {
        if (event.kind === "failed") failures.push(event.willRetry);
      },
    });
    onTestFinished(() => queue.close());
    await queue.work(handlers, { concurrency: 1 });
    for (const { iid } of [poisoned, healthy])
      await queue.add({ kind: "review", projectId, iid, reason: "opened", receivedAt: 0 });
    await expect.poll(() => failures, { timeout: 20_000 }).toEqual([true, true, false]);
    await queue.idle();
    expect(gitlab.notes(poisoned)).toEqual([]);
    expect(gitlab.notes(healthy)).toHaveLength(1);
    expect(await queue.counts()).toMatchObject({ failed: 1, waiting: 0, active: 0 });
  });
});

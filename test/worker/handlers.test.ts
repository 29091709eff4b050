import { describe, expect, it, onTestFinished } from "vitest";
import { openQueue } from "../../src/queue/queue.ts";
import type { StandIn } from "../gitlab/start-gitlab.ts";
import type { MergeRequest } from "../gitlab/world.ts";
import { configurations, writePage } from "../simulation/small-handbook.ts";
import { pgliteDataDir } from "../stores/pglite-data-dir.ts";
import { setHandlersScene } from "./handlers-scene.ts";

const leave = "handbook/leave/index.md";

function open(gitlab: StandIn, project: number, branch: string): MergeRequest {
  gitlab.pushCommit(project, branch, { files: { [leave]: writePage(0, [0, 2]) } });
  return gitlab.openMergeRequest({ sourceProject: project, sourceBranch: branch, title: branch });
}

const context = { id: "1", attempt: 1, isLastAttempt: false, signal: new AbortController().signal };

describe("a sweep of a bot for which no projects are named", () => {
  it("finds what was lost in each project that delivers, also beside one that fails, and in no other", async () => {
    const { gitlab, projectId, user, handlers, added, delivering } = await setHandlersScene({
      [leave]: writePage(0, [0]),
    });
    const broken = gitlab.createProject({ path: "people/broken", files: {} });
    const other = gitlab.createProject({
      path: "people/offices",
      files: { ".handbook-bot.yml": "", [leave]: writePage(0, [0]) },
    });
    const strange = gitlab.createProject({
      path: "mallory/handbook",
      files: { ".handbook-bot.yml": "", [leave]: writePage(0, [0]) },
    });
    open(gitlab, strange.id, "lure");
    for (const { id } of [broken, other, strange]) gitlab.addMember(id, user.id, "developer");
    delivering.push(broken.id, other.id);
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

const sweep = { kind: "sweep" } as const;

describe("a command that the bot could not answer", () => {
  it("is found by later sweeps, less and less often, until it is answered", async () => {
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) });
    const { gitlab, projectId, user, handlers, added } = scene;
    const mergeRequest = open(gitlab, projectId, "days-off");
    const { iid } = mergeRequest;
    const job = { kind: "review", projectId, iid, reason: "opened", receivedAt: 0 } as const;
    await handlers.review(job, context);
    gitlab.comment(mergeRequest, `@${user.username} help`, "sofia");
    // What the sweeps ask for fails each time.
    for (let sweeps = 0; sweeps < 8; sweeps += 1) await handlers.sweep(sweep, context);
    expect(added).toHaveLength(4);
    await handlers.review({ ...job, reason: "sweep" }, context);
    expect(gitlab.notes(mergeRequest).at(-1)?.body).toContain("In any comment");
    for (let sweeps = 0; sweeps < 8; sweeps += 1) await handlers.sweep(sweep, context);
    expect(added).toHaveLength(4);
  });
});

function review(projectId: number, iid: number) {
  return { kind: "review", projectId, iid, reason: "opened", receivedAt: 0 } as const;
}

describe("a status that GitLab refuses", () => {
  const isStatus = (method: string, path: string) =>
    method === "POST" && path.includes("/statuses/");

  it("is a warning, and no reason to review again: a sweep posts it once GitLab takes it", async () => {
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) });
    const { gitlab, projectId, handlers, added, refusals, lines } = scene;
    const mergeRequest = open(gitlab, projectId, "days-off");
    gitlab.failNext({ match: isStatus, with: 404, times: 3 });
    await handlers.review(review(projectId, mergeRequest.iid), context);
    expect(refusals.sentences()).toEqual([
      "GitLab refuses the commit status of one merge request. The log says why.",
    ]);
    await handlers.sweep(sweep, context);
    await handlers.sweep(sweep, context);
    const warnings = lines.filter(({ level }) => level === "warn");
    expect(warnings).toMatchObject([{ what: "status", why: expect.stringContaining("404") }]);
    await handlers.sweep(sweep, context);
    expect(added).toEqual([]);
    expect(refusals.sentences()).toEqual([]);
    expect(gitlab.gate(mergeRequest).statuses).toMatchObject([{ state: "success" }]);
  });

  it("to a bot that knows nothing of the review is looked at less and less often", async () => {
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) });
    const { gitlab, projectId, handlers, added } = scene;
    open(gitlab, projectId, "days-off");
    for (let sweeps = 0; sweeps < 64; sweeps += 1) await handlers.sweep(sweep, context);
    expect(added).toHaveLength(7);
  });
});

describe("a pipeline that appears after the status", () => {
  it("is found by its webhook and by the next sweep", async () => {
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) });
    const { gitlab, projectId, handlers, added } = scene;
    const mergeRequest = open(gitlab, projectId, "days-off");
    const { iid } = mergeRequest;
    await handlers.review(review(projectId, iid), context);
    await handlers.gate({ kind: "gate", projectId, iid }, context);
    await handlers.sweep(sweep, context);
    expect(added).toEqual([]);
    gitlab.startPipeline(mergeRequest, "merge request");
    await handlers.gate({ kind: "gate", projectId, iid }, context);
    expect(added).toMatchObject([{ kind: "review", iid, reason: "pipeline" }]);
    await handlers.review(review(projectId, iid), context);
    expect(gitlab.gate(mergeRequest).statuses).toMatchObject([{ state: "success" }]);
    gitlab.startPipeline(mergeRequest, "merge train");
    await handlers.sweep(sweep, context);
    expect(added).toHaveLength(2);
  });
});

describe("the projects", () => {
  it("that are named are reviewed though another one no longer exists", async () => {
    const files = { [leave]: writePage(0, [0]) };
    const named = [101, "people/deleted"];
    const scene = await setHandlersScene(files, configurations.roomy, { named });
    const { gitlab, projectId, handlers, added, lines } = scene;
    expect(projectId).toBe(101);
    const { iid } = open(gitlab, projectId, "days-off");
    await handlers.sweep(sweep, context);
    expect(added).toMatchObject([{ projectId, iid }]);
    await handlers.review(review(projectId, iid), context);
    await handlers.sweep(sweep, context);
    expect(added).toHaveLength(1);
    expect(gitlab.statuses).toHaveLength(1);
    const warnings = lines.filter(({ level }) => level === "warn");
    expect(warnings).toMatchObject([{ project: "people/deleted", msg: "project not found" }]);
  });

  it("that the bot is not a member of are passed over quietly, as a group's webhook sends them", async () => {
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) });
    const { gitlab, handlers, lines, measured } = scene;
    const { id } = gitlab.createProject({ path: "people/secret", files: {} });
    await handlers.review(review(id, 1), context);
    expect(lines).toMatchObject([{ level: "info", msg: "review ended", outcome: "unreachable" }]);
    expect(measured).toMatchObject([{ outcome: "unreachable" }]);
  });
});

describe("the first sweep", () => {
  it("finds a merge request that was last changed thirty hours before, and one of three weeks", async () => {
    const hour = 60 * 60_000;
    let hours = 0;
    const scene = await setHandlersScene({ [leave]: writePage(0, [0]) }, configurations.roomy, {
      now: () => Date.UTC(2026, 10, 1) + hours * hour,
    });
    const { gitlab, projectId, handlers, added } = scene;
    open(gitlab, projectId, "days-off");
    hours = 24 * 21;
    open(gitlab, projectId, "part-time");
    hours += 30;
    await handlers.sweep(sweep, context);
    expect(added).toMatchObject([{ iid: 2 }, { iid: 1 }]);
    hours += 1;
    gitlab.forget();
    await handlers.sweep(sweep, context);
    const [list] = gitlab.requests;
    expect(list?.query).toContain(encodeURIComponent("2026-11-22T07:00"));
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
    await expect.poll(() => failures, { timeout: 300_000 }).toEqual([true, true, false]);
    await queue.idle();
    expect(gitlab.notes(poisoned)).toEqual([]);
    expect(gitlab.notes(healthy)).toHaveLength(1);
    expect(await queue.counts()).toMatchObject({ failed: 1, waiting: 0, active: 0 });
  });
});

import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { createGitLab } from "../../../src/gitlab/gitlab.ts";
import { GitLabError } from "../../../src/gitlab/gitlab-error.ts";
import { reviewMergeRequest } from "../../../src/worker/review-merge-request.ts";
import { readUsage } from "../../../src/worker/reviewer/process-usage.ts";
import { readsOf } from "../../../src/worker/reviewer/reads.ts";
import { type GivenUp, superviseReviewer } from "../../../src/worker/reviewer/supervisor.ts";
import type { Files } from "../../gitlab/scene.ts";
import { startGitLab } from "../../gitlab/start-gitlab.ts";

const program = fileURLToPath(new URL("endless-reviewer.ts", import.meta.url));

/** A small handbook, and a bot whose reviewer runs in a process of its own. */
async function openScene(files: Files = {}) {
  const gitlab = await startGitLab({ preparation: { polls: 0 } });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-supervisor-"));
  const project = gitlab.createProject({
    path: "people/handbook",
    files: { ".handbook-bot.yml": "", "leave.md": "Leave.\n", ...files },
  });
  const { user, token } = gitlab.createBot({ projectId: project.id, role: "developer" });
  const client = createGitLab({ url: gitlab.url, token, notesPerMinute: 1_000 });
  const givenUp: GivenUp[] = [];
  let starts = 0;
  const reviewer = superviseReviewer({
    reads: readsOf(client),
    fork: () => {
      starts += 1;
      return fork(program, [], { execArgv: [], serialization: "advanced" });
    },
    start: { dataDir, docsBase: "https://bot.example.com/rules" },
    limits: {
      cpuMs: 500,
      subjectCpuMs: 1_500,
      clockMs: 60_000,
      rssBytes: 400 * 1024 * 1024,
    },
    usage: readUsage,
    now: () => performance.now(),
    onGivenUp: (page) => givenUp.push(page),
  });
  onTestFinished(async () => {
    await reviewer.close();
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const bot = { userId: user.id, username: user.username, instance: "a", helpUrl: undefined };
  let branches = 0;
  return {
    gitlab,
    projectId: project.id,
    reviewer,
    givenUp,
    starts: () => starts,
    open: (changed: Files) => {
      const sourceBranch = `change-${(branches += 1)}`;
      gitlab.createBranch(project.id, sourceBranch, "main");
      gitlab.pushCommit(project.id, sourceBranch, { files: changed });
      return gitlab.openMergeRequest({ sourceProject: project.id, sourceBranch, title: "A change" })
        .iid;
    },
    review: async (iid: number) => {
      const target = { projectId: project.id, iid };
      const reviewed = await reviewMergeRequest({ gitlab: client, reviewer, bot }, target);
      if (reviewed.kind !== "reviewed") throw new Error(`It was ${reviewed.kind}.`);
      return reviewed.outcome;
    },
  };
}

describe("a page that costs too much", () => {
  test.each([
    ["run forever", "time"],
    ["take memory", "memory"],
    ["exit", "crash"],
  ] as const)("%s: is left out and named, and the rest is reviewed", async (deed, why) => {
    const scene = await openScene();
    const iid = scene.open({ "a.md": "wrong\n", "b.md": `${deed}\n`, "c.md": "wrong\n" });
    const outcome = await scene.review(iid);
    expect(outcome.placed.map(({ finding }) => finding.path)).toEqual(["a.md", "c.md"]);
    expect(outcome.faults).toMatchObject([{ path: "b.md" }]);
    expect(scene.givenUp).toMatchObject([{ page: "b.md", why }]);
    const own = scene.gitlab.notes({ projectId: scene.projectId, iid });
    expect(own.some(({ body }) => body.includes("b.md"))).toBe(true);
  });

  test("is not tried again for the same head, but for the next one", async () => {
    const scene = await openScene();
    const iid = scene.open({ "b.md": "run forever\n" });
    await scene.review(iid);
    await scene.review(iid);
    expect(scene.givenUp).toHaveLength(1);
    scene.gitlab.pushCommit(scene.projectId, "change-1", { files: { "b.md": "wrong\n" } });
    expect(await scene.review(iid)).toMatchObject({ faults: [], placed: [{}] });
  });

  test("ends the review of a change that has very many of them", async () => {
    const scene = await openScene();
    const many = Array.from({ length: 40 }, (_, at) => [`b${at}.md`, `take ${at} a while\n`]);
    const outcome = await scene.review(scene.open(Object.fromEntries(many)));
    expect(outcome.faults).toMatchObject([
      { message: expect.stringContaining("This change takes") },
    ]);
    expect(outcome.placed).toEqual([]);
  });

  test("keeps no other merge request from its review", async () => {
    const scene = await openScene();
    const bad = scene.open({ "b.md": "run forever\n" });
    const good = scene.open({ "c.md": "wrong\n" });
    const [stuck, fine] = await Promise.all([scene.review(bad), scene.review(good)]);
    expect(stuck.faults).toHaveLength(1);
    expect(fine).toMatchObject({ faults: [], placed: [{}] });
  });
});

test("what GitLab answers arrives as the error it is", async () => {
  const scene = await openScene();
  const iid = scene.open({ "c.md": "wrong\n" });
  scene.gitlab.failNext({
    with: 429,
    headers: { "Retry-After": "600" },
    times: 10,
    match: (_, path) => path.includes("/branches/"),
  });
  const error = await scene.review(iid).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(GitLabError);
  expect(error).toMatchObject({ status: 429, retryAfterMs: 600_000 });
});

test("the process starts with the first request and only once", async () => {
  const scene = await openScene();
  expect(scene.starts()).toBe(0);
  expect(await scene.reviewer.open(scene.projectId, "main")).toMatchObject({ pages: 1 });
  await scene.review(scene.open({ "c.md": "wrong\n" }));
  expect(scene.starts()).toBe(1);
});

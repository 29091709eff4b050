import { describe, expect, onTestFinished, test } from "vitest";

import { createGitLab } from "../../src/gitlab/gitlab.ts";
import type { PreparedMergeRequest } from "../../src/gitlab/merge-request.ts";
import type { StartOptions } from "../gitlab/options.ts";
import { startGitLab } from "../gitlab/start-gitlab.ts";
import { fakeClock } from "./server.ts";

/** A handbook with a branch that changes pages in every way there is. */
async function open(options: StartOptions & { readonly isFork?: boolean } = {}) {
  const { isFork = false, ...start } = options;
  const standIn = await startGitLab(start);
  onTestFinished(() => standIn.close());
  const project = standIn.createProject({
    path: "acme/handbook",
    files: {
      ".handbook-bot.yml": "presets: [gitlab-handbook]\n",
      "docs/leave.md": "# Leave\n\nAsk early.\n",
      "docs/pto.md": "# Time off\n\nTake it when you need it.\n",
      "docs/old.md": "# Old\n",
      "logo.png": new Uint8Array([137, 80, 78, 71]),
    },
  });
  const { token } = standIn.createBot({ projectId: project.id });
  const source = isFork ? standIn.fork(project.id, "amara/handbook") : project;
  standIn.pushCommit(source.id, "people/leave", {
    author: "amara",
    files: {
      "docs/leave.md": "# Leave\n\nAsk early, guys.\n",
      "docs/pto.md": null,
      "docs/time off.md": "# Time off\n\nTake it when you need it.\n",
      "docs/old.md": null,
      "docs/R&D #1.md": "# R&D\n",
    },
  });
  const { iid } = standIn.openMergeRequest({
    sourceProject: source.id,
    sourceBranch: "people/leave",
    targetProject: project.id,
    title: "Leave",
    author: "amara",
  });
  const clock = fakeClock();
  const gitlab = createGitLab({ url: standIn.url, token, clock });
  const mergeRequest = await gitlab.waitUntilPrepared(project.id, iid);
  if (mergeRequest === undefined) {
    throw new Error("the merge request is gone");
  }
  return { standIn, gitlab, project, source, mergeRequest, clock, token };
}

const expected = [
  "added docs/R&D #1.md docs/R&D #1.md",
  "deleted docs/old.md docs/old.md",
  "modified docs/leave.md docs/leave.md",
  "renamed docs/pto.md docs/time off.md",
];

async function changes(
  gitlab: Awaited<ReturnType<typeof open>>["gitlab"],
  of: PreparedMergeRequest,
) {
  const { files, complete } = await gitlab.changedFiles(of);
  const names = files.map(({ status, oldPath, newPath }) => `${status} ${oldPath} ${newPath}`);
  return { names: names.sort(), complete, files };
}

test("a merge request that was opened a moment ago is waited for", async () => {
  const { mergeRequest, clock } = await open({ preparation: { polls: 3 } });
  expect(mergeRequest.diffRefs.headSha).toBe(mergeRequest.headSha);
  expect(clock.slept.length).toBeGreaterThan(0);
});

describe("the changed files", () => {
  test("are all told, with their diffs", async () => {
    const { gitlab, mergeRequest, standIn } = await open();
    const { names, complete, files } = await changes(gitlab, mergeRequest);
    expect(names).toEqual(expected);
    expect(complete).toBe(true);
    expect(files.find(({ newPath }) => newPath === "docs/leave.md")?.diff).toMatch(
      /^@@ .*early, guys/s,
    );
    expect(standIn.mistakes).toEqual([]);
  });

  test("are all told where GitLab lists only some", async () => {
    const { gitlab, mergeRequest, standIn } = await open({ diffLimits: { files: 2 } });
    const { names, complete } = await changes(gitlab, mergeRequest);
    expect(names).toEqual(expected);
    expect(complete).toBe(true);
    expect(standIn.mistakes).toEqual([]);
  });

  test("are all told where GitLab holds the diffs back", async () => {
    const { gitlab, mergeRequest } = await open({ diffLimits: { patchBytes: 100 } });
    const { names, complete, files } = await changes(gitlab, mergeRequest);
    expect(names).toEqual(expected);
    expect(complete).toBe(true);
    expect(files.some(({ diff }) => diff === undefined)).toBe(true);
  });

  test.each([true, false])(
    "of a fork are read too (by its commit's id: %s)",
    async (forkHeadsBySha) => {
      const { gitlab, mergeRequest, standIn } = await open({
        isFork: true,
        forkHeadsBySha,
        diffLimits: { files: 2 },
      });
      expect((await changes(gitlab, mergeRequest)).names).toEqual(expected);
      const page = await gitlab.headFile(mergeRequest, "docs/leave.md");
      expect(Buffer.from(page as Uint8Array).toString()).toContain("early, guys");
      expect(standIn.mistakes).toEqual([]);
    },
  );
});

test("files are read at both sides of the change, byte for byte", async () => {
  const { gitlab, mergeRequest, project } = await open();
  const { baseSha } = mergeRequest.diffRefs;
  const text = async (path: string) => {
    const [before, after] = await Promise.all([
      gitlab.file(project.id, path, baseSha),
      gitlab.headFile(mergeRequest, path),
    ]);
    return [before, after].map((side) => (side instanceof Uint8Array ? Buffer.from(side) : side));
  };
  expect((await text("docs/leave.md")).map(String)).toEqual([
    "# Leave\n\nAsk early.\n",
    "# Leave\n\nAsk early, guys.\n",
  ]);
  expect((await text("docs/R&D #1.md")).map(String)).toEqual(["undefined", "# R&D\n"]);
  expect((await text("logo.png"))[0]).toEqual(Buffer.from([137, 80, 78, 71]));
});

describe("the handbook", () => {
  test("is read as an archive of the pages, and again as a tree", async () => {
    const { gitlab, project } = await open();
    const head = await gitlab.branchHead(project.id, "main");
    const pages: Record<string, string> = {};
    const isPage = (path: string) => path.endsWith(".md");
    for await (const { path, bytes } of gitlab.archive(project.id, head ?? "", isPage)) {
      pages[path] = Buffer.from(bytes).toString();
    }
    expect(Object.keys(pages).sort()).toEqual(["docs/leave.md", "docs/old.md", "docs/pto.md"]);
    expect(pages["docs/old.md"]).toBe("# Old\n");
    const tree = await gitlab.tree(project.id, head ?? "");
    expect(
      tree
        ?.map(({ path }) => path)
        .filter(isPage)
        .sort(),
    ).toEqual(Object.keys(pages).sort());
  });

  test("is brought up to date by what changed, also across a force push", async () => {
    const { gitlab, project, standIn } = await open();
    const from = (await gitlab.branchHead(project.id, "main")) ?? "";
    const to = standIn.pushCommit(project.id, "main", { files: { "docs/old.md": "# Older\n" } });
    expect(await gitlab.changedPaths(project.id, from, to)).toMatchObject([
      { status: "modified", newPath: "docs/old.md" },
    ]);
    const rewritten = standIn.forcePush(project.id, "main", {
      onto: from,
      files: { "docs/leave.md": "# Leave\n\nAsk.\n" },
    });
    const between = await gitlab.changedPaths(project.id, to, rewritten);
    expect(between === "unknown" ? [] : between.map(({ newPath }) => newPath).sort()).toEqual([
      "docs/leave.md",
      "docs/old.md",
    ]);
    expect(await gitlab.changedPaths(project.id, "f".repeat(40), to)).toBe("unknown");
  });

  test("is fetched no more than five times a minute, and the limit says when to come back", async () => {
    const { gitlab, project } = await open({ rateLimits: { headers: false } });
    const fetchAll = async () => {
      for await (const _ of gitlab.archive(project.id, "main", () => false)) {
        // Only the fetching counts.
      }
    };
    for (let time = 0; time < 5; time += 1) {
      await fetchAll();
    }
    await expect(fetchAll()).rejects.toMatchObject({ status: 429, retryAfterMs: 60_000 });
  });
});

test("open merge requests are listed with their heads, and only the recent ones if asked", async () => {
  const { gitlab, project, mergeRequest } = await open();
  const open_ = await gitlab.openMergeRequests(project.id);
  expect(open_).toMatchObject([{ iid: mergeRequest.iid, headSha: mergeRequest.headSha }]);
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect(await gitlab.openMergeRequests(project.id, tomorrow)).toEqual([]);
});

test("what the doctor asks is answered", async () => {
  const { gitlab, project, standIn } = await open();
  const user = await gitlab.currentUser();
  standIn.addWebhook({ url: "http://127.0.0.1:9/hook", projectId: project.id });
  expect(user.isBot).toBe(true);
  expect(await gitlab.version()).toMatch(/^19\./);
  expect((await gitlab.tokenSelf())?.scopes).toEqual(["api"]);
  expect((await gitlab.project("acme/handbook")).id).toBe(project.id);
  expect(await gitlab.memberAccess(project.id, user.id)).toBe(30);
  expect(standIn.mistakes).toEqual([]);
});

test("a token that is revoked is told as the operator's business", async () => {
  const { gitlab, standIn, token } = await open();
  standIn.revokeToken(token);
  await expect(gitlab.currentUser()).rejects.toMatchObject({ status: 401, actor: "operator" });
});

import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { EXPENSES, LEAVE, LEAVE_TEXT, openGitLab, openLeaveScene } from "./scenes.ts";

describe("a merge request that was just opened", () => {
  test("has no diff until it was looked at often enough", async () => {
    const { api, path, mergeRequest } = await openLeaveScene({ preparation: { polls: 2 } });
    for (let poll = 0; poll < 2; poll += 1) {
      const { json } = await api.get(path);
      expect(json).toMatchObject({
        diff_refs: null,
        changes_count: null,
        prepared_at: null,
        detailed_merge_status: "preparing",
        sha: mergeRequest.headSha,
      });
    }
    const { json } = await api.get(path);
    expect(json.diff_refs.head_sha).toBe(mergeRequest.headSha);
    expect(json.changes_count).toBe("1");
  });

  test("has no diff until the time is over", async () => {
    let now = Date.parse("2026-11-02T08:00:00Z");
    const { api, path } = await openLeaveScene({
      preparation: { milliseconds: 500 },
      now: () => now,
    });
    expect((await api.get(`${path}/versions`)).json).toEqual([]);
    now += 500;
    expect((await api.get(`${path}/versions`)).json).toHaveLength(1);
  });
});

describe("a push", () => {
  test("leaves the old diff standing until the new one is made", async () => {
    const { gitlab, api, path, project, mergeRequest } = await openLeaveScene();
    const before = mergeRequest.headSha;
    const stale = await openLeaveScene({ preparation: { polls: 1 } });
    await stale.api.get(stale.path);
    await stale.api.get(stale.path);
    const pushed = stale.gitlab.pushCommit(stale.project.id, "more-leave", {
      files: { "a.md": "A.\n" },
    });
    const { json } = await stale.api.get(stale.path);
    expect(json.sha).toBe(pushed);
    expect(json.diff_refs.head_sha).not.toBe(pushed);
    expect((await stale.api.get(stale.path)).json.diff_refs.head_sha).toBe(pushed);

    const after = gitlab.pushCommit(project.id, "more-leave", { files: { "a.md": "A.\n" } });
    const { json: versions } = await api.get(`${path}/versions`);
    expect(versions.map((one: { head_commit_sha: string }) => one.head_commit_sha)).toEqual([
      after,
      before,
    ]);
  });

  test("that rebases without changing anything keeps the patch id", async () => {
    const { gitlab, api, path, project, mergeRequest } = await openLeaveScene();
    const text = gitlab.readFile(project.id, mergeRequest.headSha, LEAVE) ?? "";
    const onto = gitlab.pushCommit(project.id, "main", { files: { [EXPENSES]: "# Expenses\n" } });
    gitlab.forcePush(project.id, "more-leave", { onto, files: { [LEAVE]: text } });
    const { json } = await api.get(`${path}/versions`);
    expect(json).toHaveLength(2);
    expect(json[0].base_commit_sha).toBe(onto);
    expect(json[0].patch_id_sha).toBe(json[1].patch_id_sha);
  });

  test("to the target branch changes neither base nor start of the diff", async () => {
    const { gitlab, api, path, project } = await openLeaveScene();
    const before = (await api.get(path)).json.diff_refs;
    gitlab.pushCommit(project.id, "main", { files: { [EXPENSES]: "# Expenses\n" } });
    expect((await api.get(path)).json.diff_refs).toEqual(before);
  });
});

describe("the versions of a diff", () => {
  test("start at the target branch and have the merge base for a base", async () => {
    const { gitlab, api, project } = await openLeaveScene();
    const base = gitlab.createBranch(project.id, "late");
    const start = gitlab.pushCommit(project.id, "main", { files: { [EXPENSES]: "# Expenses\n" } });
    const head = gitlab.pushCommit(project.id, "late", { files: { "a.md": "A.\n" } });
    const { iid } = gitlab.openMergeRequest({
      sourceProject: project.id,
      sourceBranch: "late",
      title: "Late",
    });
    const { json } = await api.get(`/projects/${project.id}/merge_requests/${iid}`);
    expect(json.diff_refs).toEqual({ base_sha: base, start_sha: start, head_sha: head });
  });

  test("begin anew when the merge request gets another target", async () => {
    const { gitlab, api, path, project, mergeRequest } = await openLeaveScene();
    gitlab.pushCommit(project.id, "next-year", { files: { [LEAVE]: "# Leave\n" } });
    gitlab.retarget(mergeRequest, "next-year");
    const { json } = await api.get(`${path}/versions`);
    expect(json).toHaveLength(2);
    expect((await api.get(path)).json.target_branch).toBe("next-year");
  });
});

describe("the list of merge requests", () => {
  test("pages, filters and leaves out what only one merge request shows", async () => {
    const { gitlab, api, project } = await openLeaveScene();
    for (let index = 0; index < 24; index += 1) {
      gitlab.pushCommit(project.id, `b${index}`, { files: { "a.md": `${index}\n` } });
      gitlab.openMergeRequest({
        sourceProject: project.id,
        sourceBranch: `b${index}`,
        title: `${index}`,
      });
    }
    gitlab.closeMergeRequest({ projectId: project.id, iid: 3 });
    const list = `/projects/${project.id}/merge_requests`;
    const first = await api.get(`${list}?state=opened&sort=asc`);
    expect(first.json).toHaveLength(20);
    expect(first.json[0]).not.toHaveProperty("diff_refs");
    expect(first.headers.get("x-total")).toBe("24");
    expect(first.headers.get("x-next-page")).toBe("2");
    const next = /<([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await api.get(next.slice(next.indexOf("/projects")));
    expect(second.json).toHaveLength(4);
    expect((await api.get(`${list}?updated_after=2099-01-01T00:00:00Z`)).json).toEqual([]);
    expect((await api.get(`${list}?iids[]=3`)).json).toMatchObject([{ iid: 3, state: "closed" }]);
  });

  test("does not count more than ten thousand", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene({
      notesPerMergeRequestMax: 20_000,
    });
    for (let count = 0; count <= 10_000; count += 1) gitlab.comment(mergeRequest, "Yes.");
    const { headers, json } = await api.get(`${path}/discussions?per_page=500`);
    expect(json).toHaveLength(100);
    expect(headers.get("x-total")).toBeNull();
    expect(headers.get("link")).not.toMatch(/rel="last"/);
    expect(headers.get("link")).toMatch(/rel="next"/);
  });
});

describe("merging", () => {
  test("brings the change to the target branch and keeps what others wrote", async () => {
    const { gitlab, api, path, project, mergeRequest } = await openLeaveScene();
    gitlab.pushCommit(project.id, "main", { files: { [EXPENSES]: "# Expenses, new\n" } });
    gitlab.merge(mergeRequest);
    expect(gitlab.readFile(project.id, "main", LEAVE)).toMatch(/Half days/);
    expect(gitlab.readFile(project.id, "main", EXPENSES)).toBe("# Expenses, new\n");
    expect((await api.get(path)).json).toMatchObject({
      state: "merged",
      detailed_merge_status: "not_open",
    });
  });
});

describe("a merge request from a fork", () => {
  test("keeps its commits and statuses at home, with a ref in the target", async () => {
    const gitlab = await openGitLab({ preparation: { polls: 0 } });
    const project = gitlab.createProject({
      path: "people/handbook",
      files: { [LEAVE]: LEAVE_TEXT },
    });
    const fork = gitlab.fork(project.id, "hannah/handbook");
    const sha = gitlab.pushCommit(fork.id, "fix", { files: { [LEAVE]: "# Leave\n" } });
    const mergeRequest = gitlab.openMergeRequest({
      sourceProject: fork.id,
      sourceBranch: "fix",
      title: "Fix",
    });
    const api = createClient(gitlab.url, gitlab.createBot({ projectId: project.id }).token);
    const file = `/projects/${project.id}/repository/files/${encodeURIComponent(LEAVE)}/raw`;
    expect(mergeRequest.projectId).toBe(project.id);
    expect((await api.get(`/projects/${project.id}/merge_requests/1`)).json).toMatchObject({
      source_project_id: fork.id,
      target_project_id: project.id,
    });
    expect((await api.get(`${file}?ref=${sha}`)).status).toBe(404);
    expect((await api.get(`${file}?ref=refs/merge-requests/1/head`)).text).toBe("# Leave\n");
    expect(
      (await api.post(`/projects/${project.id}/statuses/${sha}`, { state: "success" })).status,
    ).toBe(404);
    expect(
      (await api.post(`/projects/${fork.id}/statuses/${sha}`, { state: "success" })).json,
    ).toEqual({
      message: "404 Project Not Found",
    });
    gitlab.addMember(fork.id, gitlab.mergeRequest(mergeRequest).authorId, "developer");
    expect((await api.get(`/projects/${project.id}/merge_requests/1/diffs`)).json).toHaveLength(1);
  });
});

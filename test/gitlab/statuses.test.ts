import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { openLeaveScene } from "./scenes.ts";

async function openGate() {
  const scene = await openLeaveScene();
  const { gitlab, project, mergeRequest, api } = scene;
  const url = `/projects/${project.id}/statuses/${mergeRequest.headSha}`;
  const set = (state: string, more = {}) => api.post(url, { state, name: "handbook-bot", ...more });
  const list = async () =>
    (
      await api.get(
        `/projects/${project.id}/repository/commits/${mergeRequest.headSha}/statuses?all=true`,
      )
    ).json;
  return { ...scene, gitlab, url, set, list };
}

describe("a commit status", () => {
  test("makes an external pipeline on the branch of the commit", async () => {
    const { set, api, path } = await openGate();
    const { json, status } = await set("running", {
      description: "Reading 3 pages.",
      target_url: "https://example.com/run/1",
    });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      status: "running",
      name: "handbook-bot",
      ref: "more-leave",
      description: "Reading 3 pages.",
    });
    expect((await api.get(path)).json.head_pipeline).toMatchObject({
      id: json.pipeline_id,
      source: "external",
    });
  });

  test("goes on in its row while it is not over, and begins another one after", async () => {
    const { set, list } = await openGate();
    await set("pending");
    await set("running");
    await set("success");
    expect(await list()).toMatchObject([{ status: "success" }]);
    await set("pending");
    expect(await list()).toMatchObject([{ status: "success" }, { status: "pending" }]);
  });

  test.each([
    ["pending", ":enqueue from :pending"],
    ["running", ':run from :running (Reason(s): Status cannot transition via "run")'],
  ])("is refused when it is %s already", async (state, words) => {
    const { set } = await openGate();
    await set(state);
    expect(await set(state)).toMatchObject({
      status: 400,
      json: { message: `Cannot transition status via ${words}` },
    });
  });

  test("of another user gets its own row and leaves the first running", async () => {
    const { gitlab, project, url, set, list } = await openGate();
    await set("running");
    const other = createClient(gitlab.url, gitlab.createBot({ projectId: project.id }).token);
    await other.post(url, { state: "success", name: "handbook-bot" });
    expect(await list()).toMatchObject([{ status: "running" }, { status: "success" }]);
  });

  test.each([
    ["with an unknown state", { state: "passed" }, 400],
    ["with a long description", { state: "success", description: "x".repeat(256) }, 400],
    [
      "with a long address",
      { state: "success", target_url: `https://example.com/${"x".repeat(250)}` },
      400,
    ],
    ["with an address that is none", { state: "success", target_url: "javascript:alert(1)" }, 400],
    ["for a pipeline that is not there", { state: "success", pipeline_id: 99 }, 404],
  ])("is refused %s", async (_, body, status) => {
    const { api, url } = await openGate();
    expect((await api.post(url, body)).status).toBe(status);
  });

  test("is refused on a commit that the project does not have", async () => {
    const { api, project } = await openGate();
    const answer = await api.post(`/projects/${project.id}/statuses/${"0".repeat(40)}`, {
      state: "success",
    });
    expect(answer).toMatchObject({ status: 404, json: { message: "404 Commit Not Found" } });
  });

  test("is refused on a commit that no branch has any more", async () => {
    const { gitlab, project, mergeRequest, set } = await openGate();
    const [newest] = mergeRequest.versions;
    gitlab.forcePush(project.id, "more-leave", {
      onto: newest?.base ?? "",
      files: { "a.md": "A.\n" },
    });
    expect((await set("success")).json).toEqual({ message: "404 References for commit Not Found" });
  });
});

describe("a pipeline of a merge request", () => {
  test.each(["merge request", "merged results", "merge train"] as const)(
    "of the kind %s comes before a newer one of the branch",
    async (kind) => {
      const { gitlab, mergeRequest, api, path } = await openGate();
      const first = gitlab.startPipeline(mergeRequest, kind);
      const branch = gitlab.startPipeline(mergeRequest, "branch");
      expect(gitlab.gate(mergeRequest).pipeline?.id).toBe(first.id);
      expect((await api.get(`${path}/pipelines`)).json).toMatchObject([
        { id: first.id, source: "merge_request_event" },
        { id: branch.id, source: "push" },
      ]);
    },
  );

  test("takes no status that is sent with a branch", async () => {
    const { gitlab, mergeRequest, set } = await openGate();
    const { id } = gitlab.startPipeline(mergeRequest, "merge request");
    expect(await set("success", { pipeline_id: id, ref: "more-leave" })).toMatchObject({
      status: 404,
      json: { message: "404 Pipeline for pipeline_id, sha and ref Not Found" },
    });
    expect(await set("success", { pipeline_id: id })).toMatchObject({
      status: 201,
      json: { ref: `refs/merge-requests/${mergeRequest.iid}/head` },
    });
  });

  test("is no longer the one that decides after a push, but still the head pipeline of the API", async () => {
    const { gitlab, project, mergeRequest, api, path } = await openGate();
    const { id } = gitlab.startPipeline(mergeRequest, "merge request");
    gitlab.pushCommit(project.id, "more-leave", { files: { "a.md": "A.\n" } });
    expect(gitlab.gate(mergeRequest).pipeline).toBe(undefined);
    expect((await api.get(path)).json.head_pipeline.id).toBe(id);
  });
});

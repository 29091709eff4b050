import { buffer } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { expect, describe, test } from "vitest";
import { createClient } from "./client.ts";
import { EXPENSES, LEAVE, LEAVE_TEXT, openLeaveScene } from "./scenes.ts";

const encoded = encodeURIComponent(LEAVE);

describe("files", () => {
  test("come as they are at a branch, a commit, and the head of a merge request", async () => {
    const { api, project, mergeRequest } = await openLeaveScene();
    const raw = `/projects/${project.id}/repository/files/${encoded}/raw`;
    const base = mergeRequest.versions[0]?.base;
    expect((await api.get(`${raw}?ref=main`)).text).toBe(LEAVE_TEXT);
    expect((await api.get(`${raw}?ref=${base}`)).text).toBe(LEAVE_TEXT);
    expect((await api.get(`${raw}?ref=${mergeRequest.headSha}`)).text).toMatch(/Half days/);
    expect((await api.get(`${raw}?ref=refs/merge-requests/1/head`)).text).toMatch(/Half days/);
    expect((await api.get(raw)).text).toBe(LEAVE_TEXT);
  });

  test("come in base64 with their ids, and a HEAD gives the ids alone", async () => {
    const { api, project } = await openLeaveScene();
    const file = `/projects/${project.id}/repository/files/${encoded}?ref=main`;
    const { json } = await api.get(file);
    expect(Buffer.from(json.content, "base64").toString()).toBe(LEAVE_TEXT);
    expect(json).toMatchObject({
      file_path: LEAVE,
      encoding: "base64",
      size: Buffer.byteLength(LEAVE_TEXT),
    });
    const head = await api.head(file);
    expect(head.headers.get("x-gitlab-blob-id")).toBe(json.blob_id);
    expect(head.headers.get("x-gitlab-last-commit-id")).toBe(json.last_commit_id);
    expect(head.text).toBe("");
  });

  test.each([
    ["a file that is not there", "README.md", "main", "404 File Not Found"],
    ["a folder", "source", "main", "404 File Not Found"],
    ["a commit that is not there", "README.md", "0".repeat(40), "404 Commit Not Found"],
  ])("refuse %s", async (_, path, ref, message) => {
    const { api, project } = await openLeaveScene();
    const url = `/projects/${project.id}/repository/files/${path}/raw?ref=${ref}`;
    expect(await api.get(url)).toMatchObject({ status: 404, json: { message } });
  });

  test("keep their bytes", async () => {
    const { gitlab, project, bot } = await openLeaveScene();
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x41, 0x0d, 0x0a, 0x00, 0xff]);
    gitlab.pushCommit(project.id, "main", { files: { "a.bin": bytes } });
    const response = await fetch(
      `${gitlab.url}/api/v4/projects/${project.id}/repository/files/a.bin/raw?ref=main`,
      {
        headers: {
          "PRIVATE-TOKEN": gitlab.createToken({ userId: bot.id, scopes: ["read_repository"] }),
        },
      },
    );
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });
});

describe("the tree", () => {
  test("lists folders first, by offset and by keyset", async () => {
    const { api, project } = await openLeaveScene();
    const tree = `/projects/${project.id}/repository/tree?ref=main&recursive=true`;
    const { json } = await api.get(`${tree}&per_page=100`);
    expect(json.map(({ path, type }: { path: string; type: string }) => `${type} ${path}`)).toEqual(
      [
        "tree source",
        "tree source/handbook",
        "tree source/handbook/expenses",
        "tree source/handbook/leave",
        `blob ${EXPENSES}`,
        `blob ${LEAVE}`,
      ],
    );
    const paths: string[] = [];
    let url: string | undefined = `${tree}&pagination=keyset&per_page=4`;
    while (url !== undefined) {
      const page = await api.get(url);
      paths.push(...page.json.map(({ path }: { path: string }) => path));
      const next: string | undefined = /<([^>]+)>; rel="next"/.exec(
        page.headers.get("link") ?? "",
      )?.[1];
      url = next?.slice(next.indexOf("/projects"));
    }
    expect(paths).toHaveLength(6);
    expect((await api.get(`/projects/${project.id}/repository/tree?path=gone`)).status).toBe(404);
  });
});

describe("comparing", () => {
  test("starts at the merge base unless it is told to go straight", async () => {
    const { gitlab, api, project, mergeRequest } = await openLeaveScene();
    gitlab.pushCommit(project.id, "main", { files: { [EXPENSES]: "# Expenses\n" } });
    const compare = `/projects/${project.id}/repository/compare?from=main&to=more-leave`;
    expect((await api.get(compare)).json.diffs).toMatchObject([{ new_path: LEAVE }]);
    expect((await api.get(`${compare}&straight=true`)).json.diffs).toHaveLength(2);
    expect((await api.get(compare)).json.commit.id).toBe(mergeRequest.headSha);
    const base = await api.get(
      `/projects/${project.id}/repository/merge_base?refs[]=main&refs[]=more-leave`,
    );
    expect(base.json.id).toBe(mergeRequest.versions[0]?.base);
  });
});

describe("the archive", () => {
  test("holds every file of a commit in one folder, five times a minute", async () => {
    const { gitlab, api, project, bot, mergeRequest } = await openLeaveScene({
      now: () => 1_800_000_000_000,
    });
    const url = `/projects/${project.id}/repository/archive.tar.gz?sha=${mergeRequest.headSha}`;
    const response = await fetch(`${gitlab.url}/api/v4${url}`, {
      headers: { "PRIVATE-TOKEN": gitlab.createToken({ userId: bot.id }) },
    });
    const files: Record<string, string> = {};
    const unpacked = extract();
    const gunzip = createGunzip();
    gunzip.pipe(unpacked);
    gunzip.end(Buffer.from(await response.arrayBuffer()));
    for await (const entry of unpacked) files[entry.header.name] = (await buffer(entry)).toString();
    const folder = `handbook-${mergeRequest.headSha}-${mergeRequest.headSha}`;
    expect(files[`${folder}/${LEAVE}`]).toMatch(/Half days/);
    for (let count = 0; count < 4; count += 1) await api.get(url);
    expect((await api.get(url)).status).toBe(429);
  });
});

describe("committing", () => {
  const commit = { branch: "more-leave", commit_message: "Say it better" };

  test("writes many files at once and tells of a push", async () => {
    const { gitlab, api, project, mergeRequest, bot } = await openLeaveScene();
    const { json, status } = await api.post(`/projects/${project.id}/repository/commits`, {
      ...commit,
      actions: [
        {
          action: "create",
          file_path: "new.md",
          content: Buffer.from("A.\r\n").toString("base64"),
          encoding: "base64",
        },
        { action: "update", file_path: EXPENSES, content: "# Expenses\n" },
        { action: "move", previous_path: LEAVE, file_path: "time-off.md" },
      ],
    });
    expect(status).toBe(201);
    expect(json.author_name).toBe(bot.name);
    expect(gitlab.mergeRequest(mergeRequest).headSha).toBe(json.id);
    expect(gitlab.readFile(project.id, "more-leave", "new.md")).toBe("A.\r\n");
    expect(gitlab.readFile(project.id, "more-leave", "time-off.md")).toMatch(/Half days/);
    expect(gitlab.readFile(project.id, "more-leave", LEAVE)).toBeUndefined();
  });

  test.each([
    [
      "creating what is there",
      { action: "create", file_path: LEAVE, content: "" },
      /already exists/,
    ],
    [
      "changing what is not there",
      { action: "update", file_path: "a.md", content: "" },
      /doesn't exist/,
    ],
    ["changing without a content", { action: "update", file_path: LEAVE }, /content\] is missing/],
    ["doing something else", { action: "burn", file_path: LEAVE }, /valid value/],
  ])("is refused when %s", async (_, action, message) => {
    const { api, project } = await openLeaveScene();
    const answer = await api.post(`/projects/${project.id}/repository/commits`, {
      ...commit,
      actions: [action],
    });
    expect(answer.status).toBe(400);
    expect(answer.json.message ?? answer.json.error).toMatch(message);
  });

  test("is refused when the file has changed since", async () => {
    const { gitlab, api, project, mergeRequest } = await openLeaveScene();
    const last = mergeRequest.headSha;
    gitlab.pushCommit(project.id, "more-leave", { files: { [LEAVE]: "# Leave\n" } });
    const action = { action: "update", file_path: LEAVE, content: "x", last_commit_id: last };
    const answer = await api.post(`/projects/${project.id}/repository/commits`, {
      ...commit,
      actions: [action],
    });
    expect(answer.json.message).toMatch(/has changed since you started editing it/);
  });

  test("to a protected branch takes a maintainer", async () => {
    const { gitlab, api, project } = await openLeaveScene();
    const body = {
      ...commit,
      branch: "main",
      actions: [{ action: "create", file_path: "a.md", content: "A" }],
    };
    const url = `/projects/${project.id}/repository/commits`;
    expect((await api.post(url, body)).status).toBe(403);
    const { token } = gitlab.createBot({ projectId: project.id, role: "maintainer" });
    expect((await createClient(gitlab.url, token).post(url, body)).status).toBe(201);
  });

  test("to a fork takes its author's leave", async () => {
    const { gitlab, api, project } = await openLeaveScene();
    const statuses: number[] = [];
    for (const allowCollaboration of [false, true]) {
      const fork = gitlab.fork(project.id, `hannah/handbook-${allowCollaboration}`);
      gitlab.addMember(fork.id, gitlab.createUser({ username: "observer" }).id, "guest");
      gitlab.pushCommit(fork.id, "fix", { files: { "a.md": "A.\n" } });
      gitlab.openMergeRequest({
        sourceProject: fork.id,
        sourceBranch: "fix",
        title: "Fix",
        allowCollaboration,
      });
      fork.members.set(2, 10);
      const actions = [{ action: "create", file_path: "b.md", content: "B" }];
      const answer = await api.post(`/projects/${fork.id}/repository/commits`, {
        branch: "fix",
        commit_message: "Fix",
        actions,
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([403, 201]);
  });
});

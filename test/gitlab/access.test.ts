import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { openGitLab, openLeaveScene } from "./scenes.ts";

describe("authentication", () => {
  test.each([
    ["no token", "", 401, { message: "401 Unauthorized" }],
    ["a token nobody gave out", "glpat-guess", 401, { message: "401 Unauthorized" }],
  ])("refuses %s", async (_, token, status, body) => {
    const { gitlab } = await openLeaveScene();
    const answer = await createClient(gitlab.url, token).get("/user");
    expect(answer).toMatchObject({ status, json: body });
  });

  test("takes the token as PRIVATE-TOKEN and as Bearer", async () => {
    const { gitlab, project } = await openLeaveScene();
    const { token, user } = gitlab.createBot({ projectId: project.id, username: "rest-bot" });
    const bearer = await fetch(`${gitlab.url}/api/v4/user`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(await bearer.json()).toMatchObject({ id: user.id, username: "rest-bot", bot: true });
  });

  test("tells a token about itself, and refuses it when it is over or revoked", async () => {
    let today = Date.parse("2027-02-28T12:00:00Z");
    const { gitlab, bot } = await openLeaveScene({ now: () => today });
    const token = gitlab.createToken({
      userId: bot.id,
      scopes: ["read_api"],
      expiresAt: "2027-03-01",
    });
    const api = createClient(gitlab.url, token);
    expect((await api.get("/personal_access_tokens/self")).json).toMatchObject({
      scopes: ["read_api"],
      expires_at: "2027-03-01",
      active: true,
    });
    today = Date.parse("2027-03-01T00:00:00Z");
    expect((await api.get("/user")).json).toMatchObject({ error: "invalid_token" });
    const other = gitlab.createToken({ userId: bot.id });
    gitlab.revokeToken(other);
    expect((await createClient(gitlab.url, other).get("/user")).json.error_description).toMatch(
      /^Token was revoked/,
    );
  });

  test("lets a token with read_api look and not write", async () => {
    const { gitlab, bot, path } = await openLeaveScene();
    const api = createClient(
      gitlab.url,
      gitlab.createToken({ userId: bot.id, scopes: ["read_api"] }),
    );
    expect((await api.get(path)).status).toBe(200);
    const refused = await api.post(`${path}/notes`, { body: "A comment." });
    expect(refused).toMatchObject({
      status: 403,
      json: { error: "insufficient_scope", scope: "api" },
    });
  });
});

describe("roles", () => {
  test("hide a private project from strangers", async () => {
    const { gitlab, project } = await openLeaveScene();
    const stranger = gitlab.createUser({ username: "stranger" });
    const api = createClient(gitlab.url, gitlab.createToken({ userId: stranger.id }));
    for (const key of [project.id, encodeURIComponent(project.path)])
      expect(await api.get(`/projects/${key}`)).toMatchObject({
        status: 404,
        json: { message: "404 Project Not Found" },
      });
  });

  test.each([
    ["guest", { read: 403, note: 403, resolve: 403, status: 403, hooks: 403 }],
    ["reporter", { read: 200, note: 201, resolve: 403, status: 403, hooks: 403 }],
    ["developer", { read: 200, note: 201, resolve: 200, status: 201, hooks: 403 }],
    ["maintainer", { read: 200, note: 201, resolve: 200, status: 201, hooks: 200 }],
  ] as const)("let a %s do what GitLab lets them do", async (role, expected) => {
    const { gitlab, project, path, mergeRequest, at } = await openLeaveScene();
    gitlab.comment(mergeRequest, "Half of what?", "sofia", at({ new_line: 10 }));
    const [thread] = gitlab.discussions(mergeRequest);
    const { token } = gitlab.createBot({ projectId: project.id, role });
    const api = createClient(gitlab.url, token);
    const answers = {
      read: await api.get(path),
      note: await api.post(`${path}/notes`, { body: "A comment." }),
      resolve: await api.put(`${path}/discussions/${thread?.id}`, { resolved: true }),
      status: await api.post(`/projects/${project.id}/statuses/${mergeRequest.headSha}`, {
        state: "success",
      }),
      hooks: await api.get(`/projects/${project.id}/hooks`),
    };
    const statuses = Object.entries(answers).map(([name, { status }]) => [name, status]);
    expect(Object.fromEntries(statuses)).toEqual(expected);
  });

  test.each([
    ["developer", 403, 403],
    ["maintainer", 200, 204],
  ] as const)(
    "let a %s change and delete a note of somebody else: %i, %i",
    async (role, put, del) => {
      const { gitlab, project, path, mergeRequest } = await openLeaveScene();
      const note = gitlab.comment(mergeRequest, "My own words.", "sofia");
      const api = createClient(gitlab.url, gitlab.createBot({ projectId: project.id, role }).token);
      expect((await api.put(`${path}/notes/${note.id}`, { body: "Other words." })).status).toBe(
        put,
      );
      expect((await api.delete(`${path}/notes/${note.id}`)).status).toBe(del);
    },
  );
});

describe("what the stand-in does not know", () => {
  test.each([
    ["an endpoint", "/projects/101/merge_requests/1/rebase", 404, "unknown-endpoint"],
    ["a parameter", "/projects/101/merge_requests/1?with_love=true", 400, "unknown-parameter"],
    [
      "a path whose slashes are not encoded",
      "/projects/101/repository/files/source/handbook",
      404,
      "unknown-endpoint",
    ],
    ["a merge request", "/projects/101/merge_requests/7", 404, "not-found"],
  ])("refuses %s and remembers it", async (_, path, status, reason) => {
    const { gitlab, api } = await openLeaveScene();
    expect((await api.get(path)).status).toBe(status);
    expect(gitlab.refused).toMatchObject([{ method: "GET", status, refused: reason }]);
    expect(gitlab.mistakes).toHaveLength(reason === "not-found" ? 0 : 1);
  });

  test.each([
    ["nested too deeply", { body: JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`) }],
    ["with too many items", { body: Array.from({ length: 50_001 }, () => 0) }],
  ])("includes JSON %s", async (_, body) => {
    const { api, path } = await openLeaveScene();
    expect((await api.post(`${path}/notes`, body)).status).toBe(400);
  });
});

describe("projects", () => {
  test("are found by id and by path, with the role of whoever asks", async () => {
    const { api, project, bot } = await openLeaveScene();
    const { json } = await api.get(`/projects/${encodeURIComponent(project.path)}`);
    expect(json).toMatchObject({
      id: project.id,
      default_branch: "main",
      permissions: { project_access: { access_level: 30 } },
    });
    const member = await api.get(`/projects/${project.id}/members/all/${bot.id}`);
    expect(member.json).toMatchObject({ access_level: 30 });
    expect((await api.get(`/projects/${project.id}/members/all/999`)).status).toBe(404);
  });

  test("of an instance are listed by membership", async () => {
    const { gitlab, api, project } = await openLeaveScene();
    gitlab.createProject({ path: "sales/handbook", files: { "a.md": "A.\n" } });
    expect((await api.get("/projects?membership=true")).json).toMatchObject([{ id: project.id }]);
    expect((await api.get("/version")).json.version).toMatch(/^\d+\.\d+/);
  });

  test("count each user's requests, and say when to come back", async () => {
    const gitlab = await openGitLab({
      rateLimits: { requestsPerMinute: 2 },
      now: () => 1_800_000_030_000,
    });
    const { id } = gitlab.createProject({ path: "people/handbook", files: { "a.md": "A.\n" } });
    const api = createClient(gitlab.url, gitlab.createBot({ projectId: id }).token);
    await api.get("/user");
    await api.get("/user");
    const limited = await api.get("/user");
    expect(limited).toMatchObject({ status: 429, text: "Retry later\n" });
    expect(limited.headers.get("retry-after")).toBe("30");
    expect(limited.headers.get("ratelimit-remaining")).toBe("0");
  });
});

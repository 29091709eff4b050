import { inspect } from "node:util";
import { expect, test } from "vitest";

import { createGitLab } from "../../src/gitlab/gitlab.ts";
import { closedPort, pages, sendJson, serveGitLab, token, type Received } from "./server.ts";

type Response = Parameters<typeof sendJson>[0];

test("the bot learns who it is and where", async () => {
  const { gitlab } = await serveGitLab({
    user: { id: 90, username: "project_12_bot_a1", bot: true },
    metadata: { version: "19.1.0-ee", enterprise: true },
    "personal_access_tokens/self": {
      name: "handbook-bot",
      scopes: ["api"],
      active: true,
      expires_at: "2027-06-30",
    },
    "projects/12": {
      id: 12,
      path_with_namespace: "acme/handbook",
      web_url: "https://gitlab.example.com/acme/handbook",
      default_branch: "main",
    },
    "projects/12/members/all/90": { id: 90, access_level: 30 },
  });
  expect(await gitlab.currentUser()).toEqual({
    id: 90,
    username: "project_12_bot_a1",
    isBot: true,
  });
  expect(await gitlab.version()).toBe("19.1.0-ee");
  expect(await gitlab.tokenSelf()).toEqual({
    name: "handbook-bot",
    scopes: ["api"],
    isActive: true,
    expiresAt: "2027-06-30",
  });
  expect(await gitlab.project(12)).toMatchObject({ path: "acme/handbook", defaultBranch: "main" });
  expect(await gitlab.memberAccess(12, 90)).toBe(30);
  expect(await gitlab.memberAccess(12, 91)).toBeUndefined();
});

test("a project is found by its path", async () => {
  const { gitlab } = await serveGitLab({
    "projects/acme%2Fhandbook": { id: 12, path_with_namespace: "acme/handbook" },
  });
  expect((await gitlab.project("acme/handbook")).defaultBranch).toBeUndefined();
});

test("a webhook that GitLab has disabled is seen", async () => {
  const { gitlab } = await serveGitLab({
    "projects/12/hooks": pages([
      {
        id: 1,
        url: "https://bot.example.com/",
        merge_requests_events: true,
        alert_status: "executable",
      },
      {
        id: 2,
        url: "https://old.example.com/",
        alert_status: "temporarily_disabled",
        disabled_until: "2026-11-20T10:00:00Z",
      },
    ]),
  });
  expect(await gitlab.hooks(12)).toMatchObject([
    { id: 1, hasMergeRequestEvents: true, isDisabled: false },
    {
      id: 2,
      hasMergeRequestEvents: false,
      isDisabled: true,
      disabledUntil: "2026-11-20T10:00:00Z",
    },
  ]);
});

test("webhooks that the bot may not see are undefined", async () => {
  const { gitlab } = await serveGitLab({
    "projects/12/hooks": (_: Received, response: Response) =>
      sendJson(response, 403, { message: "403 Forbidden" }),
  });
  expect(await gitlab.hooks(12)).toBeUndefined();
});

test("GitLab may live below a path, with or without a slash at the end", async () => {
  const { received, url } = await serveGitLab({});
  for (const base of [`${url}/gitlab`, `${url}/gitlab/`]) {
    await createGitLab({ url: base, token }).memberAccess(12, 90);
  }
  expect(received.map((request) => request.url)).toEqual([
    "/gitlab/api/v4/projects/12/members/all/90",
    "/gitlab/api/v4/projects/12/members/all/90",
  ]);
});

test("no failure of any call shows the token", async () => {
  const answers = [400, 401, 403, 404, 422, 429, 500, 302, 200];
  const { gitlab, received } = await serveGitLab(
    {
      user: (request: Received, response: Response, nth: number) => {
        response.writeHead(answers[nth - 1] ?? 500, { "content-type": "text/plain" });
        response.end(`You sent ${JSON.stringify(request.headers)}`);
      },
    },
    { attempts: 1 },
  );
  const dead = createGitLab({ url: await closedPort(), token, attempts: 1 });
  for (const client of [...answers.map(() => gitlab), dead]) {
    const error: unknown = await client.currentUser().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "GitLabError" });
    expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(token);
  }
  expect(received).toHaveLength(answers.length);
});

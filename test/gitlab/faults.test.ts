import { describe, expect, test } from "vitest";
import { openLeaveScene } from "./scenes.ts";

describe("an ordered failure", () => {
  test("before the call leaves nothing behind", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    gitlab.failNext({ match: (method) => method === "POST", with: 502 });
    expect((await api.get(path)).status).toBe(200);
    expect((await api.post(`${path}/notes`, { body: "One." })).status).toBe(502);
    expect(gitlab.notes(mergeRequest)).toEqual([]);
    expect((await api.post(`${path}/notes`, { body: "One." })).status).toBe(201);
    expect(gitlab.refused).toEqual([]);
  });

  test("after the call has had its effect already", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    gitlab.failNext({ when: "after", with: 500, times: 2 });
    expect((await api.post(`${path}/notes`, { body: "One." })).status).toBe(500);
    expect(gitlab.notes(mergeRequest)).toHaveLength(1);
    expect(gitlab.pendingFaults()).toBe(1);
    gitlab.clearFaults();
    expect((await api.get(path)).status).toBe(200);
  });

  test.each(["before", "after"] as const)("%s the call can break the connection", async (when) => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    gitlab.failNext({ when, with: "reset" });
    await expect(api.post(`${path}/notes`, { body: "One." })).rejects.toThrow(/fetch failed/);
    expect(gitlab.notes(mergeRequest)).toHaveLength(when === "after" ? 1 : 0);
  });

  test("can break off in the middle of the answer", async () => {
    const { gitlab, api, path } = await openLeaveScene();
    gitlab.failNext({ when: "after", with: "truncate" });
    await expect(api.get(path)).rejects.toThrow(/terminated/);
  });

  test("can leave the caller waiting", async () => {
    const { gitlab, path } = await openLeaveScene();
    gitlab.failNext({ with: "timeout" });
    const patience = new AbortController();
    const waiting = fetch(`${gitlab.url}/api/v4${path}`, { signal: patience.signal });
    await expect.poll(() => gitlab.requests.at(-1)).toMatchObject({ injected: true, status: 0 });
    patience.abort();
    await expect(waiting).rejects.toThrow(/abort/);
  });

  test.each([
    ["with Retry-After", { "Retry-After": "7" }, "7"],
    ["without a word about when", {}, null],
  ])("can be a 429 %s", async (_, headers, expected) => {
    const { gitlab, api, path } = await openLeaveScene();
    gitlab.failNext({ with: 429, headers });
    const answer = await api.get(path);
    expect(answer).toMatchObject({ status: 429, text: "Retry later\n" });
    expect(answer.headers.get("retry-after")).toBe(expected);
  });
});

describe("the log of requests", () => {
  test("says who asked for what and what became of it", async () => {
    const { gitlab, api, path, bot } = await openLeaveScene();
    await api.post(`${path}/notes`, { body: "One." });
    expect(gitlab.requests).toMatchObject([
      {
        method: "POST",
        path: `${path}/notes`,
        fields: { body: "One." },
        user: bot.username,
        status: 201,
      },
    ]);
    gitlab.forget();
    expect(gitlab.requests).toEqual([]);
  });
});

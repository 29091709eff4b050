import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import type { StartOptions } from "./options.ts";
import { openReceiver } from "./receiver.ts";
import { LEAVE, openLeaveScene } from "./scenes.ts";

async function openHooked(options: StartOptions = {}) {
  const scene = await openLeaveScene(options);
  const receiver = await openReceiver();
  const { gitlab, project } = scene;
  const hook = gitlab.addWebhook({ url: receiver.url, projectId: project.id, token: "secret" });
  const push = (text: string) =>
    gitlab.pushCommit(project.id, "more-leave", { files: { "a.md": text }, author: "hannah" });
  return { ...scene, receiver, hook, push };
}

describe("a webhook", () => {
  test("tells of a push with oldrev, and of nothing else in the same way", async () => {
    const { gitlab, receiver, mergeRequest, push, project } = await openHooked();
    const before = mergeRequest.headSha;
    const after = push("A.\n");
    gitlab.pushCommit(project.id, "next-year", { files: { [LEAVE]: "# Leave\n" } });
    gitlab.retarget(mergeRequest, "next-year");
    gitlab.setDraft(mergeRequest, true);
    gitlab.describe(mergeRequest, { labels: ["leave"] });
    gitlab.closeMergeRequest(mergeRequest);
    gitlab.reopenMergeRequest(mergeRequest);
    gitlab.merge(mergeRequest);
    await gitlab.idle();
    const events = receiver.received
      .filter(({ json }) => json.object_kind === "merge_request")
      .map(({ json }) => ({
        action: json.object_attributes.action,
        changes: Object.keys(json.changes).filter((key) => key !== "updated_at"),
        oldrev: json.object_attributes.oldrev,
      }));
    expect(events).toEqual([
      { action: "update", changes: [], oldrev: before },
      { action: "update", changes: ["target_branch"], oldrev: undefined },
      { action: "update", changes: ["draft", "title"], oldrev: undefined },
      { action: "update", changes: ["labels"], oldrev: undefined },
      { action: "close", changes: ["state_id"], oldrev: undefined },
      { action: "reopen", changes: ["state_id"], oldrev: undefined },
      { action: "merge", changes: ["state_id"], oldrev: undefined },
    ]);
    expect(receiver.received[1]?.json.object_attributes).toMatchObject({
      last_commit: { id: after },
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/),
      source_project_id: project.id,
    });
    expect(receiver.received[1]?.json.object_attributes).not.toHaveProperty("diff_refs");
  });

  test("carries GitLab's headers, and the same key when it is sent again", async () => {
    const { gitlab, receiver, push } = await openHooked({ version: "18.11.0" });
    push("A.\n");
    await gitlab.idle();
    const [delivery] = gitlab.webhooks.deliveries;
    gitlab.webhooks.resend(delivery?.id ?? "");
    await gitlab.idle();
    const [first, , again] = receiver.received;
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "user-agent": "GitLab/18.11.0",
      "x-gitlab-event": "Push Hook",
      "x-gitlab-token": "secret",
      "x-gitlab-instance": gitlab.url,
    });
    expect(first?.headers["webhook-signature"]).toBeUndefined();
    expect(again?.body).toBe(first?.body);
    expect(again?.headers["idempotency-key"]).toBe(first?.headers["idempotency-key"]);
    expect(again?.headers["x-gitlab-webhook-uuid"]).not.toBe(
      first?.headers["x-gitlab-webhook-uuid"],
    );
  });

  test("is signed when it has a signing token", async () => {
    const { gitlab, project, push } = await openHooked();
    const receiver = await openReceiver();
    const key = Buffer.alloc(32, 7);
    gitlab.addWebhook({
      url: receiver.url,
      projectId: project.id,
      signingToken: `whsec_${key.toString("base64")}`,
    });
    push("A.\n");
    await gitlab.idle();
    const [first] = receiver.received;
    const {
      "webhook-id": id,
      "webhook-timestamp": time,
      "webhook-signature": signature,
    } = first?.headers ?? {};
    const expected = createHmac("sha256", key)
      .update(`${String(id)}.${String(time)}.${first?.body}`)
      .digest("base64");
    expect(signature).toBe(`v1,${expected}`);
    expect(id).toBe(first?.headers["idempotency-key"]);
  });

  test("on a group fires besides the one on the project, under another key", async () => {
    const { gitlab, receiver, push } = await openHooked();
    gitlab.addWebhook({ url: receiver.url, group: "people", events: ["merge_requests"] });
    gitlab.addWebhook({ url: receiver.url, group: "sales", events: ["merge_requests"] });
    push("A.\n");
    await gitlab.idle();
    const updates = receiver.received.filter(({ json }) => json.object_kind === "merge_request");
    expect(updates).toHaveLength(2);
    expect(updates[0]?.headers["idempotency-key"]).not.toBe(updates[1]?.headers["idempotency-key"]);
  });

  test("of the system names itself in the header and has no action", async () => {
    const { gitlab, push } = await openHooked();
    const receiver = await openReceiver();
    gitlab.addWebhook({ url: receiver.url, events: ["merge_requests"] });
    push("A.\n");
    await gitlab.idle();
    expect(receiver.received[0]?.headers["x-gitlab-event"]).toBe("System Hook");
    expect(receiver.received[0]?.json.object_kind).toBe("merge_request");
    expect(receiver.received[0]?.json.object_attributes).not.toHaveProperty("action");
  });

  test("tells of every note, the bot's own too, when it is written and when it changes", async () => {
    const { gitlab, api, path, receiver, bot, mergeRequest, at } = await openHooked();
    const { json } = await api.post(`${path}/discussions`, {
      body: "Why half?",
      position: at({ new_line: 10 }),
    });
    const note = json.notes[0].id;
    await api.put(`${path}/notes/${note}`, { body: "Why half?" });
    await api.put(`${path}/notes/${note}`, { body: "Why a half?" });
    gitlab.reply(mergeRequest, json.id, "Because.", "hannah");
    await gitlab.idle();
    expect(
      receiver.received.map(({ json }) => [json.user.id, json.object_attributes.action]),
    ).toEqual([
      [bot.id, "create"],
      [bot.id, "update"],
      [expect.any(Number), "create"],
    ]);
    expect(receiver.received[0]?.json).toMatchObject({
      object_kind: "note",
      object_attributes: { id: note, note: "Why half?", noteable_type: "MergeRequest" },
      merge_request: { iid: 1, state: "opened" },
    });
    expect(receiver.received[0]?.json.object_attributes).not.toHaveProperty("discussion_id");
  });

  test("tells nothing of system notes, and of all threads being resolved", async () => {
    const { gitlab, api, path, receiver } = await openHooked();
    const { json } = await api.post(`${path}/discussions`, { body: "Why half?" });
    await api.put(`${path}/discussions/${json.id}`, { resolved: true });
    await gitlab.idle();
    expect(receiver.received.map(({ json }) => json.object_kind)).toEqual([
      "note",
      "merge_request",
    ]);
    expect(receiver.received[1]?.json.changes).toHaveProperty("blocking_discussions_resolved");
  });

  test("tells of pushes with the newest twenty commits, and of none to four branches at once", async () => {
    const { gitlab, project, receiver } = await openHooked();
    const given = { files: { "a.md": "A.\n" } };
    gitlab.pushCommits(project.id, { a: given, b: given, c: given });
    await gitlab.idle();
    expect(receiver.received.map(({ json }) => json.ref)).toEqual([
      "refs/heads/a",
      "refs/heads/b",
      "refs/heads/c",
    ]);
    expect(receiver.received[0]?.json).toMatchObject({
      before: "0".repeat(40),
      total_commits_count: 1,
    });
    gitlab.pushCommits(project.id, { a: given, b: given, c: given, d: given });
    await gitlab.idle();
    expect(receiver.received).toHaveLength(3);
  });

  test("tells of GitLab's own doings and of reviewers in forms of their own", async () => {
    const { gitlab, receiver, push, mergeRequest } = await openHooked({ approvalsReset: true });
    push("A.\n");
    gitlab.requestReview(mergeRequest, "hannah");
    await gitlab.idle();
    const [, update, reset, review] = receiver.received.map(({ json }) => json);
    expect(update.object_attributes).toMatchObject({ system: false, oldrev: expect.any(String) });
    expect(reset.object_attributes).toMatchObject({
      system: true,
      system_action: "approvals_reset_on_push",
    });
    expect(reset.object_attributes).not.toHaveProperty("oldrev");
    expect(review.changes.reviewers).toEqual([
      [expect.objectContaining({ username: "hannah", state: "reviewed" })],
      [expect.objectContaining({ username: "hannah", state: "unreviewed" })],
    ]);
  });

  test("tells of a deleted branch with forty noughts", async () => {
    const { gitlab, project, receiver, mergeRequest } = await openHooked();
    gitlab.deleteBranch(project.id, "more-leave");
    await gitlab.idle();
    expect(receiver.received.map(({ json }) => [json.before, json.after])).toEqual([
      [mergeRequest.headSha, "0".repeat(40)],
    ]);
  });

  test("tells of reactions when it is asked to", async () => {
    const { gitlab, project, mergeRequest } = await openHooked();
    const receiver = await openReceiver();
    gitlab.addWebhook({ url: receiver.url, projectId: project.id, events: ["emoji"] });
    const note = gitlab.comment(mergeRequest, "A summary.");
    gitlab.react(mergeRequest, note.id, "thumbsdown", "hannah");
    await gitlab.idle();
    expect(receiver.received[0]?.json).toMatchObject({
      object_kind: "emoji",
      object_attributes: { name: "thumbsdown", awardable_id: note.id },
    });
  });
});

describe("deliveries", () => {
  test("can be held back, turned round, doubled and lost", async () => {
    const { gitlab, receiver, push } = await openHooked();
    gitlab.webhooks.hold();
    push("A.\n");
    push("B.\n");
    gitlab.webhooks.release((held) => {
      const updates = held.filter(({ event }) => event === "Merge Request Hook");
      return [...updates].reverse().flatMap((one) => [one, one]);
    });
    await gitlab.idle();
    const keys = receiver.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(2);
    expect(keys[0]).toBe(gitlab.webhooks.deliveries.at(-1)?.id);
    gitlab.webhooks.dropNext(2);
    push("C.\n");
    await gitlab.idle();
    expect(receiver.received).toHaveLength(4);
    expect(gitlab.webhooks.deliveries.at(-1)?.lost).toBe("dropped");
  });

  test("are never repeated after a failure, and four failures silence the webhook for a minute", async () => {
    let now = Date.parse("2026-11-02T08:00:00Z");
    const { gitlab, project, receiver, push, hook } = await openHooked({ now: () => now });
    const { token } = gitlab.createBot({ projectId: project.id, role: "maintainer" });
    const show = async () =>
      (await createClient(gitlab.url, token).get(`/projects/${project.id}/hooks/${hook.id}`)).json;
    receiver.answerWith(500);
    push("A.\n");
    push("B.\n");
    await gitlab.idle();
    expect(receiver.received).toHaveLength(4);
    expect(await show()).toMatchObject({
      alert_status: "temporarily_disabled",
      disabled_until: "2026-11-02T08:01:00.000Z",
      token_present: true,
    });
    push("C.\n");
    await gitlab.idle();
    expect(receiver.received).toHaveLength(4);
    expect(gitlab.webhooks.deliveries.at(-1)?.lost).toBe("disabled");
    now += 60_000;
    receiver.answerWith(302);
    push("D.\n");
    await gitlab.idle();
    expect(receiver.received).toHaveLength(6);
    expect(await show()).toMatchObject({ alert_status: "executable", disabled_until: null });
  });

  test("end for good after forty failures, until a test succeeds", async () => {
    let now = Date.parse("2026-11-02T08:00:00Z");
    const { gitlab, project, receiver, push, hook } = await openHooked({ now: () => now });
    receiver.answerWith(404);
    for (let day = 0; day < 20; day += 1) {
      push(`${day}\n`);
      await gitlab.idle();
      now += 25 * 60 * 60_000;
      push(`${day}, again\n`);
      await gitlab.idle();
      now += 25 * 60 * 60_000;
    }
    expect(gitlab.webhooks.state(hook)).toBe("disabled");
    const { token } = gitlab.createBot({ projectId: project.id, role: "maintainer" });
    const api = createClient(gitlab.url, token);
    const test = () => api.post(`/projects/${project.id}/hooks/${hook.id}/test/push_events`);
    expect((await test()).status).toBe(422);
    receiver.answerWith(200);
    expect((await test()).status).toBe(201);
    expect(gitlab.webhooks.state(hook)).toBe("executable");
  });

  test("count as failed when no answer comes in time", async () => {
    const { gitlab, receiver, push } = await openHooked({ webhookTimeoutMs: 50 });
    receiver.answerWith(0);
    push("A.\n");
    await gitlab.idle();
    expect(gitlab.webhooks.deliveries[0]?.answers).toEqual([0]);
  });

  test("stop when the receiver sends the event id back to the API", async () => {
    const { gitlab, receiver, push } = await openHooked();
    push("A.\n");
    await gitlab.idle();
    await fetch(`${gitlab.url}/api/v4/user`, {
      headers: {
        "X-Gitlab-Event-UUID": String(receiver.received[0]?.headers["x-gitlab-event-uuid"]),
      },
    });
    push("B.\n");
    await gitlab.idle();
    expect(gitlab.webhooks.deliveries.at(-1)?.lost).toBe("blocked");
    expect(gitlab.mistakes).toMatchObject([{ path: "/user", echoed: true }]);
  });
});

describe("webhooks by the API", () => {
  test("are made, listed, changed and removed by maintainers", async () => {
    const { gitlab, project, receiver, push } = await openHooked();
    const { token } = gitlab.createBot({ projectId: project.id, role: "maintainer" });
    const api = createClient(gitlab.url, token);
    const hooks = `/projects/${project.id}/hooks`;
    const made = await api.post(hooks, {
      url: receiver.url,
      merge_requests_events: true,
      push_events: false,
      signing_token: "whsec_BwcH",
    });
    expect(made).toMatchObject({
      status: 201,
      json: { merge_requests_events: true, push_events: false, signing_token_present: true },
    });
    expect(made.text).not.toMatch(/whsec_/);
    expect((await api.get(hooks)).json).toHaveLength(2);
    const changed = await api.put(`${hooks}/${made.json.id}`, {
      url: receiver.url,
      note_events: true,
    });
    expect(changed.json).toMatchObject({ note_events: true, merge_requests_events: true });
    push("A.\n");
    await gitlab.idle();
    expect(receiver.received).toHaveLength(3);
    expect((await api.delete(`${hooks}/${made.json.id}`)).status).toBe(204);
    expect((await api.get(`${hooks}/${made.json.id}`)).status).toBe(404);
    expect((await api.post(hooks, { url: "ftp://example.com" })).status).toBe(422);
  });
});

import { describe, expect, test } from "vitest";
import { openLeaveScene } from "./scenes.ts";

describe("a thread", () => {
  test("can be resolved, a plain note cannot", async () => {
    const { api, path, bot } = await openLeaveScene();
    const { json: thread } = await api.post(`${path}/discussions`, { body: "Why half?" });
    const { json: note } = await api.post(`${path}/notes`, { body: "A summary." });
    expect(thread).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{40}$/),
      individual_note: false,
    });
    expect(note).toMatchObject({ type: null, resolvable: false });
    expect(note).not.toHaveProperty("resolved");
    const { json } = await api.put(`${path}/discussions/${thread.id}`, { resolved: true });
    expect(json.notes[0]).toMatchObject({ resolved: true, resolved_by: { id: bot.id } });
    const { json: all } = await api.get(`${path}/discussions`);
    const plain = all.find((one: { notes: { id: number }[] }) => one.notes[0]?.id === note.id);
    expect(plain.individual_note).toBe(true);
    expect((await api.put(`${path}/discussions/${plain.id}`, { resolved: true })).status).toBe(400);
  });

  test("made of a plain note by a reply can be resolved from then on", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json: note } = await api.post(`${path}/notes`, { body: "A summary." });
    const [discussion] = gitlab.discussions(mergeRequest);
    gitlab.reply(mergeRequest, discussion?.id ?? "", "Thank you.");
    const { json } = await api.get(`${path}/discussions/${discussion?.id}`);
    expect(json.individual_note).toBe(false);
    expect(json.notes[0]).toMatchObject({ id: note.id, type: "DiscussionNote", resolvable: true });
  });

  test("resolved last makes GitLab say so in a note of its own", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json: one } = await api.post(`${path}/discussions`, { body: "Why half?" });
    const { json: two } = await api.post(`${path}/discussions`, { body: "Why days?" });
    await api.put(`${path}/discussions/${one.id}?resolved=true`);
    expect(gitlab.notes(mergeRequest, { system: true })).toHaveLength(2);
    await api.put(`${path}/discussions/${two.id}?resolved=true`);
    expect(gitlab.notes(mergeRequest, { system: true }).at(-1)).toMatchObject({
      system: true,
      body: "resolved all threads",
    });
    expect(gitlab.notifications.map(({ kind }) => kind)).toEqual([
      "new_merge_request",
      "new_note",
      "new_note",
      "resolve_all_discussions",
    ]);
  });

  test("takes either a body or a state for a note, never both and never neither", async () => {
    const { api, path } = await openLeaveScene();
    const { json } = await api.post(`${path}/discussions`, { body: "Why half?" });
    const note = `${path}/discussions/${json.id}/notes/${json.notes[0].id}`;
    expect((await api.put(note, {})).json.error).toMatch(/exactly one parameter must be provided/);
    expect((await api.put(note, { body: "?", resolved: true })).json.error).toMatch(
      /mutually exclusive/,
    );
    expect((await api.put(note, { body: "Why a half?" })).json.body).toBe("Why a half?");
    expect((await api.put(note, { resolved: true })).json.resolved).toBe(true);
  });

  test("is gone with its only note", async () => {
    const { api, path } = await openLeaveScene();
    const { json } = await api.post(`${path}/discussions`, { body: "Why half?" });
    expect(
      (await api.delete(`${path}/discussions/${json.id}/notes/${json.notes[0].id}`)).status,
    ).toBe(204);
    expect(await api.get(`${path}/discussions/${json.id}`)).toMatchObject({
      status: 404,
      json: { message: "404 Discussion Not Found" },
    });
  });
});

describe("the body of a note", () => {
  test.each([
    ["missing", {}, { error: "body is missing" }],
    ["blank", { body: " \n" }, { message: `400 Bad request - Note {:note=>["can't be blank"]}` }],
    [
      "too long",
      { body: "x".repeat(101) },
      { message: `400 Bad request - Note {:note=>["is too long (maximum is 100 characters)"]}` },
    ],
  ])("is refused when %s", async (_, body, expected) => {
    const { api, path } = await openLeaveScene({ noteLengthMax: 100 });
    for (const place of ["notes", "discussions"])
      expect(await api.post(`${path}/${place}`, body)).toMatchObject({
        status: 400,
        json: expected,
      });
  });

  test("is saved without carriage returns, trailing space and commands", async () => {
    const { gitlab, api, path } = await openLeaveScene();
    const { json, status } = await api.post(`${path}/notes`, {
      body: "One.\r\n/label ~leave\r\nTwo.  \n\n",
    });
    expect(status).toBe(201);
    expect(json.body).toBe("One.\nTwo.");
    expect(gitlab.quickActionsRun).toMatchObject([{ command: "label", args: "~leave" }]);
  });

  test("keeps its HTML comments", async () => {
    const { api, path } = await openLeaveScene();
    const body = "A summary.\n\n<!-- handbook-bot: 1 -->";
    expect((await api.post(`${path}/notes`, { body })).json.body).toBe(body);
  });

  test("of nothing but commands makes no note", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const answer = await api.post(`${path}/discussions`, { body: "/close" });
    expect(answer).toMatchObject({ status: 202, json: { summary: ["Ran /close."] } });
    expect(answer.json).not.toHaveProperty("id");
    expect(gitlab.mergeRequest(mergeRequest).state).toBe("closed");
    expect((await api.post(`${path}/notes`, { body: "/merge" })).status).toBe(400);
  });

  test("of nothing but an emoji makes an award and no note", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json } = await api.post(`${path}/notes`, { body: ":thumbsup:" });
    expect(json).toMatchObject({ name: "thumbsup" });
    expect(json).not.toHaveProperty("body");
    expect(gitlab.notes(mergeRequest)).toEqual([]);
  });
});

describe("limits of notes", () => {
  test("count them by the minute", async () => {
    const { gitlab, api, path } = await openLeaveScene({
      rateLimits: { notesPerMinute: 3, headers: false },
      now: () => 1_800_000_000_000,
    });
    await api.post(`${path}/notes`, { body: "One." });
    await api.post(`${path}/discussions`, { body: "Two." });
    await api.post(`${path}/draft_notes`, { note: "Three." });
    const limited = await api.post(`${path}/notes`, { body: "Four." });
    expect(limited).toMatchObject({
      status: 429,
      json: {
        message: { error: "This endpoint has been requested too many times. Try again later." },
      },
    });
    expect(limited.headers.get("retry-after")).toBeNull();
    expect(gitlab.refused).toMatchObject([{ refused: "rate-limit" }]);
  });

  test("count them by the merge request", async () => {
    const { api, path } = await openLeaveScene({ notesPerMergeRequestMax: 1 });
    await api.post(`${path}/notes`, { body: "One." });
    expect((await api.post(`${path}/notes`, { body: "Two." })).json.message).toMatch(
      /Maximum number of comments exceeded/,
    );
  });
});

describe("people", () => {
  test("reply, resolve, edit, delete and react", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json } = await api.post(`${path}/discussions`, { body: "Why half?" });
    const [note] = json.notes;
    gitlab.reply(mergeRequest, json.id, "Because.", "hannah");
    gitlab.editNote(mergeRequest, note.id, "Why a half?", "sofia");
    gitlab.react(mergeRequest, note.id, "thumbsdown", "hannah");
    gitlab.resolve(mergeRequest, json.id, "hannah");
    const { json: shown } = await api.get(`${path}/discussions/${json.id}`);
    expect(shown.notes).toMatchObject([
      { body: "Why a half?", resolved: true, resolved_by: { username: "hannah" } },
      { body: "Because.", author: { username: "hannah" } },
    ]);
    expect((await api.get(`${path}/notes/${note.id}/award_emoji`)).json).toMatchObject([
      { name: "thumbsdown" },
    ]);
    gitlab.unresolve(mergeRequest, json.id);
    expect((await api.get(`${path}/discussions/${json.id}`)).json.notes[0].resolved).toBe(false);
    gitlab.deleteNote(mergeRequest, note.id);
    gitlab.deleteDiscussion(mergeRequest, json.id);
    expect((await api.get(`${path}/discussions/${json.id}`)).status).toBe(404);
  });

  test("see the bot's emoji once", async () => {
    const { api, path } = await openLeaveScene();
    const { json } = await api.post(`${path}/notes`, { body: "A summary." });
    const award = () => api.post(`${path}/notes/${json.id}/award_emoji`, { name: "eyes" });
    expect((await award()).status).toBe(201);
    expect((await award()).status).toBe(404);
  });
});

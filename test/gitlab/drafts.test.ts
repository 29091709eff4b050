import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { openLeaveScene } from "./scenes.ts";

describe("draft notes", () => {
  test("are seen by their author alone until they are published", async () => {
    const { gitlab, api, path, project, mergeRequest, at } = await openLeaveScene();
    const { json } = await api.post(`${path}/draft_notes`, {
      note: "Why half?",
      position: at({ new_line: 10 }),
    });
    expect(json).toMatchObject({
      note: "Why half?",
      position: { new_line: 10 },
      line_code: expect.stringMatching(/_10_10$/),
    });
    const other = createClient(gitlab.url, gitlab.createBot({ projectId: project.id }).token);
    expect((await other.get(`${path}/draft_notes`)).json).toEqual([]);
    expect((await other.get(`${path}/draft_notes/${json.id}`)).status).toBe(404);
    expect((await other.post(`${path}/draft_notes/bulk_publish`)).status).toBe(204);
    expect((await api.get(`${path}/discussions`)).json).toEqual([]);
    expect(gitlab.drafts(mergeRequest)).toHaveLength(1);
  });

  test("are published as one review: threads, a plain note, one notification", async () => {
    const { gitlab, api, path, at, mergeRequest } = await openLeaveScene();
    gitlab.forget();
    await api.post(`${path}/draft_notes`, { note: "A summary." });
    await api.post(`${path}/draft_notes`, { note: "Why half?", position: at({ new_line: 10 }) });
    await api.post(`${path}/draft_notes`, { note: "Why go?", position: at({ old_line: 11 }) });
    expect((await api.post(`${path}/draft_notes/bulk_publish`)).status).toBe(204);
    expect(gitlab.notes(mergeRequest)).toMatchObject([
      { type: null, body: "A summary." },
      { type: "DiffNote", body: "Why half?" },
      { type: "DiffNote", body: "Why go?" },
    ]);
    expect(gitlab.notifications).toMatchObject([{ kind: "new_review", notes: [1, 2, 3] }]);
    expect((await api.get(`${path}/draft_notes`)).json).toEqual([]);
  });

  test("published one by one tell people each time", async () => {
    const { gitlab, api, path } = await openLeaveScene();
    gitlab.forget();
    for (const note of ["One.", "Two."]) {
      const { json } = await api.post(`${path}/draft_notes`, { note });
      await api.put(`${path}/draft_notes/${json.id}/publish`);
    }
    expect(gitlab.notifications.map(({ kind }) => kind)).toEqual(["new_note", "new_note"]);
  });

  test("are all published, those of an earlier run too", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    await api.post(`${path}/draft_notes`, { note: "Left over by a crash." });
    await api.post(`${path}/draft_notes`, { note: "New." });
    await api.post(`${path}/draft_notes/bulk_publish`);
    expect(gitlab.notes(mergeRequest)).toHaveLength(2);
  });

  test("are refused off the diff at once", async () => {
    const { api, path, at } = await openLeaveScene();
    const answer = await api.post(`${path}/draft_notes`, {
      note: "?",
      position: at({ new_line: 99 }),
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { message: expect.stringMatching(/line_code/) },
    });
    expect((await api.post(`${path}/draft_notes`, {})).json).toEqual({ error: "note is missing" });
  });

  test("block the whole review when one of them cannot be saved any more", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json: thread } = await api.post(`${path}/discussions`, { body: "Why half?" });
    await api.post(`${path}/draft_notes`, {
      note: "An answer.",
      in_reply_to_discussion_id: thread.id,
    });
    await api.post(`${path}/draft_notes`, { note: "Something else." });
    gitlab.deleteDiscussion(mergeRequest, thread.id);
    const answer = await api.post(`${path}/draft_notes/bulk_publish`);
    // lib/api/draft_notes.rb: `status 500`, without a word.
    expect(answer).toMatchObject({ status: 500, text: "" });
    expect(gitlab.notes(mergeRequest)).toEqual([]);
    expect((await api.get(`${path}/draft_notes`)).json).toHaveLength(2);
  });

  test("answer and resolve a thread", async () => {
    const { gitlab, api, path, mergeRequest } = await openLeaveScene();
    const { json: thread } = await api.post(`${path}/discussions`, { body: "Why half?" });
    await api.post(`${path}/draft_notes`, {
      note: "It is clear now.",
      in_reply_to_discussion_id: thread.id,
      resolve_discussion: true,
    });
    await api.post(`${path}/draft_notes/bulk_publish`);
    expect(gitlab.discussions(mergeRequest)[0]?.notes).toMatchObject([
      { resolvedAt: expect.any(Date) },
      { body: "It is clear now.", type: "DiscussionNote" },
    ]);
  });

  test("can be changed and deleted", async () => {
    const { api, path, at } = await openLeaveScene();
    const { json } = await api.post(`${path}/draft_notes`, {
      note: "Why half?",
      position: at({ new_line: 10 }),
    });
    const changed = await api.put(`${path}/draft_notes/${json.id}`, { note: "Why a half?" });
    expect(changed.json).toMatchObject({ note: "Why a half?", position: { new_line: 10 } });
    expect((await api.post(`${path}/draft_notes/${json.id}`, { note: "?" })).status).toBe(405);
    expect((await api.delete(`${path}/draft_notes/${json.id}`)).status).toBe(204);
    expect((await api.get(`${path}/draft_notes`)).json).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { LEAVE, LEAVE_TEXT, openGitLab, openLeaveScene } from "./scenes.ts";

const NO_LINE = {
  message: `400 Bad request - Note {:line_code=>["can't be blank", "must be a valid line code"]}`,
};

// The page: old line 11 was removed, line 10 was added, the hunk shows old lines 7 to 14.
describe("a comment on a line", () => {
  test.each([
    ["an added line with its new number", { new_line: 10 }],
    ["a removed line with its old number", { old_line: 11 }],
    ["an unchanged line with both numbers", { old_line: 9, new_line: 9 }],
    ["an unchanged line below the added one", { old_line: 10, new_line: 11 }],
    ["an unchanged line far below the hunk", { old_line: 19, new_line: 19 }],
    ["an unchanged line far above the hunk", { old_line: 1, new_line: 1 }],
  ])("can stand on %s", async (_, lines) => {
    const { api, path, at } = await openLeaveScene();
    const answer = await api.post(`${path}/discussions`, {
      body: "Half of what?",
      position: at(lines),
    });
    expect(answer.status).toBe(201);
    expect(answer.json.notes[0]).toMatchObject({
      type: "DiffNote",
      resolvable: true,
      position: lines,
    });
  });

  test.each([
    ["an added line with both numbers", { old_line: 10, new_line: 10 }],
    ["an unchanged line with its new number only", { new_line: 9 }],
    ["an unchanged line with its old number only", { old_line: 9 }],
    ["an unchanged line with numbers that do not belong together", { old_line: 10, new_line: 10 }],
    ["a line outside the hunk with the wrong pair", { old_line: 19, new_line: 20 }],
    ["a line outside the hunk with its new number only", { new_line: 19 }],
    ["a line below the end of the page", { old_line: 90, new_line: 90 }],
    ["line nought", { new_line: 0 }],
  ])("cannot stand on %s", async (_, lines) => {
    const { gitlab, api, path, at, mergeRequest } = await openLeaveScene();
    const answer = await api.post(`${path}/discussions`, {
      body: "Half of what?",
      position: at(lines),
    });
    expect(answer).toMatchObject({ status: 400, json: NO_LINE });
    expect(gitlab.notes(mergeRequest)).toEqual([]);
  });

  test.each([
    ["of the branch instead of the merge base", { start_sha: "0".repeat(40) }],
    ["of nothing at all", { head_sha: "1".repeat(40) }],
  ])("is refused with commits %s", async (_, shas) => {
    const { api, path, at } = await openLeaveScene();
    const position = { ...at({ new_line: 10 }), ...shas };
    expect((await api.post(`${path}/discussions`, { body: "?", position })).json).toEqual(NO_LINE);
  });

  test.each([
    [
      "without paths",
      { old_path: undefined, new_path: undefined },
      /:position=>\["is incomplete"\]/,
    ],
    ["without one of the paths", { old_path: undefined }, /is incomplete/],
    [
      "on a page that did not change",
      { old_path: "README.md", new_path: "README.md" },
      /line_code/,
    ],
    ["without lines", { new_line: undefined }, /is incomplete/],
    [
      "without commits",
      { base_sha: undefined, head_sha: undefined },
      /position\[base_sha\] is missing, position\[head_sha\]/,
    ],
    ["of an unknown kind", { position_type: "word" }, /does not have a valid value/],
    ["with a field that GitLab does not know", { line: 3 }, /position\[line\] is unexpected/],
  ])("is refused %s", async (_, change, message) => {
    const { api, path, at } = await openLeaveScene();
    const position = { ...at({ new_line: 10 }), ...change };
    const answer = await api.post(`${path}/discussions`, { body: "?", position });
    expect(answer.status).toBe(400);
    expect(answer.json.message ?? answer.json.error).toMatch(message);
  });

  test("takes the position as a form too", async () => {
    const { api, path, at } = await openLeaveScene();
    const form = new FormData();
    form.set("body", "Half of what?");
    for (const [key, value] of Object.entries(at({ new_line: 10 })))
      form.set(`position[${key}]`, String(value));
    form.set("position[old_line]", "");
    expect((await api.post(`${path}/discussions`, form)).json.notes[0].position).toMatchObject({
      new_line: 10,
      old_line: null,
    });
  });

  test("is refused while the merge request has no diff", async () => {
    const { api, path, at } = await openLeaveScene({ preparation: { polls: 5 } });
    const sha = "1".repeat(40);
    const position = { ...at({ new_line: 10 }), base_sha: sha, start_sha: sha, head_sha: sha };
    expect((await api.post(`${path}/discussions`, { body: "?", position })).json.message).toMatch(
      /doesn't support new-style diff notes/,
    );
  });

  test("can stand on a whole file", async () => {
    const { api, path, at } = await openLeaveScene();
    const position = at({});
    const answer = await api.post(`${path}/discussions`, {
      body: "Long.",
      position: { ...position, position_type: "file" },
    });
    expect(answer.json.notes[0].position).toMatchObject({ position_type: "file" });
  });

  test("spans lines only with the right line codes", async () => {
    const { api, path, at } = await openLeaveScene();
    const code = (old: number, now: number) => `${LEAVE_SHA1}_${old}_${now}`;
    const end = { type: "new", new_line: 10 };
    const start = { type: "old", old_line: 9, new_line: 9, line_code: code(9, 9) };
    const post = (line_code: string) =>
      api.post(`${path}/discussions`, {
        body: "Both.",
        position: { ...at({ new_line: 10 }), line_range: { start, end: { ...end, line_code } } },
      });
    expect((await post(code(10, 10))).status).toBe(201);
    expect((await post(code(0, 10))).json).toEqual(NO_LINE);
  });
});

/** SHA-1 of the path of the leave page, as line codes begin. */
const LEAVE_SHA1 = "a02c63b7bc95d477f137fd144e0cee1ceb837cab";

describe("files that cannot be unfolded", () => {
  async function open(files: Record<string, string | null>) {
    const gitlab = await openGitLab({ preparation: { polls: 0 } });
    const project = gitlab.createProject({
      path: "people/handbook",
      files: { [LEAVE]: LEAVE_TEXT },
    });
    gitlab.pushCommit(project.id, "change", { files });
    gitlab.openMergeRequest({ sourceProject: project.id, sourceBranch: "change", title: "Change" });
    const api = createClient(gitlab.url, gitlab.createBot({ projectId: project.id }).token);
    const path = `/projects/${project.id}/merge_requests/1`;
    const { diff_refs } = (await api.get(path)).json;
    return (position: Record<string, unknown>) =>
      api.post(`${path}/discussions`, {
        body: "?",
        position: { ...diff_refs, position_type: "text", ...position },
      });
  }

  test("are pure renames", async () => {
    const post = await open({ [LEAVE]: null, "time-off.md": LEAVE_TEXT });
    const paths = { old_path: LEAVE, new_path: "time-off.md" };
    expect((await post({ ...paths, old_line: 3, new_line: 3 })).json).toEqual(NO_LINE);
    expect((await post({ ...paths, position_type: "file" })).status).toBe(201);
  });

  test("are new files, whose every line is an added one", async () => {
    const post = await open({ "new.md": "One.\nTwo.\n" });
    const paths = { old_path: "new.md", new_path: "new.md" };
    expect((await post({ ...paths, new_line: 2 })).status).toBe(201);
    expect((await post({ ...paths, new_line: 3 })).json).toEqual(NO_LINE);
    expect((await post({ ...paths, old_line: 2, new_line: 2 })).json).toEqual(NO_LINE);
  });

  test("want the old and the new path of a rename", async () => {
    const post = await open({ [LEAVE]: null, "time-off.md": `${LEAVE_TEXT}More.\n` });
    const lines = { new_line: LEAVE_TEXT.split("\n").length };
    expect((await post({ old_path: LEAVE, new_path: "time-off.md", ...lines })).status).toBe(201);
    expect(
      (await post({ old_path: "time-off.md", new_path: "time-off.md", ...lines })).json,
    ).toEqual(NO_LINE);
  });
});

describe("a comment after a push", () => {
  test("moves with its line, and keeps where it was written", async () => {
    const { gitlab, api, path, at, project, mergeRequest } = await openLeaveScene();
    await api.post(`${path}/discussions`, {
      body: "Half of what?",
      position: at({ new_line: 10 }),
    });
    const text = gitlab.readFile(project.id, mergeRequest.headSha, LEAVE) ?? "";
    const head = gitlab.pushCommit(project.id, "more-leave", {
      files: { [LEAVE]: `Hello.\n\n${text}` },
    });
    const { json } = await api.get(`${path}/discussions`);
    expect(json[0].notes[0].position).toMatchObject({ new_line: 12, head_sha: head });
    expect(gitlab.notes(mergeRequest)[0]?.originalPosition).toMatchObject({ newLine: 10 });
  });

  test("is outdated when its line changed, and GitLab says so inside the thread", async () => {
    const { gitlab, api, path, at, project, mergeRequest } = await openLeaveScene();
    await api.post(`${path}/discussions`, {
      body: "Half of what?",
      position: at({ new_line: 10 }),
    });
    const text = gitlab.readFile(project.id, mergeRequest.headSha, LEAVE) ?? "";
    gitlab.pushCommit(project.id, "more-leave", {
      files: { [LEAVE]: text.replace("Half days count half.", "Half days count as half a day.") },
      author: "hannah",
    });
    const { json } = await api.get(`${path}/discussions`);
    expect(json[0].notes).toMatchObject([
      { system: false, position: { new_line: 10 }, resolved: false },
      {
        system: true,
        resolvable: false,
        author: { username: "hannah" },
        body: expect.stringMatching(/^changed this line in \[version 2/),
      },
    ]);
    expect(gitlab.notes(mergeRequest)[0]?.outdated).toBe(true);
  });

  test("written on the version before is carried to the newest at once", async () => {
    const { gitlab, api, path, at, project, mergeRequest } = await openLeaveScene();
    const position = at({ new_line: 10 });
    const text = gitlab.readFile(project.id, mergeRequest.headSha, LEAVE) ?? "";
    gitlab.pushCommit(project.id, "more-leave", { files: { [LEAVE]: `Hello.\n${text}` } });
    const { json } = await api.post(`${path}/discussions`, { body: "Half of what?", position });
    expect(json.notes[0].position).toMatchObject({ new_line: 11 });
  });
});

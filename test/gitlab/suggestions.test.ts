import { describe, expect, test } from "vitest";
import { createClient } from "./client.ts";
import { LEAVE, openGitLab, openLeaveScene, type LeaveScene } from "./scenes.ts";

const FENCE = "```";
const LONG_FENCE = "````";

async function suggest(scene: LeaveScene, body: string, lines: Record<string, number>) {
  const { json } = await scene.api.post(`${scene.path}/discussions`, {
    body,
    position: scene.at(lines),
  });
  return json.notes[0].suggestions;
}

describe("a suggestion", () => {
  test.each([
    [
      "for one line",
      "suggestion",
      "Better.",
      {
        from_line: 10,
        to_line: 10,
        from_content: "Half days count half.\n",
        to_content: "Better.\n",
      },
    ],
    [
      "for lines above and below",
      "suggestion:-1+1",
      "One.\nTwo.",
      { from_line: 9, to_line: 11, to_content: "One.\nTwo.\n" },
    ],
    ["of nothing but space, which deletes", "suggestion:-0+0", "  ", { to_content: "" }],
    [
      "with offsets that make no sense, which count as none",
      "suggestion:+1-1",
      "Better.",
      { from_line: 10, to_line: 10 },
    ],
  ])("is read %s", async (_, info, text, expected) => {
    const scene = await openLeaveScene();
    const suggestions = await suggest(scene, `Why not?\n\n${FENCE}${info}\n${text}\n${FENCE}`, {
      new_line: 10,
    });
    expect(suggestions).toMatchObject([{ ...expected, appliable: true, applied: false }]);
  });

  test("is read several times in one note, in lists too, and with a longer fence around a fence", async () => {
    const scene = await openLeaveScene();
    const body = `- first\n\n  ${FENCE}suggestion\n  One.\n  ${FENCE}\n\n${LONG_FENCE}suggestion\n${FENCE}\nTwo.\n${FENCE}\n${LONG_FENCE}`;
    expect(await suggest(scene, body, { new_line: 10 })).toMatchObject([
      { to_content: "One.\n" },
      { to_content: "```\nTwo.\n```\n" },
    ]);
  });

  test("reaches a hundred lines at most, and says nothing", async () => {
    const gitlab = await openGitLab({ preparation: { polls: 0 } });
    const { id } = gitlab.createProject({ path: "people/handbook", files: { "a.md": "A.\n" } });
    gitlab.pushCommit(id, "long", { files: { "b.md": "A line.\n".repeat(300) } });
    gitlab.openMergeRequest({ sourceProject: id, sourceBranch: "long", title: "Long" });
    const api = createClient(gitlab.url, gitlab.createBot({ projectId: id }).token);
    const path = `/projects/${id}/merge_requests/1`;
    const { diff_refs } = (await api.get(path)).json;
    const position = {
      ...diff_refs,
      position_type: "text",
      old_path: "b.md",
      new_path: "b.md",
      new_line: 150,
    };
    const body = `${FENCE}suggestion:-120+3\nShort.\n${FENCE}`;
    const { json } = await api.post(`${path}/discussions`, { body, position });
    expect(json.notes[0].suggestions).toMatchObject([{ from_line: 50, to_line: 153 }]);
  });

  test("on a removed line is only code", async () => {
    const scene = await openLeaveScene();
    expect(await suggest(scene, `${FENCE}suggestion\nBetter.\n${FENCE}`, { old_line: 11 })).toEqual(
      [],
    );
  });

  test("keeps the line break of the last line it replaces", async () => {
    const gitlab = await openGitLab({ preparation: { polls: 0 } });
    const { id } = gitlab.createProject({
      path: "people/handbook",
      files: { "a.md": "A.\r\nB.\r\n" },
    });
    gitlab.pushCommit(id, "fix", { files: { "a.md": "A.\r\nB!\r\nC.\r\n" } });
    const mergeRequest = gitlab.openMergeRequest({
      sourceProject: id,
      sourceBranch: "fix",
      title: "Fix",
    });
    const [newest] = mergeRequest.versions;
    const position = {
      base_sha: newest?.base,
      start_sha: newest?.start,
      head_sha: newest?.head,
      position_type: "text",
      old_path: "a.md",
      new_path: "a.md",
      new_line: 3,
    };
    gitlab.comment(
      mergeRequest,
      `${FENCE}suggestion:-1+0\nOne.\nTwo.\n${FENCE}`,
      "sofia",
      position,
    );
    gitlab.applySuggestion(1);
    expect(gitlab.readFile(id, "fix", "a.md")).toBe("A.\r\nOne.\nTwo.\r\n");
  });

  test("gets another id when its note is edited", async () => {
    const scene = await openLeaveScene();
    const { api, path } = scene;
    const [first] = await suggest(scene, `${FENCE}suggestion\nBetter.\n${FENCE}`, { new_line: 10 });
    const note = scene.gitlab.notes(scene.mergeRequest)[0]?.id;
    const { json } = await api.put(`${path}/notes/${note}`, {
      body: `${FENCE}suggestion\nBest.\n${FENCE}`,
    });
    expect(json.suggestions).toMatchObject([{ to_content: "Best.\n" }]);
    expect(json.suggestions[0].id).not.toBe(first.id);
  });
});

describe("applying a suggestion", () => {
  test("commits as its author, resolves the thread and tells the webhooks of a push", async () => {
    const scene = await openLeaveScene();
    const { gitlab, api, path, project, bot, mergeRequest } = scene;
    const [suggestion] = await suggest(scene, `${FENCE}suggestion\nBetter.\n${FENCE}`, {
      new_line: 10,
    });
    gitlab.applySuggestion(suggestion.id, "hannah");
    expect(gitlab.readFile(project.id, "more-leave", LEAVE)).toMatch(
      /25 days a year\.\nBetter\.\nThe year/,
    );
    const { json: commit } = await api.get(`/projects/${project.id}/repository/commits/more-leave`);
    expect(commit).toMatchObject({
      author_name: bot.name,
      committer_name: "Hannah",
      message: "Apply 1 suggestion(s) to 1 file(s)",
    });
    const { json } = await api.get(`${path}/discussions`);
    expect(json[0].notes[0]).toMatchObject({
      resolved: true,
      resolved_by: { username: "hannah" },
      suggestions: [{ applied: true, appliable: false }],
    });
    expect(gitlab.mergeRequest(mergeRequest).headSha).toBe(commit.id);
  });

  test("takes several at once, in one commit", async () => {
    const scene = await openLeaveScene();
    const [one] = await suggest(scene, `${FENCE}suggestion\nOne.\nAnd more.\n${FENCE}`, {
      new_line: 10,
    });
    const [two] = await suggest(scene, `${FENCE}suggestion\nTwo.\n${FENCE}`, {
      old_line: 10,
      new_line: 11,
    });
    const answer = await scene.api.put("/suggestions/batch_apply", {
      ids: [one.id, two.id],
      commit_message: "Say it better",
    });
    expect(answer.status).toBe(200);
    expect(scene.gitlab.readFile(scene.project.id, "more-leave", LEAVE)).toMatch(
      /year\.\nOne\.\nAnd more\.\nTwo\.\n/,
    );
  });

  test.each([
    [
      "the line has changed",
      (scene: LeaveScene) =>
        scene.gitlab.pushCommit(scene.project.id, "more-leave", {
          files: { [LEAVE]: "# Leave\n" },
        }),
      /changed in a more recent version/,
    ],
    [
      "the merge request is closed",
      (scene: LeaveScene) => scene.gitlab.closeMergeRequest(scene.mergeRequest),
      /was closed/,
    ],
    [
      "the branch is gone",
      (scene: LeaveScene) => scene.gitlab.deleteBranch(scene.project.id, "more-leave"),
      /source branch was deleted/,
    ],
    [
      "it was applied before",
      (scene: LeaveScene) => scene.gitlab.applySuggestion(1),
      /Can't apply this suggestion/,
    ],
  ])("is refused when %s", async (_, happen, message) => {
    const scene = await openLeaveScene();
    const [{ id }] = await suggest(scene, `${FENCE}suggestion\nBetter.\n${FENCE}`, {
      new_line: 10,
    });
    happen(scene);
    const answer = await scene.api.put(`/suggestions/${id}/apply`);
    expect(answer.status).toBe(400);
    expect(answer.json.message).toMatch(message);
  });

  test("is refused when it changes nothing", async () => {
    const scene = await openLeaveScene();
    const body = `${FENCE}suggestion\nHalf days count half.\n${FENCE}`;
    expect(await suggest(scene, body, { new_line: 10 })).toMatchObject([{ appliable: false }]);
  });
});

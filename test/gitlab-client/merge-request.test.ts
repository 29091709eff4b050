import { describe, expect, test } from "vitest";

import type { PreparedMergeRequest } from "../../src/gitlab/merge-request.ts";
import { pages, sendJson, serveGitLab, type Received } from "./server.ts";

const head = "1".repeat(40);
const older = "2".repeat(40);
const base = "3".repeat(40);

function answer(fields: object = {}) {
  return {
    iid: 31,
    project_id: 12,
    source_project_id: 12,
    state: "opened",
    draft: false,
    author: { id: 7, username: "amara" },
    title: "Say who grants parental leave",
    labels: ["policy"],
    source_branch: "leave-policy",
    target_branch: "main",
    sha: head,
    diff_refs: { base_sha: base, start_sha: base, head_sha: head },
    changes_count: "2",
    detailed_merge_status: "mergeable",
    prepared_at: "2026-11-20T09:00:00Z",
    updated_at: "2026-11-20T09:00:00Z",
    head_pipeline: { id: 500, sha: head },
    web_url: "https://gitlab.example.com/acme/handbook/-/merge_requests/31",
    a_field_of_a_later_version: { nested: true },
    ...fields,
  };
}

const prepared: PreparedMergeRequest = {
  projectId: 12,
  iid: 31,
  sourceProjectId: 12,
  state: "opened",
  isDraft: false,
  author: { id: 7, username: "amara", isBot: false },
  title: "Say who grants parental leave",
  labels: ["policy"],
  sourceBranch: "leave-policy",
  targetBranch: "main",
  headSha: head,
  diffRefs: { baseSha: base, startSha: base, headSha: head },
  changesCount: "2",
  updatedAt: "2026-11-20T09:00:00Z",
  projectUrl: "https://gitlab.example.com/acme/handbook",
};

describe("a merge request", () => {
  test("is read with what the bot needs", async () => {
    const { gitlab } = await serveGitLab({ "projects/12/merge_requests/31": answer() });
    expect(await gitlab.mergeRequest(12, 31)).toEqual(prepared);
  });

  test("just opened has no diff yet", async () => {
    const { gitlab } = await serveGitLab({
      "projects/12/merge_requests/31": answer({
        diff_refs: null,
        changes_count: null,
        head_pipeline: null,
      }),
    });
    expect(await gitlab.mergeRequest(12, 31)).toMatchObject({
      diffRefs: undefined,
      changesCount: undefined,
    });
  });

  test.each<[string, object, object]>([
    ["a fork", { source_project_id: 88 }, { sourceProjectId: 88 }],
    ["a deleted fork", { source_project_id: null }, { sourceProjectId: undefined }],
    ["a draft of before 13.2", { draft: undefined, work_in_progress: true }, { isDraft: true }],
    [
      "a project token's author",
      { author: { id: 9, username: "project_12_bot_1f0c" } },
      { author: { id: 9, username: "project_12_bot_1f0c", isBot: true } },
    ],
    ["a deleted author", { author: null }, { author: undefined }],
    ["a state of a later version", { state: "archived" }, { state: "closed" }],
  ])("from %s", async (_, fields, expected) => {
    const { gitlab } = await serveGitLab({ "projects/12/merge_requests/31": answer(fields) });
    expect(await gitlab.mergeRequest(12, 31)).toMatchObject(expected);
  });

  test("that is not what GitLab answers is told by its field", async () => {
    const { gitlab } = await serveGitLab({
      "projects/12/merge_requests/31": answer({ source_branch: 5 }),
    });
    await expect(gitlab.mergeRequest(12, 31)).rejects.toThrow(/merge request.*source_branch/);
  });

  test("of which many are open is found on every page", async () => {
    const { gitlab, received } = await serveGitLab({
      "projects/12/merge_requests": pages(
        [answer({ iid: 3 }), answer({ iid: 2 })],
        [answer({ iid: 1, diff_refs: undefined })],
      ),
    });
    const open = await gitlab.openMergeRequests(12, "2026-11-19T00:00:00Z");
    expect(open.map(({ iid }) => iid)).toEqual([3, 2, 1]);
    expect(received[0]?.url).toContain("state=opened");
    expect(received[0]?.url).toContain("updated_after=2026-11-19T00%3A00%3A00Z");
  });
});

describe("waiting for the diff", () => {
  function sequence(...states: readonly object[]) {
    let look = 0;
    return (_: Received, response: Parameters<typeof sendJson>[0]) => {
      sendJson(response, 200, answer(states[Math.min(look, states.length - 1)]));
      look += 1;
    };
  }
  const preparing = { diff_refs: null, detailed_merge_status: "preparing", prepared_at: null };
  const stale = { diff_refs: { base_sha: base, start_sha: base, head_sha: older } };

  test("ends as soon as it is made for the head", async () => {
    const { gitlab, clock } = await serveGitLab({
      "projects/12/merge_requests/31": sequence(preparing, stale, {}),
    });
    expect(await gitlab.waitUntilPrepared(12, 31, head)).toEqual(prepared);
    expect(clock.slept).toEqual([250, 500]);
  });

  test("goes on while GitLab still shows the head before the push", async () => {
    const before = { sha: older, ...stale };
    const { gitlab, received } = await serveGitLab({
      "projects/12/merge_requests/31": sequence(before, before, {}),
    });
    expect((await gitlab.waitUntilPrepared(12, 31, head))?.headSha).toBe(head);
    expect(received).toHaveLength(3);
  });

  test("takes a newer head than the one that was told", async () => {
    const { gitlab } = await serveGitLab({ "projects/12/merge_requests/31": answer() });
    expect((await gitlab.waitUntilPrepared(12, 31, older))?.headSha).toBe(head);
  });

  test.each<[string, object]>([
    ["was merged", { state: "merged" }],
    ["was closed", { state: "closed", ...preparing }],
    ["has no change", { diff_refs: null, changes_count: null }],
  ])("has no result for one that %s", async (_, fields) => {
    const { gitlab } = await serveGitLab({ "projects/12/merge_requests/31": answer(fields) });
    expect(await gitlab.waitUntilPrepared(12, 31, head)).toBeUndefined();
  });

  test("gives up after some seconds, to be tried again", async () => {
    const { gitlab, clock } = await serveGitLab({
      "projects/12/merge_requests/31": answer(preparing),
    });
    await expect(gitlab.waitUntilPrepared(12, 31)).rejects.toMatchObject({ retryable: true });
    expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(20_000);
  });
});

describe("changed files", () => {
  const diffs = "projects/12/merge_requests/31/diffs";
  const file = (path: string, fields: object = {}) => ({
    old_path: path,
    new_path: path,
    diff: "@@ -1 +1 @@\n-a\n+b\n",
    new_file: false,
    renamed_file: false,
    deleted_file: false,
    collapsed: false,
    too_large: false,
    ...fields,
  });
  const blob = (path: string, id: string) => ({ id, path, type: "blob", mode: "100644" });

  test("are read from every page", async () => {
    const all = Array.from({ length: 130 }, (_, nth) => file(`docs/page-${nth}.md`));
    const { gitlab } = await serveGitLab({
      [diffs]: pages(all.slice(0, 100), all.slice(100)),
    });
    const { files, complete } = await gitlab.changedFiles({ ...prepared, changesCount: "130" });
    expect(files).toHaveLength(130);
    expect(complete).toBe(true);
  });

  test.each<[string, object, object]>([
    ["modified", {}, { status: "modified", diff: "@@ -1 +1 @@\n-a\n+b\n" }],
    ["added", { new_file: true, old_path: "/dev/null" }, { status: "added", oldPath: "leave.md" }],
    ["deleted", { deleted_file: true }, { status: "deleted" }],
    [
      "renamed without a change",
      { renamed_file: true, old_path: "pto.md", diff: "" },
      { status: "renamed", oldPath: "pto.md", newPath: "leave.md", diff: "" },
    ],
    ["collapsed", { diff: "", collapsed: true }, { diff: undefined }],
    ["too large", { diff: "", too_large: true }, { diff: undefined }],
    [
      "empty before GitLab 18.4",
      { diff: "", collapsed: undefined, too_large: undefined },
      { diff: undefined },
    ],
    ["an empty file that is new", { diff: "", new_file: true }, { status: "added", diff: "" }],
  ])("%s", async (_, fields, expected) => {
    const { gitlab } = await serveGitLab({ [diffs]: [file("leave.md", fields)] });
    const { files } = await gitlab.changedFiles({ ...prepared, changesCount: "1" });
    expect(files).toEqual([expect.objectContaining(expected)]);
  });

  test.each<[string, string | undefined, unknown]>([
    ["counts as 1000+", "1000+", undefined],
    ["counts more than it lists", "4", undefined],
    ["keeps only part of", undefined, [{ state: "overflow", real_size: "3" }]],
  ])("beyond what GitLab %s are found by comparing trees", async (_, changesCount, versions) => {
    const { gitlab } = await serveGitLab({
      [diffs]: [
        file("docs/leave.md"),
        file("docs/expenses.md", { renamed_file: true, old_path: "docs/spending.md" }),
      ],
      "projects/12/merge_requests/31/versions": versions,
      [`projects/12/repository/tree?ref=${base}&recursive=true&pagination=keyset&per_page=100`]: [
        blob("docs/leave.md", "a1"),
        blob("docs/spending.md", "a2"),
        blob("docs/hiring.md", "a3"),
        blob("docs/moved.md", "a4"),
        blob("docs/same.md", "a5"),
        { ...blob("docs", "a6"), type: "tree" },
      ],
      [`projects/12/repository/tree?ref=${head}&recursive=true&pagination=keyset&per_page=100`]: [
        blob("docs/leave.md", "b1"),
        blob("docs/expenses.md", "b2"),
        blob("docs/archive/moved.md", "a4"),
        blob("docs/same.md", "a5"),
        blob("docs/travel.md", "b6"),
        { ...blob("docs", "b7"), type: "tree" },
      ],
    });
    const { files, complete } = await gitlab.changedFiles({ ...prepared, changesCount });
    expect(complete).toBe(true);
    expect(files.map(({ status, oldPath, newPath }) => `${status} ${oldPath} ${newPath}`)).toEqual([
      "modified docs/leave.md docs/leave.md",
      "renamed docs/spending.md docs/expenses.md",
      "renamed docs/moved.md docs/archive/moved.md",
      "added docs/travel.md docs/travel.md",
      "deleted docs/hiring.md docs/hiring.md",
    ]);
  });

  test("of a fork that nobody lets the bot see are said to be incomplete", async () => {
    const { gitlab } = await serveGitLab({
      [diffs]: [file("docs/leave.md")],
      [`projects/12/repository/tree?ref=${base}&recursive=true&pagination=keyset&per_page=100`]: [],
    });
    const { files, complete } = await gitlab.changedFiles({
      ...prepared,
      sourceProjectId: 88,
      changesCount: "1000+",
    });
    expect(files).toHaveLength(1);
    expect(complete).toBe(false);
  });
});

test("every page of the discussions is read", async () => {
  const discussion = (id: string) => ({
    id,
    individual_note: false,
    notes: [{ id: 1, body: "x", system: false, author: { id: 7, username: "amara" } }],
  });
  const { gitlab, received } = await serveGitLab({
    "projects/12/merge_requests/31/discussions": pages([discussion("a")], [discussion("b")]),
  });
  const { entries, complete } = await gitlab.notes.discussions(12, 31);
  expect(entries.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(complete).toBe(true);
  expect(received[0]?.url).toContain("per_page=100");
});

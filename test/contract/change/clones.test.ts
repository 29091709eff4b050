import { expect, test } from "vitest";
import { findCommits } from "../../../src/cli/change/compared-commits.ts";
import { openGit } from "../../../src/cli/change/git.ts";
import { pipelineOf } from "../../../src/cli/change/pipeline.ts";
import { folderOf, git, writeFiles } from "../../cli/run-cli.ts";

/** A project in which two worked in parallel, and the commits that GitLab would name. */
async function project() {
  const origin = folderOf({ "leave.md": "Leave\n" });
  const commit = async (name: string): Promise<string> => {
    writeFiles(origin, { [`${name}.md`]: `${name}\n` });
    await git(origin, "add", ".");
    await git(origin, "commit", "-qm", name);
    return (await git(origin, "rev-parse", "HEAD")).trim();
  };
  await git(origin, "init", "-q", "-b", "main");
  await git(origin, "config", "uploadpack.allowAnySHA1InWant", "true");
  const base = await commit("base");
  await git(origin, "switch", "-qc", "author");
  const head = await commit("author");
  await git(origin, "switch", "-q", "main");
  const tip = await commit("others");
  await git(origin, "switch", "-q", "--detach", "main");
  await git(origin, "merge", "-q", "--no-ff", "-m", "Merge", "author");
  const merge = (await git(origin, "rev-parse", "HEAD")).trim();
  await git(origin, "branch", "merged", merge);
  return { origin, base, head, tip, merge };
}

async function cloneOf(origin: string, branch: string, ...options: readonly string[]) {
  const clone = folderOf({});
  await git(
    clone,
    "clone",
    "-q",
    "--branch",
    branch,
    "--single-branch",
    ...options,
    `file://${origin}`,
    ".",
  );
  return openGit(clone);
}

const mergeRequest = {
  CI_PROJECT_ID: "7",
  CI_MERGE_REQUEST_IID: "1",
  CI_MERGE_REQUEST_PROJECT_ID: "7",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
};

test("a clone that is too shallow for merged results says what to set", async () => {
  const { origin, base, head, tip, merge } = await project();
  const shallow = await cloneOf(origin, "merged", "--depth=1");
  const pipeline = pipelineOf({
    ...mergeRequest,
    CI_COMMIT_SHA: merge,
    CI_MERGE_REQUEST_EVENT_TYPE: "merged_result",
    CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: head,
    CI_MERGE_REQUEST_TARGET_BRANCH_SHA: tip,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
  });
  await expect(findCommits(shallow, base, pipeline)).rejects.toThrow(
    /lacks [0-9a-f]{12}, the newest commit of the author\. Set GIT_DEPTH: 0 in the variables of the CI job/,
  );
  const whole = await cloneOf(origin, "merged");
  expect(await findCommits(whole, base, pipeline)).toEqual({
    target: tip,
    base,
    head,
    remarks: [],
  });
});

test("a merge request pipeline without the target branch goes by the base, and says what to fetch", async () => {
  const { origin, base, head, tip } = await project();
  const clone = await cloneOf(origin, "author");
  const env = { ...mergeRequest, CI_COMMIT_SHA: head, CI_MERGE_REQUEST_DIFF_BASE_SHA: base };
  expect(await findCommits(clone, base, pipelineOf(env))).toEqual({
    target: base,
    base,
    head,
    remarks: [expect.stringContaining("git fetch origin main:refs/remotes/origin/main")],
  });
  await clone.run(["fetch", "-q", "origin", "main:refs/remotes/origin/main"]);
  expect(await findCommits(clone, base, pipelineOf(env))).toMatchObject({
    target: tip,
    remarks: [],
  });
});

test("the pipeline of a fork names the project to fetch from", async () => {
  const { origin, base, head } = await project();
  const clone = await cloneOf(origin, "author");
  const pipeline = pipelineOf({
    ...mergeRequest,
    CI_COMMIT_SHA: head,
    CI_PROJECT_ID: "9",
    CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example.com/people/handbook",
    CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
  });
  const { remarks } = await findCommits(clone, base, pipeline);
  expect(remarks).toEqual([
    expect.stringContaining("git fetch https://gitlab.example.com/people/handbook.git main:"),
  ]);
});

test("what an earlier job left of the target branch is not taken for newer than the base", async () => {
  const { origin, base, head, tip } = await project();
  const clone = await cloneOf(origin, "main");
  await clone.run(["fetch", "-q", "origin", "author"]);
  await clone.run(["checkout", "-q", "--detach", head]);
  await clone.run(["update-ref", "refs/remotes/origin/main", base]);
  const later = pipelineOf({
    ...mergeRequest,
    CI_COMMIT_SHA: head,
    CI_MERGE_REQUEST_DIFF_BASE_SHA: tip,
  });
  expect(await findCommits(clone, tip, later)).toMatchObject({ target: tip });
});

test("variables of another repository's pipeline are left alone", async () => {
  const { origin, base, head, tip } = await project();
  const clone = await cloneOf(origin, "author");
  await clone.run(["fetch", "-q", "origin", "main:refs/remotes/origin/main"]);
  const elsewhere = pipelineOf({ ...mergeRequest, CI_COMMIT_SHA: "0".repeat(40) });
  expect(await findCommits(clone, "origin/main", elsewhere)).toEqual({
    target: tip,
    base,
    head: undefined,
    remarks: [],
  });
  expect(head).not.toBe(tip);
});

import { describe, expect, test } from "vitest";

import { pipelineOf } from "../../src/cli/change/pipeline.ts";

const mergeRequest = {
  CI_COMMIT_SHA: "merge",
  CI_PROJECT_ID: "7",
  CI_DEFAULT_BRANCH: "main",
  CI_MERGE_REQUEST_IID: "3",
  CI_MERGE_REQUEST_PROJECT_ID: "7",
  CI_MERGE_REQUEST_PROJECT_URL: "https://gitlab.example.com/people/handbook",
  CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "next",
  CI_MERGE_REQUEST_DIFF_BASE_SHA: "base",
};

describe("pipelineOf", () => {
  test("knows no pipeline outside CI", () => {
    expect(pipelineOf({})).toBeUndefined();
    expect(pipelineOf({ CI_COMMIT_SHA: "" })).toBeUndefined();
  });

  test("compares the branch of a branch pipeline with the default branch", () => {
    expect(pipelineOf({ CI_COMMIT_SHA: "c", CI_DEFAULT_BRANCH: "main" })).toEqual({
      kind: "branch",
      checkedOut: "c",
      head: "c",
      base: undefined,
      target: { branch: "main", tip: undefined },
      remote: "origin",
    });
  });

  test.each([
    ["detached", "merge request"],
    [undefined, "merge request"],
    ["merged_result", "merged results"],
    ["merge_train", "merge train"],
  ])("event type %s is a pipeline of kind %s", (type, kind) => {
    expect(pipelineOf({ ...mergeRequest, CI_MERGE_REQUEST_EVENT_TYPE: type })?.kind).toBe(kind);
  });

  test("takes the commit that is checked out for the head where GitLab says no other", () => {
    const env = { ...mergeRequest, CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "", CI_COMMIT_SHA: "head" };
    expect(pipelineOf(env)).toMatchObject({
      head: "head",
      base: "base",
      target: { branch: "next" },
    });
  });

  test.each(["merged_result", "merge_train"])("looks behind the merge of %s", (type) => {
    const env = {
      ...mergeRequest,
      CI_MERGE_REQUEST_EVENT_TYPE: type,
      CI_MERGE_REQUEST_SOURCE_BRANCH_SHA: "head",
      CI_MERGE_REQUEST_TARGET_BRANCH_SHA: "tip",
    };
    expect(pipelineOf(env)).toMatchObject({
      checkedOut: "merge",
      head: "head",
      base: "base",
      target: { branch: "next", tip: "tip" },
    });
  });

  test("fetches the target branch of a fork from the project that it was forked from", () => {
    expect(pipelineOf({ ...mergeRequest, CI_PROJECT_ID: "9" })?.remote).toBe(
      "https://gitlab.example.com/people/handbook.git",
    );
  });
});

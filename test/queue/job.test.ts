import { describe, expect, it } from "vitest";
import { coalescingKey, isUrgent, parseJob, type Job } from "../../src/queue/job.ts";

const review: Job = {
  kind: "review",
  projectId: 7,
  iid: 16,
  reason: "pushed",
  receivedAt: 1_795_000_000_000,
};

describe("a job", () => {
  it.each<[string, Job]>([
    ["a review", review],
    ["a review of a known head", { ...review, headSha: "a".repeat(40) }],
    ["a review in a SHA-256 repository", { ...review, headSha: "a".repeat(64) }],
    ["a followed branch", { kind: "follow", projectId: 7, branch: "release/2026-11" }],
    ["a sweep of one project", { kind: "sweep", projectId: 7 }],
    ["a sweep of all", { kind: "sweep" }],
  ])("may be %s", (_name, job) => {
    expect(parseJob(JSON.parse(JSON.stringify(job)))).toEqual(job);
  });

  it.each<[string, unknown]>([
    ["nothing", undefined],
    ["of an unknown kind", { kind: "deploy" }],
    ["without a merge request", { ...review, iid: undefined }],
    ["with a number as text", { ...review, projectId: "7" }],
    ["with more than a job holds", { ...review, token: "glpat-0123456789" }],
  ])("is not %s, and trying again is useless", (_name, data) => {
    expect(() => parseJob(data)).toThrow(
      expect.objectContaining({ name: "InvalidJobError", retryable: false }),
    );
  });

  it.each([undefined, "main", "A".repeat(40), 7])("drops %j, which is no head", (headSha) => {
    expect(parseJob({ ...review, headSha })).toEqual(review);
  });

  it("shares its key with others on the same merge request, branch or project", () => {
    expect(coalescingKey({ ...review, headSha: "a".repeat(40), reason: "opened" })).toBe(
      coalescingKey(review),
    );
    const jobs: Job[] = [
      review,
      { ...review, iid: 17 },
      { ...review, projectId: 71, iid: 6 },
      { kind: "follow", projectId: 7, branch: "main" },
      { kind: "follow", projectId: 7, branch: "next" },
      { kind: "sweep", projectId: 7 },
      { kind: "sweep" },
    ];
    expect(new Set(jobs.map(coalescingKey)).size).toBe(jobs.length);
  });

  it("is urgent unless a sweep found it, or another merge request that overlaps", () => {
    expect(isUrgent(review)).toBe(true);
    expect(isUrgent({ ...review, reason: "overlap" })).toBe(false);
    expect(isUrgent({ ...review, reason: "sweep" })).toBe(false);
  });
});

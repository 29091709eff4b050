import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createGitLab } from "../../../src/gitlab/gitlab.ts";
import { reviewMergeRequest, type ReviewParts } from "../../../src/worker/review-merge-request.ts";
import { reviewerOf } from "../reviewer-of.ts";
import { startGitLab, type StandIn } from "../../gitlab/start-gitlab.ts";
import { configurations, engineOf, writePage } from "../../simulation/small-handbook.ts";

const leave = "handbook/leave/index.md";
const expenses = "handbook/expenses/index.md";

async function openHandbook(): Promise<{
  readonly gitlab: StandIn;
  readonly projectId: number;
  readonly parts: ReviewParts;
}> {
  const gitlab = await startGitLab({ preparation: { polls: 0 } });
  const dataDir = mkdtempSync(join(tmpdir(), "handbook-bot-lost-files-"));
  onTestFinished(async () => {
    await gitlab.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { id: projectId } = gitlab.createProject({
    path: "people/handbook",
    files: {
      ".handbook-bot.yml": configurations.roomy,
      [leave]: writePage(0, [0, 1]),
      [expenses]: writePage(1, [9]),
    },
  });
  const { user, token } = gitlab.createBot({ projectId });
  const client = createGitLab({ url: gitlab.url, token, fetch: gitlab.fetch });
  return {
    gitlab,
    projectId,
    parts: {
      gitlab: client,
      reviewer: reviewerOf(client, dataDir, engineOf),
      bot: {
        userId: user.id,
        username: user.username,
        instance: "handbook-bot",
        helpUrl: undefined,
      },
    },
  };
}

function loseNext(gitlab: StandIn, path: string, times = 1): void {
  const name = encodeURIComponent(path);
  gitlab.failNext({ with: 404, times, match: (_, asked) => asked.includes(name) });
}

describe("a file that GitLab does not give for a moment", () => {
  it("does not leave the handbook unconfigured for good", async () => {
    const { gitlab, projectId, parts } = await openHandbook();
    loseNext(gitlab, ".handbook-bot.yml");
    expect(await parts.reviewer.open(projectId, "main")).toMatchObject({ kind: "not-configured" });
    expect(await parts.reviewer.open(projectId, "main")).toMatchObject({ kind: "ready" });
  });

  it("is not dropped from the copy of the handbook", async () => {
    const { gitlab, projectId, parts } = await openHandbook();
    await parts.reviewer.open(projectId, "main");
    gitlab.pushCommit(projectId, "main", { files: { [leave]: writePage(0, [8]) } });
    loseNext(gitlab, leave);
    await expect(parts.reviewer.open(projectId, "main")).rejects.toThrow(leave);
    expect(await parts.reviewer.open(projectId, "main")).toMatchObject({ kind: "ready", pages: 2 });
  });

  it("does not make everything on its page count as new", async () => {
    const { gitlab, projectId, parts } = await openHandbook();
    gitlab.pushCommit(projectId, "leave", { files: { [leave]: writePage(0, [0, 1, 0]) } });
    const { iid } = gitlab.openMergeRequest({
      sourceProject: projectId,
      sourceBranch: "leave",
      title: "Say more about leave",
    });
    await parts.reviewer.open(projectId, "main");
    loseNext(gitlab, leave, 2);
    const review = () => reviewMergeRequest(parts, { projectId, iid });
    await expect(review()).rejects.toThrow(leave);
    expect(await review()).toMatchObject({ kind: "reviewed", outcome: { placed: [] } });
    expect(gitlab.notes({ projectId, iid })).toEqual([]);
  });
});

import { onTestFinished, expect, test } from "vitest";

import { startGitLab } from "../gitlab/start-gitlab.ts";
import { folderOf, runCli } from "./run-cli.ts";

const before = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk your manager.\n";

test("review --config tries a configuration that no branch has, and posts nothing", async () => {
  const standIn = await startGitLab({ preparation: { polls: 0 } });
  onTestFinished(async () => standIn.close());
  const { id } = standIn.createProject({
    path: "people/handbook",
    files: { "handbook/leave.md": before },
  });
  const { token } = standIn.createBot({ projectId: id });
  standIn.createBranch(id, "author", "main");
  standIn.pushCommit(id, "author", {
    files: { "handbook/leave.md": before.replace("Ask", "The guys say: ask") },
  });
  const mergeRequest = standIn.openMergeRequest({
    sourceProject: id,
    sourceBranch: "author",
    title: "A change",
  });
  const folder = folderOf({
    "strict.yml": "rules: { inclusive: error }\n",
    "broken.yml": "ruls: {}\n",
  });
  const env = {
    HANDBOOK_BOT_GITLAB_URL: standIn.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_DATA_DIR: `${folder}/data`,
  };
  const review = async (...args: readonly string[]) =>
    runCli(folder, ["review", "people/handbook", String(mergeRequest.iid), ...args], env);
  expect((await review()).stdout).toContain(
    "was not reviewed: its target branch has no .handbook-bot.yml",
  );
  const strict = await review("--config", "strict.yml");
  expect(strict).toMatchObject({ code: 1, stdout: expect.stringContaining("guys") });
  expect((await review("--config", "broken.yml")).stderr).toContain(
    "unknown key “ruls”; the nearest is rules",
  );
  expect(await review("--config", "none.yml")).toMatchObject({ code: 2, stdout: "" });
  expect(standIn.notes(mergeRequest)).toEqual([]);
});

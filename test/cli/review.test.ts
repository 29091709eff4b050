import { onTestFinished, expect, test } from "vitest";

import { startGitLab, type StandIn } from "../gitlab/start-gitlab.ts";
import { folderOf, runCli } from "./run-cli.ts";

const before = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk your manager.\n";

interface Scene {
  readonly standIn: StandIn;
  readonly projectId: number;
  readonly folder: string;
  readonly run: (...args: readonly string[]) => ReturnType<typeof runCli>;
}

/** A project with a page, and a folder with configurations in which commands run as its bot. */
async function setScene(): Promise<Scene> {
  const standIn = await startGitLab({ preparation: { polls: 0 } });
  onTestFinished(async () => standIn.close());
  const { id } = standIn.createProject({
    path: "people/handbook",
    files: { "handbook/leave.md": before },
  });
  const { token } = standIn.createBot({ projectId: id });
  const folder = folderOf({
    "strict.yml": "rules: { inclusive: error }\n",
    "broken.yml": "ruls: {}\n",
  });
  const env = {
    HANDBOOK_BOT_GITLAB_URL: standIn.url,
    HANDBOOK_BOT_GITLAB_TOKEN: token,
    HANDBOOK_BOT_DATA_DIR: `${folder}/data`,
  };
  return { standIn, projectId: id, folder, run: async (...args) => runCli(folder, args, env) };
}

test("doctor ends with what it found", async () => {
  const { run } = await setScene();
  const { code, stdout } = await run("doctor", "people/handbook");
  expect(code).toBe(1);
  expect(stdout).toContain(".handbook-bot.yml");
});

test("review --config tries a configuration that no branch has, and posts nothing", async () => {
  const { standIn, projectId: id, run } = await setScene();
  standIn.createBranch(id, "author", "main");
  standIn.pushCommit(id, "author", {
    files: { "handbook/leave.md": before.replace("Ask", "The guys say: ask") },
  });
  const mergeRequest = standIn.openMergeRequest({
    sourceProject: id,
    sourceBranch: "author",
    title: "A change",
  });
  const review = async (...args: readonly string[]) =>
    run("review", "people/handbook", String(mergeRequest.iid), ...args);
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

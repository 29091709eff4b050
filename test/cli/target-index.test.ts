import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { flip } from "../worker/target-branch/flip.ts";
import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const main = {
  ".handbook-bot.yml": "{}\n",
  "handbook/leave.md": "# Leave\n\n## How to ask\n\nAsk your manager.\n",
  "handbook/pay.md": "# Pay\n\nSee [how to ask](leave.md#how-to-ask).\n",
};

/** A repository with a branch that breaks a link of another page and has one of its own to a page that is not there. */
async function repository() {
  const root = folderOf(main);
  const commit = async (): Promise<void> => {
    await git(root, "add", "-A");
    await git(root, "commit", "-qm", "Change");
  };
  await git(root, "init", "-q", "-b", "main");
  await commit();
  await git(root, "checkout", "-qb", "change");
  writeFiles(root, {
    "handbook/leave.md": "# Leave\n\n## How to apply\n\nAsk [the team](team.md).\n",
  });
  await commit();
  const cache = join(root, ".git/cache");
  return {
    cache,
    index: join(cache, "handbook.index"),
    /** What the gate says of the branch, with its index in a folder. */
    async lint(folder: string): Promise<string> {
      const env = { HANDBOOK_BOT_CACHE_DIR: folder };
      return (await runCli(root, ["lint", "--base", "main", "--format", "json"], env)).stdout;
    },
    /** Changes the target branch, and puts the branch on top of it. */
    async advanceMain(files: Readonly<Record<string, string>>): Promise<void> {
      await git(root, "checkout", "-q", "main");
      writeFiles(root, files);
      await commit();
      await git(root, "checkout", "-q", "change");
      await git(root, "rebase", "-q", "main");
    },
  };
}

test("with the index of an earlier run the gate reports the same", async () => {
  const { lint, cache, index } = await repository();
  const without = await lint("off");
  expect(without).toContain("links/no-broken-incoming-link");
  expect(existsSync(index)).toBe(false);
  expect(await lint(cache)).toBe(without);
  const { mtimeMs } = statSync(index);
  expect(await lint(cache)).toBe(without);
  expect(statSync(index).mtimeMs).toBe(mtimeMs);
});

test("pages of the target branch that changed or came since are read", async () => {
  const { lint, cache, advanceMain } = await repository();
  await lint(cache);
  await advanceMain({
    "handbook/team.md": "# Team\n",
    "handbook/pay.md": "# Pay\n\nSee [leave](leave.md).\n",
  });
  const seen = await lint(cache);
  expect(seen).toBe(await lint("off"));
  expect(seen).not.toContain("no-broken");
});

test("another configuration, a damaged index and a folder that cannot be written only cost time", async () => {
  const { lint, cache, index, advanceMain } = await repository();
  await lint(cache);
  await advanceMain({ ".handbook-bot.yml": "exclude: [handbook/pay.md]\n" });
  const expected = await lint("off");
  expect(await lint(cache)).toBe(expected);
  flip(index, -10);
  expect(await lint(cache)).toBe(expected);
  expect(await lint("/dev/null/cache")).toBe(expected);
});

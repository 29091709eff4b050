import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { addressOf } from "../../src/cli/project-address.ts";
import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

test.each([
  ["https://gitlab.example.com/hr/handbook.git", {}, "https://gitlab.example.com/a/b.git"],
  ["https://ci:t@gitlab.example.com/hr/x/handbook", {}, "https://ci:t@gitlab.example.com/a/b.git"],
  [
    "ssh://git@gitlab.example.com:22/hr/handbook.git",
    {},
    "ssh://git@gitlab.example.com:22/a/b.git",
  ],
  ["git@gitlab.example.com:hr/handbook.git", {}, "git@gitlab.example.com:a/b.git"],
  [
    "https://example.com/gitlab/hr/handbook.git",
    { CI_PROJECT_PATH: "hr/handbook" },
    "https://example.com/gitlab/a/b.git",
  ],
  ["file:///srv/hr/handbook.git", {}, "file:///srv/a/b"],
  ["/srv/hr/handbook", {}, "/srv/a/b"],
  ["../handbook", {}, undefined],
])("beside %s another project is at its own address", (origin, env, expected) => {
  expect(addressOf(origin, "a/b", env)).toBe(expected);
});

const page = "---\ntitle: Leave\n---\n\n# Leave\n\nAsk the the manager.\n";

/** A host with two projects, and a clone of the handbook. */
async function openHost(config: string) {
  const host = folderOf({
    "hr/rules/base.yml": "rules: { prose/no-repeated-word: error }\n",
    "hr/handbook/.handbook-bot.yml": config,
    "hr/handbook/leave.md": page,
  });
  const commit = async (folder: string, message: string): Promise<string> => {
    await git(folder, "add", "--all");
    await git(folder, "commit", "--quiet", "--message", message);
    return (await git(folder, "rev-parse", "HEAD")).trim();
  };
  for (const name of ["rules", "handbook"]) {
    const folder = join(host, "hr", name);
    await git(folder, "init", "--quiet", "--initial-branch=main");
    await git(folder, "config", "uploadpack.allowAnySHA1InWant", "true");
    await commit(folder, "Begin");
  }
  await git(join(host, "hr/rules"), "tag", "v1");
  const clone = join(host, "clone");
  mkdirSync(clone);
  await git(clone, "clone", "--quiet", `file://${join(host, "hr/handbook")}`, ".");
  return { host, clone, commit };
}

describe("a configuration that another project keeps", () => {
  test("is read by git from the host of the remote, and kept", async () => {
    const { host, clone } = await openHost("extends: hr/rules//base.yml@v1\n");
    const env = { HANDBOOK_BOT_CACHE_DIR: join(host, "cache") };
    const first = await runCli(clone, ["lint"], env);
    expect(first.stdout).toMatch(/error {3}“?.*the the.*is repeated/);
    expect(first.code).toBe(1);
    rmSync(join(host, "hr/rules"), { recursive: true });
    rmSync(join(host, "cache/handbook.run"), { force: true });
    expect(await runCli(clone, ["lint"], env)).toEqual(first);
    const { stdout } = await runCli(clone, ["explain", "leave.md"], env);
    expect(stdout).toContain("hr/rules//base.yml@v1:1");
  });

  test.each([
    ["main", "there is no base.yml at a tag main of hr/rules"],
    ["0".repeat(40), "there is no base.yml at commit 000000000000 of hr/rules"],
  ])("is not read at %s", async (ref, expected) => {
    const { clone } = await openHost(`extends: hr/rules//base.yml@${ref}\n`);
    const { code, stderr } = await runCli(clone, ["lint"]);
    expect(code).toBe(2);
    expect(stderr).toContain(`.handbook-bot.yml:1:1: extends: hr/rules//base.yml@${ref}: `);
    expect(stderr).toContain(expected);
    expect(stderr).toContain("may read that project");
  });

  test("decides the gate as the target branch has it; others that a change names are left alone", async () => {
    const { clone, commit } = await openHost("extends: hr/rules//base.yml@v1\n");
    await git(clone, "switch", "--quiet", "--create", "change");
    writeFiles(clone, {
      ".handbook-bot.yml": "extends: [minimal, hr/secret//base.yml@v1]\n",
      "leave.md": `${page}\nAnd tell the the team.\n`,
    });
    await commit(clone, "Change");
    const args = ["gate", "--base", "origin/main", "--format", "pretty"];
    const { code, stdout } = await runCli(clone, args, { CI_COMMIT_SHA: "" });
    expect(stdout).toContain("hr/secret//base.yml@v1");
    expect(stdout).toContain("was not read, because the target branch does not name that file");
    expect(stdout).toContain("1 new finding (1 error)");
    expect(code).toBe(1);
  });
});

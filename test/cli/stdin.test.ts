import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";

import { describe, expect, inject, test } from "vitest";

import { folderOf, runCli } from "./run-cli.ts";

const good = "---\ntitle: Leave\n---\n\n# Leave\n\nSee [pay](pay.md).\n";
const files = {
  ".handbook-bot.yml": "ignore: ['drafts/**']\n",
  "handbook/leave.md": good,
  "handbook/pay.md": "---\ntitle: Pay\n---\n\n# Pay\n\nPay day.\n",
};
const edited = good.replace("pay.md", "gone.md").replace("See", "See the the page on");

function lintStdin(cwd: string, input: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [inject("program"), "lint", "-", ...args],
    { cwd, input, encoding: "utf8" },
  );
  return { code: status, stdout, stderr };
}

describe("lint - reads a page from standard input", () => {
  const folder = () => folderOf(files);

  test("in the place of the file, among the others of the handbook", () => {
    const { code, stdout } = lintStdin(
      folder(),
      edited,
      "--stdin-path",
      "handbook/leave.md",
      "--format",
      "json",
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      pages: 1,
      findings: [
        { rule: "prose/no-repeated-word", path: "handbook/leave.md" },
        { rule: "links/no-broken-page-link", path: "handbook/leave.md" },
      ],
    });
  });

  test("that has no file yet, from another folder, relative to the root", () => {
    const root = folderOf({ ...files, ".git/HEAD": "ref: refs/heads/main\n" });
    const there = ["--stdin-path", "handbook/new.md", "--format", "json"];
    for (const [cwd, args] of [
      [root, there],
      [join(root, ".."), ["--root", root, ...there]],
      [join(root, "handbook"), ["--stdin-path", "new.md", "--format", "json"]],
    ] as const) {
      expect(JSON.parse(lintStdin(cwd, edited, ...args).stdout).findings).toMatchObject([
        { path: "handbook/new.md" },
        { path: "handbook/new.md" },
      ]);
    }
  });

  test("and leaves out what is no page", () => {
    const { code, stdout, stderr } = lintStdin(folder(), edited, "--stdin-path", "drafts/a.md");
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: "drafts/a.md is no page of this handbook and is left out.\n",
    });
    expect(stdout).toBe("No findings on 0 pages.\n");
  });

  test.each([
    [
      "without a path",
      [],
      "Say which page standard input is: lint - --stdin-path handbook/leave.md.",
    ],
    [
      "outside of the handbook",
      ["--root", "handbook", "--stdin-path", "../a.md"],
      "--stdin-path ../a.md is not inside",
    ],
    [
      "with --fix",
      ["--stdin-path", "handbook/leave.md", "--fix"],
      "- goes with neither other pages nor --fix nor --base.",
    ],
    [
      "with a change",
      ["--stdin-path", "handbook/leave.md", "--base", "main"],
      "- goes with neither other pages nor --fix nor --base.",
    ],
  ])("%s it says what is wrong", (_, args, message) => {
    const { code, stderr } = lintStdin(folder(), edited, ...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("lint --group-by counts by rule and by page, most first", async () => {
  const folder = folderOf({
    ...files,
    "handbook/leave.md": edited,
    "handbook/sick.md": "---\ntitle: Sick\n---\n\n# Sick\n\nAsk the the nurse.\n",
  });
  expect((await runCli(folder, ["lint", "--group-by", "rule"])).stdout).toBe(
    [
      "findings  errors  warnings  info  pages  rule",
      "       2       0         2     0      2  prose/no-repeated-word",
      "       1       0         1     0      1  links/no-broken-page-link",
      "",
      "“drafts/**” at .handbook-bot.yml:1 matches no file.",
      "3 findings (3 warnings) on 2 of 3 pages.",
      "",
    ].join("\n"),
  );
  expect((await runCli(folder, ["lint", "--group-by", "page"])).stdout).toContain(
    "       2       0         2     0      2  handbook/leave.md\n",
  );
  expect(await runCli(folder, ["lint", "--group-by", "page", "--format", "json"])).toMatchObject({
    code: 2,
    stderr: "--group-by goes with the format pretty, not with json.\n",
  });
});

describe("completion", () => {
  async function completed(...words: readonly string[]): Promise<readonly string[]> {
    const { stdout } = await runCli(folderOf({}), ["completion", "bash"]);
    const script = `${stdout}\nCOMP_WORDS=(handbook-bot ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _handbook_bot; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return execFileSync("bash", ["--norc", "-c", script], { encoding: "utf8" }).trim().split("\n");
  }

  test("in bash knows commands, options and their values", async () => {
    expect(await completed("li")).toEqual(["lint"]);
    expect(await completed("lint", "--st")).toEqual(["--stdin-path"]);
    expect(await completed("lint", "--format", "co")).toEqual(["codequality"]);
    expect(await completed("lint", "handbook/")).toEqual([""]);
  });

  test.each(["bash", "zsh"])("for %s is a script without errors", async (shell) => {
    const { stdout } = await runCli(folderOf({}), ["completion", shell]);
    const { status } = spawnSync("bash", ["-n"], { input: stdout });
    expect(status).toBe(0);
  });

  test("for fish has a line for each option, quoted", async () => {
    const { stdout } = await runCli(folderOf({}), ["completion", "fish"]);
    expect(stdout).toContain(
      "complete -c handbook-bot -n '__fish_seen_subcommand_from lint' -l group-by -xa 'rule page' -d 'count findings instead of listing them'",
    );
    expect(stdout.split("\n").every((line) => line === "" || line.startsWith("complete -c "))).toBe(
      true,
    );
  });
});

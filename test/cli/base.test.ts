import { renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const head = "---\ntitle: Leave\n---\n\n# Leave\n\n";
const old = `${head}Ask the the manager.\n\nThey answer soon.\n`;
const worse = `${head}Ask the the manager.\n\nThey answer soon, and and in writing.\n`;

/** `handbook/leave.md:9 prose/no-repeated-word`, one for each finding. */
function brief(stdout: string): readonly string[] {
  return JSON.parse(stdout).findings.map(
    ({ path, start, rule }: { path: string; start: { line: number }; rule: string }) =>
      `${path}:${start.line} ${rule}`,
  );
}

const json = ["lint", "--rule", "prose", "--format", "json"];

/** A repository with one page on main and a branch that stands on it. */
async function repository(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderOf(files);
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", ".");
  await git(folder, "commit", "-q", "-m", "Write down how to ask for leave");
  await git(folder, "switch", "-q", "-c", "answers");
  return folder;
}

describe("--base with a git revision", () => {
  test("reports what the branch brings, not what was there", async () => {
    const folder = await repository({ "handbook/leave.md": old });
    writeFiles(folder, { "handbook/leave.md": worse });
    await git(folder, "commit", "-qam", "Answer in writing");
    const { stdout, code } = await runCli(folder, [...json, "--base", "main"]);
    expect(brief(stdout)).toEqual(["handbook/leave.md:9 prose/no-repeated-word"]);
    expect(JSON.parse(stdout).pages).toBe(1);
    expect(code).toBe(0);
  });

  test("lists what the branch makes of the demands of a policy, and fails nothing by it", async () => {
    const policy = (duty: string) =>
      `---\ntitle: Leave\ncontrolled_document: true\n---\n\n## Scope\n\nYou ${duty} ask your manager first.\n`;
    const folder = await repository({ "handbook/leave.md": policy("must") });
    writeFiles(folder, { "handbook/leave.md": policy("may") });
    const args = ["lint", "--rule", "prose", "--base", "main", "--fail-on", "info"];
    const pretty = await runCli(folder, args);
    expect(pretty.stdout).toContain(
      "handbook/leave.md, Scope  weaker\n    - You must ask your manager first.\n    + You may ask your manager first.\n",
    );
    expect(pretty.code).toBe(0);
    const report = JSON.parse((await runCli(folder, [...args, "--format", "json"])).stdout);
    expect(report.policyChanges).toMatchObject([{ section: "Scope", kinds: ["weaker"] }]);
    const silent = await repository({
      "handbook/leave.md": policy("must"),
      ".handbook-bot.yml": "review: { policyChanges: false }\n",
    });
    writeFiles(silent, { "handbook/leave.md": policy("may") });
    expect((await runCli(silent, args)).stdout).not.toContain("weaker");
  });

  test("fails the gate for new findings alone", async () => {
    const folder = await repository({ "handbook/leave.md": old });
    const args = [...json, "--base", "main", "--fail-on", "warning"];
    expect((await runCli(folder, args)).code).toBe(0);
    writeFiles(folder, { "handbook/leave.md": worse });
    expect((await runCli(folder, args)).code).toBe(1);
  });

  test("counts what is not committed, and new files that are not ignored", async () => {
    const folder = await repository({ "handbook/leave.md": old, ".gitignore": "drafts/\n" });
    writeFiles(folder, {
      "handbook/leave.md": worse,
      "handbook/pay day.md": `${head}Pay is on the the last day.\n`,
      "drafts/idea.md": `${head}An an idea.\n`,
    });
    const { stdout } = await runCli(folder, [...json, "--base", "main"]);
    expect(brief(stdout)).toEqual([
      "handbook/leave.md:9 prose/no-repeated-word",
      "handbook/pay day.md:7 prose/no-repeated-word",
    ]);
  });

  test("leaves out what main gained since the branch began", async () => {
    const folder = await repository({ "handbook/leave.md": old, "handbook/pay.md": old });
    await git(folder, "switch", "-q", "main");
    writeFiles(folder, { "handbook/pay.md": worse });
    await git(folder, "commit", "-qam", "Change the pay page");
    await git(folder, "switch", "-q", "answers");
    const { stdout } = await runCli(folder, [...json, "--base", "main"]);
    expect(brief(stdout)).toEqual([]);
  });

  test("knows a page again that moved, and one whose name needs quoting", async () => {
    const folder = await repository({ "handbook/leave.md": old });
    renameSync(join(folder, "handbook/leave.md"), join(folder, "handbook/ürlaub “neu”.md"));
    await git(folder, "add", "-A");
    await git(folder, "commit", "-qm", "Move the page");
    const moved = await runCli(folder, [...json, "--base", "main"]);
    expect([moved.code, brief(moved.stdout)]).toEqual([0, []]);
    writeFiles(folder, { "handbook/ürlaub “neu”.md": worse });
    const changed = await runCli(folder, [...json, "--base", "main"]);
    expect(brief(changed.stdout)).toEqual(["handbook/ürlaub “neu”.md:9 prose/no-repeated-word"]);
  });

  test("bears a page that is gone, and reports where others link to it", async () => {
    const folder = await repository({
      "handbook/leave.md": old,
      "handbook/pay.md": `${head}See [leave](leave.md).\n`,
    });
    rmSync(join(folder, "handbook/leave.md"));
    const { code, stdout } = await runCli(folder, [
      "lint",
      "--format",
      "json",
      "--base",
      "main",
      "--fail-on",
      "never",
    ]);
    expect(code).toBe(0);
    expect(brief(stdout)).toEqual(["handbook/leave.md:1 links/no-broken-incoming-link"]);
    expect(JSON.parse(stdout).findings[0].related).toMatchObject([
      { path: "handbook/pay.md", start: { line: 7 } },
    ]);
  });

  test("works from a handbook that is a folder of a larger repository", async () => {
    const folder = await repository({ "site/handbook/leave.md": old, "code/readme.md": old });
    writeFiles(folder, { "site/handbook/leave.md": worse, "code/readme.md": worse });
    const { stdout } = await runCli(folder, [...json, "--base", "main", "--root", "site"]);
    expect(brief(stdout)).toEqual(["handbook/leave.md:9 prose/no-repeated-word"]);
  });

  test("looks only at the pages that are named", async () => {
    const folder = await repository({ "handbook/leave.md": old, "handbook/pay.md": old });
    writeFiles(folder, { "handbook/leave.md": worse, "handbook/pay.md": worse });
    const { stdout } = await runCli(folder, [...json, "--base", "main", "handbook/pay.md"]);
    expect(brief(stdout)).toEqual(["handbook/pay.md:9 prose/no-repeated-word"]);
  });

  test("says in the pretty report what was fixed", async () => {
    const folder = await repository({ "handbook/leave.md": old });
    writeFiles(folder, { "handbook/leave.md": old.replace("the the", "the") });
    const { stdout } = await runCli(folder, ["lint", "--rule", "prose", "--base", "main"]);
    expect(stdout).toBe("No new findings on 1 page. 1 finding fixed.\n");
  });
});

test("--base sees what was saved within the second in which git looked last", async () => {
  const folder = await repository({ "handbook/leave.md": old });
  const path = join(folder, "handbook/leave.md");
  const time = new Date(2026, 0, 1);
  utimesSync(path, time, time);
  await git(folder, "config", "core.trustctime", "false");
  await git(folder, "update-index", "--refresh");
  // Of the same length, in the same file, at the same time: only its text says that it changed.
  writeFileSync(path, old.replace("They answer soon.", "They soon soon..."));
  utimesSync(path, time, time);
  utimesSync(join(folder, ".git/index"), time, time);
  const { stdout } = await runCli(folder, ["lint", "--rule", "prose", "--base", "HEAD"]);
  expect(stdout).toContain("prose/no-repeated-word");
});

describe("--base with a revision that cannot be used says what to do:", () => {
  test.each([
    ["one that is not there", "trunk", "git fetch origin trunk, then --base origin/trunk"],
    ["one of the remote", "origin/trunk", "git fetch origin trunk, then --base origin/trunk"],
    ["one that would be an option", "--output=x", "there is no such folder or git revision here"],
    [
      "one further back than the history",
      "HEAD~9",
      "there is no such folder or git revision here.\n",
    ],
  ])("%s", async (_, revision, message) => {
    const folder = await repository({ "handbook/leave.md": old });
    const { code, stderr } = await runCli(folder, ["lint", `--base=${revision}`]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("a clone that is too shallow", async () => {
    const origin = await repository({ "handbook/leave.md": old });
    writeFiles(origin, { "handbook/leave.md": worse });
    await git(origin, "commit", "-qam", "Answer in writing");
    await git(origin, "switch", "-q", "main");
    writeFiles(origin, { "handbook/pay.md": old });
    await git(origin, "add", ".");
    await git(origin, "commit", "-qm", "Write down when pay comes");
    const clone = folderOf({});
    await git(clone, "clone", "-q", "--depth=1", "--no-single-branch", `file://${origin}`, ".");
    await git(clone, "switch", "-q", "answers");
    const { code, stderr } = await runCli(clone, ["lint", "--base", "origin/main"]);
    expect(stderr).toContain("this clone is shallow");
    expect(stderr).toContain("GIT_DEPTH: 0");
    expect(code).toBe(2);
  });

  test("a branch without a common history", async () => {
    const folder = await repository({ "handbook/leave.md": old });
    await git(folder, "switch", "-q", "--orphan", "island");
    writeFiles(folder, { "handbook/leave.md": old });
    await git(folder, "add", ".");
    await git(folder, "commit", "-qm", "Begin again");
    const { code, stderr } = await runCli(folder, ["lint", "--base", "main"]);
    expect(stderr).toContain("it shares no history with HEAD");
    expect(code).toBe(2);
  });
});

describe("--base with a folder", () => {
  test("compares with the other copy", async () => {
    const base = folderOf({ "handbook/leave.md": old, "handbook/gone.md": head });
    const folder = folderOf({ "handbook/leave.md": worse, "handbook/new.md": worse });
    const { stdout } = await runCli(folder, [...json, "--base", base]);
    expect(brief(stdout)).toEqual([
      "handbook/leave.md:9 prose/no-repeated-word",
      "handbook/new.md:7 prose/no-repeated-word",
      "handbook/new.md:9 prose/no-repeated-word",
    ]);
  });

  test("knows a page again that only moved", async () => {
    const base = folderOf({ "handbook/leave.md": old });
    const folder = folderOf({ "handbook/holidays.md": old });
    const { stdout } = await runCli(folder, [...json, "--base", base]);
    expect(brief(stdout)).toEqual([]);
  });

  test("finds nothing new in an equal copy", async () => {
    const base = folderOf({ "handbook/leave.md": worse });
    const folder = folderOf({ "handbook/leave.md": worse });
    const { stdout } = await runCli(folder, ["lint", "--base", base]);
    expect(stdout).toBe("No new findings on 0 pages.\n");
  });
});

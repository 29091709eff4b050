import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const file = ".handbook-bot-baseline.json";
const head = "---\ntitle: Leave\n---\n\n# Leave\n\n";
const old = `${head}Ask the the manager before you leave.\n`;
const configured = { ".handbook-bot.yml": `baseline: ${file}\ngate: { failOn: warning }\n` };

async function withBaseline(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = folderOf({ ...configured, ...files });
  const { code, stderr } = await runCli(folder, ["baseline"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return folder;
}

test("accepts what is there, and only that", async () => {
  const folder = await withBaseline({ "handbook/leave.md": old });
  expect(await runCli(folder, ["lint"])).toMatchObject({ code: 0 });
  writeFiles(folder, {
    "handbook/leave.md": old.replace("\n\nAsk", "\n\nAt first:\n\nAsk"),
    "handbook/sick.md": old.replaceAll("Leave", "Sick"),
  });
  const { code, stdout } = await runCli(folder, ["lint"]);
  expect(code).toBe(1);
  expect(stdout).toContain("handbook/sick.md");
  expect(stdout).not.toContain("handbook/leave.md\n");
});

test("names what no longer occurs, and the command removes it", async () => {
  const folder = await withBaseline({ "handbook/leave.md": old });
  writeFiles(folder, { "handbook/leave.md": old.replace("the the", "the") });
  const { stdout } = await runCli(folder, ["lint"]);
  expect(stdout).toContain(
    `1 accepted finding in ${file} no longer occurs. To remove: handbook-bot baseline.`,
  );
  expect((await runCli(folder, ["baseline"])).stdout).toBe(
    `${file}: 0 accepted findings on 0 pages, 0 added, 1 removed.\n`,
  );
  expect((await runCli(folder, ["lint"])).stdout).not.toContain("accepted");
});

test("run again adds nothing, unless told to", async () => {
  const folder = await withBaseline({ "handbook/leave.md": old });
  const first = readFileSync(join(folder, file), "utf8");
  writeFiles(folder, {
    "handbook/leave.md": `${old}\nAnd ask the team team, which plans for it.\n`,
  });
  const again = await runCli(folder, ["baseline"]);
  expect(again.stdout).toContain("1 finding not accepted. To accept: --accept.");
  expect(readFileSync(join(folder, file), "utf8")).toBe(first);
  expect((await runCli(folder, ["baseline", "--accept"])).stdout).toContain("1 added, 0 removed");
  expect((await runCli(folder, ["lint"])).code).toBe(0);
});

test("says which line the configuration lacks", async () => {
  const folder = folderOf({ ".handbook-bot.yml": "", "handbook/leave.md": old });
  expect((await runCli(folder, ["baseline"])).stdout).toContain(
    `Add this line to .handbook-bot.yml: baseline: ${file}`,
  );
  const again = await runCli(folder, ["baseline"]);
  expect(again).toMatchObject({ code: 2, stdout: "" });
  expect(again.stderr).toContain("the configuration does not name it");
});

test("with an error, or missing, ends a run of the whole handbook with a clear message", async () => {
  const folder = folderOf({ ...configured, "handbook/leave.md": old, [file]: "{" });
  const broken = await runCli(folder, ["lint"]);
  expect(broken.code).toBe(2);
  expect(broken.stderr).toMatch(
    /^The baseline cannot be used\. \.handbook-bot-baseline\.json:\d+:\d+: /,
  );
  rmSync(join(folder, file));
  const missing = await runCli(folder, ["lint"]);
  expect(missing).toMatchObject({
    code: 2,
    stderr: `There is no file ${file}, which “baseline” in the configuration names.\n`,
  });
});

test("is the target branch's in the gate: a change cannot accept its own findings", async () => {
  const folder = await withBaseline({ "handbook/leave.md": old });
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", "-A");
  await git(folder, "commit", "-q", "-m", "Start");
  rmSync(join(folder, "handbook/leave.md"));
  writeFiles(folder, {
    "handbook/time-off.md": `${old.replaceAll("Leave", "Time off")}\nIt is paid. Talk to your team about it first, and write it down.\n`,
  });
  expect(await runCli(folder, ["gate", "--base", "main"])).toMatchObject({ code: 0 });
  writeFiles(folder, {
    "handbook/sick.md": `${head}Phone your team team on the first morning.\n`,
  });
  await runCli(folder, ["baseline", "--accept"]);
  const { code, stdout } = await runCli(folder, ["gate", "--base", "main"]);
  expect(code).toBe(1);
  expect(stdout).toContain("handbook/sick.md");
  expect(stdout).not.toContain("handbook/time-off.md");
});

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync, chmodSync } from "node:fs";
import { join } from "node:path";

import { expect, inject, test } from "vitest";

import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const path = "handbook/leave.md";

function leave(sentence: string): string {
  return `---\ntitle: Leave\n---\n\n## Parental leave\n\n${sentence}\n`;
}

function read(folder: string, file = path): string {
  return readFileSync(join(folder, file), "utf8");
}

test("what may be applied unread is applied, and the rest is reported", async () => {
  const folder = folderOf({
    ".handbook-bot.yml": "",
    [path]: leave("Ask the the the manager, who will utilize the the form.\n\n#### Forms\n\nNone."),
    "handbook/pay.md": leave("Pay day is on the last Friday."),
  });
  const outcome = await runCli(folder, ["lint", "--fix"]);
  expect(outcome.stderr).toBe("4 suggestions applied on 1 page.\n");
  expect(read(folder)).toBe(
    leave("Ask the manager, who will use the form.\n\n#### Forms\n\nNone."),
  );
  expect(outcome.stdout).toContain("structure/no-skipped-heading");
  expect(outcome.stdout).not.toContain("no-repeated-word");

  const again = await runCli(folder, ["lint", "--fix"]);
  expect(again.stderr).toBe("No suggestion is safe to apply without a look.\n");
  expect(again.stdout).toBe(outcome.stdout);
  expect(read(folder)).toBe(
    leave("Ask the manager, who will use the form.\n\n#### Forms\n\nNone."),
  );
});

test("of a change only what it introduced is fixed", async () => {
  const folder = folderOf({ ".handbook-bot.yml": "", [path]: leave("Ask the the manager.") });
  await git(folder, "init", "--quiet", "--initial-branch=main");
  await git(folder, "add", ".");
  await git(folder, "commit", "--quiet", "--message=Leave");
  writeFiles(folder, { [path]: leave("Ask the the manager.\n\nTell us the the date.") });
  const outcome = await runCli(folder, ["lint", "--fix", "--base", "main"]);
  expect(outcome).toMatchObject({ code: 0, stderr: "1 suggestion applied on 1 page.\n" });
  expect(read(folder)).toBe(leave("Ask the the manager.\n\nTell us the date."));
});

test("line ends, the byte order mark and the mode of the file stay", async () => {
  const text = `\uFEFF${leave("Ask the the manager.").replaceAll("\n", "\r\n")}`;
  const folder = folderOf({ [path]: text });
  chmodSync(join(folder, path), 0o640);
  await runCli(folder, ["lint", "--fix"]);
  expect(read(folder)).toBe(text.replace("the the", "the"));
  expect(statSync(join(folder, path)).mode & 0o777).toBe(0o640);
});

test("a page that is not in UTF-8 keeps its bytes", async () => {
  const bytes = Buffer.from(leave("Ask the the manager of the caf\u00e9."), "latin1");
  const folder = folderOf({ [path]: bytes });
  await runCli(folder, ["lint", "--fix"]);
  expect(readFileSync(join(folder, path))).toEqual(bytes);
});

test("a page that cannot be written is named, and stays", async () => {
  const folder = folderOf({ [path]: leave("Ask the the manager.") });
  mkdirSync(join(folder, `${path}.handbook-bot`));
  const outcome = await runCli(folder, ["lint", "--fix"]);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain(`${join(folder, path)} cannot be written: `);
  expect(read(folder)).toBe(leave("Ask the the manager."));
});

test("the command of its own does the same and reports nothing else", async () => {
  const files = {
    ".handbook-bot.yml": "",
    [path]: leave("Ask the the manager.\n\n#### Forms\n\nNone."),
  };
  const one = folderOf(files);
  const other = folderOf(files);
  await runCli(one, ["lint", "--fix"]);
  const outcome = await runCli(other, ["fix"]);
  expect(outcome).toEqual({ code: 0, stdout: "", stderr: "1 suggestion applied on 1 page.\n" });
  expect(read(other)).toBe(read(one));
});

test("a dry run prints a diff and changes nothing", async () => {
  const text = leave("Ask the the manager.");
  const folder = folderOf({ ".handbook-bot.yml": "", [path]: text });
  const { stdout, stderr } = await runCli(folder, ["fix", "--dry-run"]);
  expect(stdout).toContain(`--- a/${path}\n+++ b/${path}\n`);
  expect(stdout).toContain("-Ask the the manager.\n+Ask the manager.\n");
  expect(stderr).toBe("1 suggestion could be applied on 1 page.\n");
  expect(read(folder)).toBe(text);
  await git(folder, "init", "--quiet");
  writeFiles(folder, { "fix.diff": stdout });
  await git(folder, "apply", "fix.diff");
  expect(read(folder)).toBe(leave("Ask the manager."));
});

test("suggestions that need a look are asked about, on a terminal only", async () => {
  const folder = folderOf({
    ".handbook-bot.yml": "",
    [path]: leave("He or she waits.\n\nAsk him or her."),
  });
  const refused = await runCli(folder, ["fix", "--suggestions"]);
  expect(refused.stderr).toContain("needs a terminal");
  expect(refused.code).toBe(2);
  const asked = await runOnTerminal(folder, ["fix", "--suggestions"], "n\ny\nq\n");
  expect(asked).toContain("Apply it?");
  expect(read(folder)).toContain("He or she waits.\n\nAsk them.");
});

/** Runs the program on a terminal of its own, where somebody types. */
function runOnTerminal(cwd: string, args: readonly string[], typed: string): Promise<string> {
  const command = [process.execPath, inject("program"), ...args].join(" ");
  return new Promise((resolve, reject) => {
    const child = spawn("script", ["-qec", command, "/dev/null"], { cwd });
    let shown = "";
    child.stdout.on("data", (chunk: Buffer) => (shown += chunk.toString()));
    child.on("error", reject);
    child.on("close", () => resolve(shown));
    child.stdin.write(typed);
  });
}

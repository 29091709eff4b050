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

test("a fix that waits for another page is made in the same run, and the next one has nothing to do", async () => {
  const bicycles =
    "Bicycles go to the yard behind the kitchen, where a ramp and a pump wait for people who ride to work, and each rider picks up a badge prior to the first visit to the garage below the hall.";
  const shared = [
    "Guests write their names in the book beside the door, receive a sticker with the day on it, and are met by the colleague who invited them before anyone shows them the way to the lift.",
    "Parcels wait in the blue cupboard for three days and then travel back to the sender, unless a note with a name and a telephone number hangs on the box in large letters that the driver sees.",
    bicycles,
  ];
  const house = (...own: readonly string[]): string => leave([...shared, ...own].join("\n\n"));
  // While the small page is as it was, a change of the passage in the large one moves the finding about the copies.
  const files = {
    ".handbook-bot.yml": "",
    "handbook/lisbon.md": house(
      "Lisbon has two houses. The older one stands on a hill and was once a school, so its rooms are wide and its stairs are worn. Sales and Support sit there.",
      "The newer one is a glass cube near the station. Finance shares the second floor with Design, and Legal keeps the archive under the roof.",
      "Lunch is served at one. People who prefer soup go to the market, where three stalls open every day except Sunday, and pay with the card that they got from their buddy.",
      "In winter the heating starts at six. Whoever feels cold opens a ticket, tells the team which room it is, and waits for a fan heater or a blanket.",
      "The roof terrace closes when wind blows from the sea. A red flag shows it, and a message goes to the channel of the house.",
    ),
    "handbook/porto.md": house(
      "The house by the river has four floors and a garden. On Fridays the kitchen bakes bread, and whoever comes early helps to knead it. The lift is slow. A bell rings at noon.",
    ),
  };
  const folder = folderOf(files);
  const alone = await runCli(folder, ["fix", "handbook/lisbon.md"]);
  expect(alone.stderr).toBe("No suggestion is safe to apply without a look.\n");
  const { stderr } = await runCli(folder, ["fix"]);
  expect(stderr).toBe("2 suggestions applied on 2 pages.\n");
  for (const page of ["handbook/lisbon.md", "handbook/porto.md"] as const) {
    expect(read(folder, page)).toBe(files[page].replace("prior to", "before"));
  }
  const again = await runCli(folder, ["fix"]);
  expect(again.stderr).toBe("No suggestion is safe to apply without a look.\n");
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

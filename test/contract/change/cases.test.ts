import { expect, test } from "vitest";
import { git, folderOf, runCli, writeFiles } from "../../cli/run-cli.ts";
import { openReviewScene, page } from "../../e2e/review-scene.ts";

const leave = "source/handbook/leave/index.html.md";
const controlled = (sentence: string): string =>
  page("Leave", `## Scope\n\n${sentence}\n`).replace(
    "layout:",
    "controlled_document: true\nlayout:",
  );
const others = "[Controlled Documents]\n/source/handbook/pay/ @finance\n";
const owners = `${others}/source/handbook/leave/index.html.md @people\n`;

/** The verdict of the bot on a merge request, and that of the gate on the same commits. */
async function verdicts(
  config: string,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string | null>>,
) {
  const scene = await openReviewScene({ config, files: before });
  await scene.review(scene.open(after));
  const { state, description } = scene.gitlab.statuses.at(-1) ?? {};

  const folder = folderOf({ ".handbook-bot.yml": config, ...before });
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", ".");
  await git(folder, "commit", "-qm", "Handbook");
  await git(folder, "switch", "-qc", "change");
  writeFiles(
    folder,
    Object.fromEntries(Object.entries(after).map(([path, text]) => [path, text ?? ""])),
  );
  await git(folder, "add", ".");
  await git(folder, "commit", "-qm", "Change");
  const { code, stdout } = await runCli(folder, ["lint", "--base", "main", "--format", "json"]);
  return { bot: { state, description }, gate: JSON.parse(stdout).verdict, code };
}

test("a change that deletes the owners of the page it edits fails by bot and gate", async () => {
  const config = "rules: { policy/require-code-owner: error }\n";
  const before = { CODEOWNERS: owners, [leave]: controlled("Everybody has 25 days a year.") };
  const { bot, gate, code } = await verdicts(config, before, {
    CODEOWNERS: others,
    [leave]: controlled("Everybody has 25 days a year, and one more."),
  });
  expect(bot).toMatchObject({ state: "failed", description: "1 error" });
  expect(gate).toEqual(bot);
  expect(code).toBe(1);
});

test("a change that switches off the rule that it breaks fails by bot and gate", async () => {
  const config = "rules: { prose/no-repeated-word: error }\n";
  const before = { [leave]: page("Leave", "Everybody has 25 days a year.\n") };
  const { bot, gate, code } = await verdicts(config, before, {
    ".handbook-bot.yml": "rules: { prose/no-repeated-word: off }\n",
    [leave]: page("Leave", "Everybody has 25 days a a year.\n"),
  });
  expect(bot).toMatchObject({ state: "failed", description: "1 error" });
  expect(gate).toEqual(bot);
  expect(code).toBe(1);
});

test("a change that breaks the configuration fails by bot and gate", async () => {
  const { bot, gate, code } = await verdicts(
    "rules: {}\n",
    {},
    {
      ".handbook-bot.yml": "rules: { prse: off }\n",
    },
  );
  expect(bot).toMatchObject({ state: "failed", description: "1 error" });
  expect(gate).toEqual(bot);
  expect(code).toBe(1);
});

test("where the target's configuration is broken, bot and gate say so", async () => {
  const before = { [leave]: page("Leave", "Everybody has 25 days a year.\n") };
  const { bot, gate, code } = await verdicts("rules: { prse: off }\n", before, {
    [leave]: page("Leave", "Everybody has 26 days a year.\n"),
  });
  expect(bot.state).toBe("failed");
  expect(gate.state).toBe("failed");
  expect(gate.description).toContain("The configuration of the target branch has an error.");
  expect(code).toBe(1);
});

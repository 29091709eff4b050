import { expect, test } from "vitest";

import { folderOf, git, runCli, writeFiles } from "./run-cli.ts";

const files = {
  ".handbook-bot.yml": "",
  "handbook/leave.md": "---\ntitle: Leave\n---\n\n# Leave\n\nAsk the the manager.\n",
  "handbook/pay.md": "---\ntitle: Pay\n---\n\n# Pay\n\nThe chairman decides.\n",
};

test("what-if holds the configuration on disk against the one that is committed", async () => {
  const folder = folderOf(files);
  await git(folder, "init", "-q", "-b", "main");
  await git(folder, "add", "-A");
  await git(folder, "commit", "-q", "-m", "Start");
  expect((await runCli(folder, ["what-if"])).stdout).toBe("No finding changes on 2 pages.\n");
  writeFiles(folder, {
    ".handbook-bot.yml":
      "rules: { prose: off, inclusive: error }\nterms: [{ avoid: [decides], write: chooses }]\n",
  });
  const { code, stdout } = await runCli(folder, ["what-if", "--base", "main"]);
  expect(code).toBe(0);
  expect(stdout).toBe(
    [
      "inclusive/no-gendered-noun: 1 of another severity",
      "  ~ handbook/pay.md:7  error  “chairman” names one gender. Write “chair”.",
      "",
      "organisation/no-avoided-term: 1 more",
      "  + handbook/pay.md:7  warning  “decides” is a word this handbook avoids. Write “chooses”.",
      "",
      "prose/no-repeated-word: 1 fewer",
      "  - handbook/leave.md:7  warning  “the the” is repeated. Delete one of the two.",
      "",
      "1 finding more, 1 fewer, 1 of another severity on 2 pages.",
      "",
    ].join("\n"),
  );
  const gate = await runCli(folder, ["gate", "--base", "main", "--format", "markdown"]);
  expect(gate.stdout).toContain("What the new configuration changes on 2 pages");
});

test("what-if compares two files, counts pages that come and go, and speaks JSON", async () => {
  const folder = folderOf({ ...files, "new.yml": "include: ['handbook/pay.md']\npreview: true\n" });
  const args = ["what-if", "--base", ".handbook-bot.yml", "--config", "new.yml"];
  const { stdout } = await runCli(folder, [...args, "--format", "json"]);
  const { pages, rules } = JSON.parse(stdout);
  expect(pages).toBe(2);
  expect(rules).toContainEqual(
    expect.objectContaining({
      rule: "prose/no-repeated-word",
      removed: { count: 1, examples: [expect.objectContaining({ line: 7 })] },
    }),
  );
});

test("what-if says which configuration it cannot find", async () => {
  const folder = folderOf(files);
  expect(await runCli(folder, ["what-if", "--base", "old.yml"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining(
      "--base old.yml is neither a configuration file nor a git revision",
    ),
  });
});

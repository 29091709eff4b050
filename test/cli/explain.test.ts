import { describe, expect, test } from "vitest";

import { folderOf, runCli } from "./run-cli.ts";

const page = { "handbook/leave policy.md": "---\ntitle: Leave\n---\n\n# Leave\n\nAsk.\n" };

describe("explain", () => {
  test("shows what a rule is about", async () => {
    const { stdout, code } = await runCli(folderOf({}), ["explain", "prose/no-repeated-word"]);
    expect(stdout).toContain("prose/no-repeated-word");
    expect(code).toBe(0);
  });

  test("shows the type of a page, what holds for it, and on which line that was said", async () => {
    const folder = folderOf({
      ...page,
      ".handbook-bot.yml": `pages:
  - type: charter
    paths: ["handbook/leave*"]
rules:
  prose/no-repeated-word: error
overrides:
  - types: [charter]
    rules:
      inclusive: off
`,
    });
    const { stdout } = await runCli(folder, ["explain", "handbook/leave policy.md"]);
    expect(stdout).toContain("handbook/leave policy.md: charter\n");
    expect(stdout).toMatch(/prose\/no-repeated-word +error +\(\.handbook-bot\.yml:5\)/);
    expect(stdout).toMatch(/inclusive\/no-paired-pronoun +off +\(\.handbook-bot\.yml:9\)/);
    expect(stdout).toMatch(/structure\/no-skipped-heading +warning +\(default\)/);
    expect(stdout).toMatch(/jobs\/no-age-proxy +off +\(looks at other page types: /);
  });

  test.each([
    [
      "neither a rule nor a file",
      "prose/no-repeated-wrod",
      "the nearest is prose/no-repeated-word",
    ],
    ["what is like no rule", "zzzzzzzz", "zzzzzzzz: handbook-bot rules lists all rules."],
    ["a folder", "handbook", "handbook is not a page of the handbook"],
  ])("refuses %s", async (_, subject, message) => {
    const { stderr, code } = await runCli(folderOf(page), ["explain", subject]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

test("explain lists the rules of a family, and those of a name", async () => {
  const { stdout } = await runCli(folderOf({}), ["explain", "links"]);
  expect(stdout).toMatch(/^links\/no-broken-anchor +\S/m);
  expect(stdout).not.toContain("prose/");
  const one = await runCli(folderOf({}), ["explain", "no-repeated-word"]);
  expect(one.stdout).toMatch(/^prose\/no-repeated-word +\S.*\n$/);
  const { stderr } = await runCli(folderOf({}), ["explain", "no-repeated-wrd"]);
  expect(stderr).toContain("the nearest is no-repeated-word");
});

test("rules lists every rule with its severity", async () => {
  const { stdout } = await runCli(folderOf({}), ["rules"]);
  expect(stdout).toMatch(/^prose\/no-repeated-word +warning +\S.*\.$/m);
  expect(stdout).toMatch(/^suppressions\/no-unused +warning +\S.*\.$/m);
});

test.each([["--version"], ["-V"]])("%s prints the version and nothing else", async (flag) => {
  const { stdout, stderr, code } = await runCli(folderOf({}), [flag]);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  expect([stderr, code]).toEqual(["", 0]);
});

test("--help names every command and the exit codes", async () => {
  const folder = folderOf({});
  const general = await runCli(folder, ["--help"]);
  expect(general.stdout).toMatch(/lint[^]*rules[^]*explain/);
  const lint = await runCli(folder, ["lint", "--help"]);
  expect((await runCli(folder, ["help", "lint"])).stdout).toBe(lint.stdout);
  expect(lint.stdout).toContain("Exit codes: 0");
  expect(lint.code).toBe(0);
});

import { expect, test } from "vitest";

import { folderOf, runCli } from "./run-cli.ts";

const leave =
  "---\ntitle: Leave\n---\n\nThe chairman and the chairman's deputy utilize the form.\n";

test("rules --stats counts what every rule would report, preview rules included", async () => {
  const folder = folderOf({
    "handbook/leave.md": leave,
    "handbook/pay-policy.md":
      "---\ntitle: Pay\ncontrolled_document: true\n---\n\nWe guarantee a raise every year.\n",
  });
  const { stdout, code } = await runCli(folder, ["rules", "--stats", "."]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^inclusive\/no-gendered-noun +warning +2 +1000\.0 +1$/m);
  expect(stdout).toMatch(/^policy\/no-promise +info +1 +500\.0 +1 +\(preview\)$/m);
  expect(stdout).toMatch(/^inclusive\/no-paired-pronoun +warning +0 +0\.0 +0$/m);
  expect(stdout).toContain("2 pages read; slow rules are left out.\n");
});

test("rules --stats speaks JSON", async () => {
  const folder = folderOf({ "handbook/leave.md": leave });
  const { stdout } = await runCli(folder, ["rules", "--stats", ".", "--format", "json"]);
  const { pages, rules } = JSON.parse(stdout);
  expect(pages).toBe(1);
  expect(rules).toContainEqual({
    id: "inclusive/no-gendered-noun",
    severity: "warning",
    status: "stable",
    findings: 2,
    pages: 1,
  });
});

test("rules --stats says where there are no pages", async () => {
  const { stderr, code } = await runCli(folderOf({}), ["rules", "--stats", "."]);
  expect(stderr).toContain("No pages found in");
  expect(code).toBe(2);
});

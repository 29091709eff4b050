import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { folderOf, runCli } from "./run-cli.ts";

const pathOf: Readonly<Record<string, string>> = {
  "job-page": "source/jobs/people-generalist/index.html.md",
  "job-family": "source/job-families/people/people-generalist/index.html.md",
  policy: "source/handbook/security/access.html.md",
  process: "source/handbook/people/moving-house/index.html.md",
};

interface Report {
  readonly findings: readonly { readonly rule: string }[];
}

describe.each(Object.keys(pathOf))("a new %s", (kind) => {
  test.each(["gitlab-handbook", "job-pages", "minimal", "strict"])(
    "lacks nothing under the preset %s but what people fill in",
    async (preset) => {
      const folder = folderOf({ ".handbook-bot.yml": `extends: ${preset}\n` });
      const path = pathOf[kind] ?? "";
      const made = await runCli(folder, ["new", kind, path]);
      expect(made).toMatchObject({
        code: 0,
        stdout: `Wrote ${path}. Replace each [Fill in: …] with your text.\n`,
      });
      const linted = await runCli(folder, ["lint", "--fail-on", "info", "--format", "json"]);
      const { findings } = JSON.parse(linted.stdout) as Report;
      const isLooked = preset === "gitlab-handbook" || preset === "strict";
      const isJob = preset === "job-pages" && kind.startsWith("job-");
      const expected = isLooked || isJob ? ["structure/no-placeholder"] : [];
      expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(expected);
    },
  );

  test("does not pass the strict gate before it is filled in", async () => {
    const folder = folderOf({ ".handbook-bot.yml": "extends: strict\n" });
    await runCli(folder, ["new", kind, pathOf[kind] ?? ""]);
    expect((await runCli(folder, ["lint"])).code).toBe(1);
  });
});

test("asks for nothing that only another organisation wants", async () => {
  const folder = folderOf({});
  await runCli(folder, ["new", "job-family", "job-families/people/generalist.md"]);
  const text = readFileSync(join(folder, "job-families/people/generalist.md"), "utf8");
  expect(text).not.toMatch(/GitLab|Job Grade|Performance Indicators|layout|description/);
  expect(text).toMatch(/#### Responsibilities[^]*#### Requirements/);
});

test("has what the configuration requires, in the templates of the organisation too", async () => {
  const config = `
pages:
  - type: runbook
    frontMatter: { kind: runbook }
templates:
  - name: runbook
    types: [runbook]
    sections:
      - Symptoms
      - { name: Mitigation, form: steps, hint: what to try first }
      - { name: Notes, required: false }
rules:
  structure/require-keys: { keys: [owner] }
`;
  const folder = folderOf({ ".handbook-bot.yml": config });
  const made = await runCli(folder, ["new", "runbook", "runbooks/full-disk.md"]);
  expect(made.code).toBe(0);
  expect(readFileSync(join(folder, "runbooks/full-disk.md"), "utf8")).toBe(
    `---
title: "Full disk"
owner: "[Fill in: owner]"
kind: "runbook"
---

## Symptoms

[Fill in: Symptoms]

## Mitigation

1. [Fill in: what to try first]
`,
  );
  const linted = await runCli(folder, ["lint", "--format", "json"]);
  const { findings } = JSON.parse(linted.stdout) as Report;
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["structure/no-placeholder"]));
});

test("takes the title from the name of the page, or from the command", async () => {
  const folder = folderOf({});
  await runCli(folder, ["new", "policy", "access-to-systems.md"]);
  await runCli(folder, ["new", "process", "a.md", "--title", 'Pay: "how"']);
  expect(readFileSync(join(folder, "access-to-systems.md"), "utf8")).toContain(
    'title: "Access to systems"\n',
  );
  expect(readFileSync(join(folder, "a.md"), "utf8")).toContain('title: "Pay: \\"how\\""\n');
});

test("leaves a page that is there as it is", async () => {
  const folder = folderOf({ "leave.md": "# Leave\n" });
  const { code, stderr } = await runCli(folder, ["new", "policy", "leave.md"]);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: "leave.md already exists and was not changed.\n",
  });
  expect(readFileSync(join(folder, "leave.md"), "utf8")).toBe("# Leave\n");
});

test.each([
  ["an unknown kind", ["polcy", "leave.md"], "Unknown kind of page polcy: the nearest is policy."],
  [
    "a name of no page",
    ["policy", "leave.txt"],
    "leave.txt is not the name of a page. Use a name that ends in .md.",
  ],
  [
    "a title of two lines",
    ["policy", "a.md", "--title", "a\nb"],
    "--title must be one line of text.",
  ],
])("refuses %s", async (_, args, message) => {
  const { code, stderr } = await runCli(folderOf({}), ["new", ...args]);
  expect({ code, stderr: stderr.trim() }).toEqual({ code: 2, stderr: message });
});

test("new writes nothing outside of the handbook", async () => {
  const folder = folderOf({ "handbook/.handbook-bot.yml": "{}\n", "handbook/a.md": "# A\n" });
  const { code, stderr } = await runCli(join(folder, "handbook"), ["new", "policy", "../out.md"]);
  expect(stderr).toContain("../out.md is outside of the handbook");
  expect(code).toBe(2);
  expect(existsSync(join(folder, "out.md"))).toBe(false);
});

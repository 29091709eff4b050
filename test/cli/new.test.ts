import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { skeletons } from "../../src/cli/skeletons.ts";
import { folderOf, runCli } from "./run-cli.ts";

const pathOf: Readonly<Record<string, string>> = {
  "job-page": "source/jobs/people-generalist/index.html.md",
  "job-family": "source/job-families/people/people-generalist/index.html.md",
  policy: "source/handbook/security/access.html.md",
  process: "source/handbook/people/moving-organisation/index.html.md",
};

describe.each(Object.keys(skeletons))("a new %s", (kind) => {
  test.each(["gitlab-handbook", "job-pages", "minimal", "strict"])(
    "has nothing for the rules to tell under the preset %s",
    async (preset) => {
      const folder = folderOf({ ".handbook-bot.yml": `extends: ${preset}\n` });
      const path = pathOf[kind] ?? "";
      const made = await runCli(folder, ["new", kind, path]);
      expect(made).toMatchObject({ code: 0, stdout: `Wrote ${path}.\n` });
      const linted = await runCli(folder, ["lint", "--fail-on", "info", "--format", "json"]);
      expect(JSON.parse(linted.stdout)).toMatchObject({ findings: [] });
      expect(linted.code).toBe(0);
    },
  );
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

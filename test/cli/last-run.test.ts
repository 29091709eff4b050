import { join } from "node:path";
import { statSync } from "node:fs";
import { expect, test } from "vitest";
import { flip } from "../worker/target-branch/flip.ts";
import { folderOf, runCli, writeFiles } from "./run-cli.ts";

const handbook = {
  ".handbook-bot.yml": "links: { redirects: [_redirects] }\n",
  _redirects: "/old/ /pay/\n",
  "handbook/leave.md": "---\ntitle: Leave\n---\n\nAsk the the manager, or see [pay](pay.md).\n",
  "handbook/pay.md": "---\ntitle: Pay\n---\n\nSee [the form](../forms/pay.pdf) and [old](/old/).\n",
  "forms/pay.pdf": "%PDF",
};

function cached() {
  const root = folderOf(handbook);
  const cache = folderOf({});
  const file = join(cache, "handbook.run");
  return {
    root,
    file,
    /** Lints with the last run at hand, and says whether that was used: then the file stays as it is. */
    async lint(...args: readonly string[]) {
      const before = statSync(file, { throwIfNoEntry: false })?.ino;
      const env = { HANDBOOK_BOT_CACHE_DIR: cache };
      const { stdout, code } = await runCli(root, ["lint", ...args], env);
      const plain = await runCli(root, ["lint", ...args]);
      expect({ stdout, code }).toEqual({ stdout: plain.stdout, code: plain.code });
      return statSync(file).ino === before ? "known" : "linted";
    },
  };
}

test("where nothing changed, the result of the last run is given, in any format", async () => {
  const { lint } = cached();
  expect(await lint()).toBe("linted");
  expect(await lint()).toBe("known");
  expect(await lint("--format", "sarif")).toBe("known");
});

test.each<readonly [string, Readonly<Record<string, string>>]>([
  ["a page", { "handbook/leave.md": "---\ntitle: Leave\n---\n\nAsk the manager.\n" }],
  ["a page more", { "handbook/team.md": "# Team\n\nAsk the the team.\n" }],
  ["the configuration", { ".handbook-bot.yml": "rules: { prose: off }\n" }],
  ["a redirect", { _redirects: "/other/ /pay/\n" }],
  ["code owners", { CODEOWNERS: "* @people\n" }],
  ["a file that is no page", { "handbook/leave.pdf": "%PDF" }],
])("%s makes it lint again", async (_, files) => {
  const { lint, root } = cached();
  await lint();
  writeFiles(root, files);
  expect(await lint()).toBe("linted");
  expect(await lint()).toBe("known");
});

test("so do other options, other pages, and a file that was damaged", async () => {
  const { lint, file } = cached();
  await lint();
  expect(await lint("--rule", "prose")).toBe("linted");
  expect(await lint("--rule", "prose", "--fail-on", "info")).toBe("linted");
  expect(await lint("handbook/leave.md")).toBe("linted");
  flip(file, -20);
  expect(await lint("handbook/leave.md")).toBe("linted");
});

import { expect, test } from "vitest";

import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { metas } from "../rules/built-in.ts";
import { folderOf, runCli } from "./run-cli.ts";

const list = `- id: hours-bank
  avoid:
    - "**hours bank**"
    - time bank (of leave)
  use_instead:
    - "[leave account](/handbook/leave/)"
  reason: A bank lends.
- avoid: [community]
  use_instead: [wider community, contributors]
  reason: It is larger than that.
`;

const page = (text: string): string => `---\ntitle: Leave\n---\n\n${text}\n`;

test("import-terms prints terms that a configuration takes, and those that would flood as comments", async () => {
  const folder = folderOf({
    "misused_terms.yml": list,
    "handbook/leave.md": page("The community asks the community for an hours bank."),
    "handbook/travel.md": page("The community travels."),
  });
  const args = ["import-terms", "misused_terms.yml", "--handbook", ".", "--most", "500"];
  const { stdout, stderr, code } = await runCli(folder, args);
  expect(code).toBe(0);
  expect(stdout).toBe(`terms:
  - avoid:
      - hours bank
      - time bank
    write: leave account
  # 1500.0 findings per 1,000 pages; list legitimate uses under except first
  # - avoid:
  #     - community
  #   write:
  #     - wider community
  #     - contributors
`);
  expect(stderr).toContain("2 terms read; 1 of them would be reported more than 500 times");
  expect(() => parseHandbookConfig(".handbook-bot.yml", stdout, metas)).not.toThrow();
});

test.each([
  ["a file that is not there", "none.yml", "There is no file none.yml"],
  ["a file of another form", "handbook.yml", "handbook.yml"],
])("import-terms refuses %s", async (_, file, message) => {
  const folder = folderOf({ "handbook.yml": "title: Leave\n" });
  const { stderr, code } = await runCli(folder, ["import-terms", file]);
  expect(stderr).toContain(message);
  expect(code).toBe(2);
});

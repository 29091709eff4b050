import { expect, test } from "vitest";

import { unmatchedIn } from "../../src/change/unmatched.ts";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { metas } from "../rules/built-in.ts";

const files = ["source/legal/terms.md", "source/people/leave.md", "drafts/idea.txt"];

function unmatched(...lines: readonly string[]): readonly string[] {
  const config = parseHandbookConfig(".handbook-bot.yml", `${lines.join("\n")}\n`, metas);
  return unmatchedIn(
    config,
    files,
    files.filter((path) => path.endsWith(".md")),
  );
}

test.each([
  [
    "an override",
    [
      "overrides:",
      "  - paths: ['source/leagl/**', 'source/people/**']",
      "    rules: { prose: off }",
    ],
    ["“source/leagl/**” at .handbook-bot.yml:2 matches no page; the nearest is source/legal."],
  ],
  [
    "a page type",
    ["pages:", "  - type: runbook", "    paths: ['ops/**']"],
    ["“ops/**” at .handbook-bot.yml:3 matches no page."],
  ],
  [
    "files that are left alone",
    ["ignore:", "  - drafts/**", "  - draft/**"],
    ["“draft/**” at .handbook-bot.yml:3 matches no file; the nearest is drafts."],
  ],
  [
    "canonical pages",
    ["canonical: ['source/people/leve.md']"],
    [
      "“source/people/leve.md” at .handbook-bot.yml:1 matches no page; the nearest is source/people/leave.md.",
    ],
  ],
  [
    "a jurisdiction",
    ["jurisdictions:", "  colorado: ['jobs/**']"],
    ["“jobs/**” at .handbook-bot.yml:2 matches no page."],
  ],
  [
    "types that there are not",
    ["overrides:", "  - types: [polcy, policy]", "    rules: { prose: off }"],
    ["There is no page type “polcy”, which .handbook-bot.yml:2 names; the nearest is policy."],
  ],
  [
    "types of its own",
    [
      "pages: [{ type: runbook, paths: ['**/*.md'] }]",
      "overrides:",
      "  - types: [runbook]",
      "    rules: { prose: off }",
    ],
    [],
  ],
  ["nothing", [], []],
])("a configuration that names %s is told what it does not match", (_, lines, expected) => {
  expect(unmatched(...lines)).toEqual(expected);
});

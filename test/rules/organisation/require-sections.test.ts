import { describe, expect, test } from "vitest";
import { parseHandbookConfig } from "../../../src/config/handbook-config.ts";
import { createHandbook } from "../../../src/handbook/create-handbook.ts";
import { createLinter } from "../../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../../src/lint/lint-config.ts";
import { metas, rules } from "../built-in.ts";

function findingsOf(config: string, path: string, text: string): readonly string[] {
  const linter = createLinter({
    rules,
    config: {
      ...defaultLintConfig,
      ...parseHandbookConfig(".handbook-bot.yml", config, metas).lint,
    },
    docsBase: "https://example.com/rules",
  });
  const page = linter.parse(path, text);
  return linter
    .lintPage(page, createHandbook([page], {}))
    .findings.filter(({ rule }) => rule === "organisation/require-sections")
    .map(({ message }) => message);
}

const own = `templates:
  - name: runbook
    paths: ["runbooks/**"]
    sections: [Symptoms, { name: Mitigation, also: [Resolution] }, { name: Dashboards, required: false }]
`;

describe("organisation/require-sections", () => {
  test.each<[string, readonly string[]]>([
    ["## 2. Symptom:\n\nLate.\n\n## :fire: Resolutions\n\nWait.\n", []],
    [
      "## Symptoms\n\nLate.\n",
      ["This runbook has no “Mitigation” section. Add one after “Symptoms”."],
    ],
    [
      "## Symptoms\n\nLate.\n\n## Mitigations\n\nWait.\n\n## Dashbords\n\nOne.\n",
      ["“Dashbords” is misspelled. Write “Dashboards”."],
    ],
  ])("holds %j against the template of the organisation", (text, expected) => {
    expect(findingsOf(own, "runbooks/export.md", text)).toEqual(expected);
  });

  test("says nothing about other pages, and nothing without a configuration", () => {
    expect(findingsOf(own, "people/leave.md", "## Leave\n\nAsk.\n")).toEqual([]);
    expect(findingsOf("", "runbooks/export.md", "## Leave\n\nAsk.\n")).toEqual([]);
  });

  test("knows benefits pages and process pages where the configuration names some", () => {
    const pages = `pages:
  - { type: entity-benefits, paths: ["benefits/**"] }
  - { type: process, paths: ["how/**"] }
`;
    const text =
      "## Healthcare\n\nAll.\n\n## Superannuation\n\nAll.\n\n## Parental Leave (Finland)\n\nAll.\n";
    expect(findingsOf(pages, "benefits/finland.md", text)).toEqual([
      "This benefits page has no “Life Insurance” section. Add one after “Pension”.",
    ]);
    expect(findingsOf(pages, "how/hire.md", "## Steps\n\nAsk.\n")).toHaveLength(2);
  });

  test.each<[string, string]>([
    ["templates: [{ name: runbook, sections: [Steps] }]", "needs `paths` or `types`"],
    ['templates: [{ name: runbook, paths: ["a/**"], sections: [] }]', "1:"],
    [
      'templates:\n  - name: runbook\n    paths: ["a/**"]\n    sections: [{ nam: Steps }]',
      ".handbook-bot.yml:4:",
    ],
  ])("refuses %j and names the place", (config, message) => {
    expect(() => parseHandbookConfig(".handbook-bot.yml", config, metas)).toThrow(message);
  });
});

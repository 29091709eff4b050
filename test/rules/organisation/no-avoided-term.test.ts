import { describe, expect, test } from "vitest";
import { parseHandbookConfig } from "../../../src/config/handbook-config.ts";
import { createLinter } from "../../../src/lint/create-linter.ts";
import { defaultLintConfig } from "../../../src/lint/lint-config.ts";
import { createHandbook } from "../../../src/handbook/create-handbook.ts";
import type { Finding } from "../../../src/lint/finding.ts";
import type { Page } from "../../../src/page/page.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { metas, rules } from "../built-in.ts";

const written = `terms:
  - avoid: [GitLabber(s)]
    write: team member(s)
    says: is a nickname
    except:
      - paths: ["history/**"]
        reason: Old minutes keep their words.
      - words: [GitLabber of the year]
        reason: The name of the prize.
  - avoid: [hours bank, time bank]
    write: [leave account]
  - avoid: employer brand
  - avoid: [drop-down box(es)]
    write: drop-down list
  - avoid: [FTE(s), headcount unit, headcount units]
    write: team member
`;

function lint(text: string, path: string): { page: Page; findings: readonly Finding[] } {
  const config = parseHandbookConfig(".handbook-bot.yml", written, metas);
  const linter = createLinter({
    rules,
    config: { ...defaultLintConfig, ...config.lint },
    docsBase: "https://example.com/rules",
  });
  const page = linter.parse(path, `---\ntitle: Leave\n---\n\n${text}\n`);
  const { findings } = linter.lintPage(page, createHandbook([page], {}));
  return {
    page,
    findings: findings.filter(({ rule }) => rule === "organisation/no-avoided-term"),
  };
}

function findingsOf(text: string, path = "people/leave.md"): { says: string; fixed: string }[] {
  const { page, findings } = lint(text, path);
  return findings.map(({ message, suggestions }) => ({
    says: message,
    fixed: applyEdits(page.source, suggestions[0]?.edits ?? [])
      .split("\n")
      .slice(4)
      .join("\n")
      .trim(),
  }));
}

/** The text after all suggestions. */
function fixedBy(text: string): string {
  const { page, findings } = lint(text, "people/leave.md");
  const edits = findings.flatMap(({ suggestions }) => suggestions[0]?.edits ?? []);
  return applyEdits(page.source, edits).split("\n").slice(4).join("\n").trim();
}

describe("the organisation's own words", () => {
  test("are reported with what to write, and fixed as they are written", () => {
    expect(findingsOf("GitLabbers ask for leave.")).toEqual([
      {
        says: "“GitLabbers” is a nickname. Write “team members”.",
        fixed: "Team members ask for leave.",
      },
    ]);
  });

  test.each([
    ["We love the GitLabbers.", "We love the team members."],
    ["A GitLabber asks.", "A team member asks."],
    ["## Ask every GitLabber", "## Ask every team member"],
    ["We use drop-down boxes.", "We use drop-down lists."],
    ["A drop-down box opens.", "A drop-down list opens."],
    ["Drop-down boxes open.", "Drop-down lists open."],
    ["THE DROP-DOWN BOX OPENS.", "THE DROP-DOWN LIST OPENS."],
    ["An FTE asks for two FTEs.", "A team member asks for two team members."],
    ["FTEs ask.", "Team members ask."],
    ["Two headcount units, one headcount unit.", "Two team members, one team member."],
  ])("%s becomes: %s", (text, expected) => {
    expect(fixedBy(text)).toBe(expected);
  });

  test.each([
    ["on pages that are excepted", "GitLabbers asked for leave.", "history/2015.md"],
    ["in phrases that are excepted", "She was GitLabber of the year.", "people/leave.md"],
    ["in code", "Set `GitLabbers` to 3.", "people/leave.md"],
    ["where they are spoken of", "Write team member instead of GitLabber.", "people/leave.md"],
  ])("are right %s", (_, text, path) => {
    expect(findingsOf(text, path)).toEqual([]);
  });

  test("come without a suggestion where several texts, or none, could stand there", () => {
    expect(findingsOf("The hours bank helps our employer brand.").map(({ says }) => says)).toEqual([
      "“hours bank” is a word this handbook avoids. Write “leave account”.",
      "“employer brand” is a word this handbook avoids. Use a different word.",
    ]);
  });

  test.each([
    [
      "an exception without a reason",
      "terms:\n  - avoid: a\n    except:\n      - words: [b]\n",
      /reason/,
    ],
    [
      "an exception of nothing",
      "terms:\n  - avoid: a\n    except:\n      - reason: c\n",
      /`words` or `paths`/,
    ],
    ["a term without a letter", 'terms:\n  - avoid: "--"\n', /letter/],
  ])("are refused with the line of %s", (_, text, message) => {
    expect(() => parseHandbookConfig(".handbook-bot.yml", text, metas)).toThrow(message);
  });
});

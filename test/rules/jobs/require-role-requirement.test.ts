import { describe, expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

const start = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n";
const levels = `${start}## Levels\n\n`;
const bullet = "Ability to use GitLab";

function level(name: string, ...requirements: readonly string[]): string {
  return `### ${name}\n\n#### Requirements\n\n${requirements.map((it) => `- ${it}\n`).join("")}\n`;
}

testRule("jobs/require-role-requirement", {
  options: { bullets: [[bullet, "Able to use GitLab"]] },
  accepts: [
    levels + level("Accountant", "Care", `${bullet}.`) + level("Senior Accountant", bullet),
    levels + level("Accountant", "You are **able to use** [GitLab](https://gitlab.com)"),
    // Higher levels take over what lower ones ask for.
    levels +
      level("Accountant", bullet) +
      level("Senior Accountant", "Extends the Accountant requirements") +
      level("Staff Accountant", "All requirements of the Senior Accountant, plus patience"),
    // What stands once for the page holds for all its levels.
    `${start}## Requirements\n\n- ${bullet}\n\n## Levels\n\n${level("Accountant", "Care")}`,
    `${levels}${level("Accountant", bullet)}## Specialties\n\n${level("Tax", "Tax law")}`,
    `${levels}${level("Accountant", bullet)}#### Nice-to-have Requirements\n\n- French\n`,
    `${levels}### Accountant\n\n#### Requirements\n\n<%= partial("requirements") %>\n`,
    `${start}## Levels\n\nAll levels are described elsewhere.\n`,
    { text: "# Requirements\n\n- Care\n", type: "handbook" },
  ],
  rejects: [
    {
      text: levels + level("Accountant", bullet) + level("Senior Accountant", "Care", "Calm"),
      findings: [
        "16:1-16:18 The requirements of “Senior Accountant” don't include “Ability to use GitLab”. Add it.",
      ],
      fixed:
        levels + level("Accountant", bullet) + level("Senior Accountant", "Care", "Calm", bullet),
    },
    {
      text: `${start}## Requirements\n\n* Care\n`,
      findings: [
        "6:1-6:16 These requirements don't include “Ability to use GitLab”. Add it as a bullet.",
      ],
      fixed: `${start}## Requirements\n\n* Care\n* ${bullet}\n`,
    },
    {
      text: `${start}## Requirements\n\nYou are careful.\n\n## Levels\n\n${level("Accountant", "Care")}`,
      findings: [
        "6:1-6:16 These requirements don't include “Ability to use GitLab”. Add it as a bullet.",
      ],
    },
  ],
});

describe("the requirement of every role", () => {
  test("is asked for by no one unless a configuration names it", () => {
    const page = pageOf(levels + level("Accountant", "Care"));
    expect(reportsOf("jobs/require-role-requirement", page)).toEqual([]);
  });
});

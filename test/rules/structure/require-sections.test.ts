import { describe, expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

const jobPage = "---\nlayout: job_page\ntitle: People Operations Generalist\n---\n\n";
const family = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n";

const wholeFamily = `${family}Payroll pays everyone on time.

## Levels

### Payroll Specialist

#### Job Grade

Grade 6.

#### Responsibilities

- Run payroll.

#### Requirements

- Care.

## Performance Indicators

- Payroll on time.

## Hiring Process

- A call.
`;

const gitlab = { sections: ["Job Grade", "Performance Indicators", "Hiring Process"] };

testRule("structure/require-sections", {
  accepts: [
    // Another organisation's family has neither grades nor indicators.
    `${family}## Responsibilities\n\n- Run payroll.\n\n## Requirements\n\n- Care.\n`,
    // In other words.
    `${jobPage}## What you’ll do\n\n- Answer questions.\n\n## What we expect\n\n- Patience.\n`,
    `${jobPage}## The role\n\nYou answer questions.\n\n## Skills and experience\n\n- Patience.\n`,
    `${jobPage}## Your mission\n\n- Answer.\n\n## About you\n\n- Patience.\n\n## Perks\n\n- Tea.\n`,
    `${jobPage}**Key tasks:**\n\n- Answer questions.\n\n**Must-haves**\n\n- Patience.\n`,
    "---\nlayout: job_page\ntitle: Clerk\nkey objectives:\n  - Answer questions\nqualifications:\n  - Patience\n---\n\nJoin.\n",
    "---\nlayout: job_page\ntitle: Clerk\nresponsibilities: |\n  - Answer.\nrequirements: |\n  - Patience.\n---\n\nJoin.\n",
    // Only just begun, or built in another way.
    `${jobPage}Come and join.\n`,
    `${jobPage}Responsibilities\nRun payroll.\n\nRequirements\nCare.\n`,
    `${jobPage}An analyst. Responsibilities: run payroll; close books. Requirement: care.\n`,
    // In words that nobody has listed.
    `${jobPage}## Why this matters to the world\n\n- Pay.\n- Leave.\n\n## Benefits\n\n- Tea.\n`,
    `${jobPage}${"You answer the questions of everybody who works here. ".repeat(10)}\n`,
    // A level that takes the rest from another one.
    {
      text: "---\ntitle: Senior\n---\n\n### Responsibilities\n\n- Lead.\n\nMeets the Intermediate requirements and leads.\n",
      type: "job-family-part",
    },
    `${jobPage}## Responsibilities\n\n- Answer questions.\n\n## Requirements\n\n- Patience.\n`,
    // Other words for the same, with number, icon and colon.
    `${jobPage}## 1. What you'll do\n\n- Answer questions.\n\n## :star: Qualifications:\n\n- Patience.\n`,
    // Only structure/no-misspelt-section reports a misspelled section.
    `${jobPage}## Responsibilties\n\n- Answer questions.\n\n## Requirements for applicants\n\n- Patience.\n`,
    wholeFamily,
    // An index of families has none of them, and needs none.
    `${family}- [Payroll](/job-families/payroll/)\n`,
    // The heading is made by a template.
    `${jobPage}## <%= data.title %>\n\n## Requirements\n\n- Patience.\n`,
    {
      text: "---\ntitle: Senior\n---\n\n### Job Grade\n\nGrade 7.\n\n### Responsibilities\n\n- Run.\n\n### Requirements\n\n- Care.\n",
      type: "job-family-part",
    },
    {
      text: "---\ntitle: Payroll\n---\n\n## Hiring Process\n\n- A call.\n",
      type: "job-family-part",
    },
    "---\ntitle: Leave\n---\n\nTen days.\n",
  ],
  rejects: [
    {
      text: `${jobPage}## Responsibilities\n\n- Answer questions.\n`,
      findings: [
        "3:1-3:36 This job page has no “Requirements” section. Add one after “Responsibilities”.",
      ],
    },
    {
      text: `${jobPage}## Your tasks\n\n- Answer questions.\n\n## Benefits\n\n- Tea.\n- Coffee.\n`,
      findings: [
        "3:1-3:36 This job page has no “Requirements” section. Add one after “Responsibilities”.",
      ],
    },
    {
      text: "---\ntitle: Senior\n---\n\n### Job Grade\n\nGrade 7.\n\n### Requirements\n\n- Care.\n",
      type: "job-family-part",
      findings: ["2:1-2:14 This level of a job family has no “Responsibilities” section. Add one."],
    },
  ],
  without: ["code"],
});

testRule("structure/require-sections", {
  options: gitlab,
  accepts: [wholeFamily],
  rejects: [
    {
      text: wholeFamily.replace("## Hiring Process\n\n- A call.\n", ""),
      findings: [
        "3:1-3:15 This job family has no “Hiring Process” section. Add one after “Performance Indicators”.",
      ],
    },
  ],
  without: ["code"],
});

testRule("structure/require-policy-sections", {
  accepts: [
    {
      text: "---\ntitle: Access\ncontrolled_document: true\n---\n\n## Purpose and Scope\n\nText.\n\n## Roles & Responsibilities\n\nText.\n\n## Access Procedure\n\nText.\n\n## Exceptions\n\nText.\n\n## Related Documents\n\nText.\n",
    },
    // A policy about people that is no controlled document.
    {
      text: "---\ntitle: Dress\n---\n\n## Scope\n\nText.\n",
      path: "content/handbook/people-policies/dress.md",
    },
  ],
  rejects: [
    {
      text: "---\ntitle: Access\ncontrolled_document: true\n---\n\n## Purpose\n\nText.\n\n## Scope\n\nText.\n\n## Procedure\n\nText.\n\n## Exceptions\n\nText.\n\n## References\n\nText.\n",
      findings: [
        "2:1-2:14 This controlled document has no “Roles and Responsibilities” section. Add one after “Scope”.",
      ],
    },
  ],
  without: ["code"],
});

describe("a section that may come from an include", () => {
  test("is not missed on a page with templates, and missed on a page without", () => {
    const without = wholeFamily.replace("## Performance Indicators\n\n- Payroll on time.\n", "");
    const included = without.replace(
      "## Hiring",
      '<%= partial "payroll/performance" %>\n\n## Hiring',
    );
    const keys = (text: string): unknown[] =>
      reportsOf(
        "structure/require-sections",
        pageOf({ text, path: "source/job-families/finance/payroll/index.html.md.erb" }),
        gitlab,
      ).map(({ key }) => key);
    expect(keys(without)).toEqual(["Performance Indicators"]);
    expect(keys(included)).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";

import type { PageTypeRule } from "../../src/page/page-type.ts";
import { parsePage } from "../../src/page/parse-page.ts";

const policyPanel =
  '<div class="panel"><p>This is a Controlled Document. Ask before you change it.</p></div>\n';

function withTitle(title: string): string {
  return `---\ntitle: ${title}\n---\n\nText\n`;
}

describe("the type of a page", () => {
  test.each([
    ["source/jobs/designer/index.html.md", "---\nlayout: job_page\n---\n", "job-page"],
    [
      "source/jobs/designer/index.html.md",
      "---\nlayout: markdown_page\n---\n\n## Responsibilities\n",
      "job-page",
    ],
    [
      "jobs/generalist.md",
      `${withTitle("Generalist")}\n**What you’ll do:**\n\n- Ask.\n`,
      "job-page",
    ],
    ["jobs/generalist.md", "---\ntitle: Generalist\nrequirements:\n  - Care\n---\n", "job-page"],
    [
      "positions/engineer.md",
      "---\n# Requirements come from the talent team.\nopens: 2026-10-01\n---\n\n## Role summary\n\nText.\n",
      "job-page",
    ],
    [
      "site/open-roles/nurse.md",
      "# Nurse\n\n## Duties\n\n- Care\n\n## Qualifications\n",
      "job-page",
    ],
    ["vacancies/cook/index.md", "# Cook\n\n**Your profile:**\n\n**What we offer:**\n", "job-page"],
    [
      "careers/cook.md",
      "# Cook\n\n## Responsibilities\n\n## Requirements\n\n## How to apply\n",
      "job-page",
    ],
    [
      "blog/we-hire.md",
      "---\napply_url: https://jobs.example.com/1\n---\n\n## Responsibilities\n\n## Requirements\n",
      "job-page",
    ],
    // Below a folder of such a name, but about something else.
    ["positions/index.md", "# Positions\n\n## Duties\n\n## Qualifications\n", "handbook"],
    ["positions/on-remote-work.md", "# Our position\n\n## Requirements\n\nText.\n", "handbook"],
    ["careers/ladder.md", "# Ladder\n\n## Responsibilities\n\n## Requirements\n", "handbook"],
    ["hiring/interviews.md", "# Interviews\n\n## Hiring process\n\n## Duties\n", "handbook"],
    [
      "handbook/positions/cook.md",
      "# Cook\n\n## Responsibilities\n\n## Requirements\n",
      "handbook",
    ],
    ["guides/deploy.md", "# Deploy\n\n## Requirements\n\n## Responsibilities\n", "handbook"],
    [
      "positions/plan.md",
      "---\n# Duties and requirements: see the wiki.\ntitle: Plan\n---\n\nText.\n",
      "handbook",
    ],
    [
      "docs/rules/jobs/no-hype-title.md",
      `${withTitle("no-hype-title")}\n## Why\n\nText.\n`,
      "handbook",
    ],
    ["ci/jobs/deploy.md", "# Deploy\n\nThe responsibilities of this job are few.\n", "handbook"],
    ["source/jobs/index.html.md", withTitle("Jobs"), "handbook"],
    ["handbook/hiring/jobs/index.html.md", withTitle("Job boards"), "handbook"],
    ["anywhere/index.html.md", "---\nlayout: job_family_page\n---\n", "job-family"],
    ["source/job-families/finance/accountant/index.html.md", "Text\n", "job-family"],
    ["source/job-families/product/index.html.md.erb", withTitle("Product"), "handbook"],
    ["source/job-families/index.html.md", withTitle("Job families"), "handbook"],
    ["content/job-families/_index.md", withTitle("Job families"), "handbook"],
    ["content/job-families/finance/_index.md", withTitle("Finance"), "handbook"],
    ["content/job-families/finance/accountant.md", withTitle("Accountant"), "job-family"],
    ["content/job-families/finance/tax/_index.md", withTitle("Tax"), "job-family-part"],
    ["content/job-families/finance/tax/senior.md", withTitle("Senior"), "job-family-part"],
    ["content/job-families/finance/tax/senior-manager.md", "Text\n", "job-family-part"],
    ["content/job-families/finance/tax/treasury-manager.md", "Text\n", "job-family"],
    ["content/handbook/hiring/job-families.md", withTitle("Job families"), "handbook"],
    ["content/handbook/hiring/job-families/_index.md", withTitle("Families"), "handbook"],
    ["content/handbook/pay.md", "---\ncontrolled_document: true\n---\n", "policy"],
    ["content/handbook/pay.md", "---\ncontrolled_document: false\n---\n", "handbook"],
    ["content/handbook/pay.md", `---\ntitle: Pay\n---\n\n${policyPanel}`, "policy"],
    ["content/handbook/people-policies/leave.md", withTitle("Leave"), "policy"],
    ["content/ims/policies/access.md", withTitle("Access"), "policy"],
    ["content/handbook/legal/fraud.md", withTitle("Anti-Fraud Policy"), "policy"],
    ["content/handbook/legal/fraud.md", withTitle("Fraud"), "handbook"],
    ["content/handbook/legal/dpa.md", withTitle("Standard clauses"), "handbook"],
    ["content/handbook/marketing/brand.md", withTitle("Brand policy"), "handbook"],
    ["README.md", "Text\n", "readme"],
    ["handbook/engineering/readmes/maria.html.md", withTitle("Maria"), "readme"],
    ["handbook/product/readme/maria.html.md", withTitle("Maria"), "readme"],
    ["handbook/_dashboard.md.erb", "Text\n", "include"],
    ["source/includes/leave.md", "Text\n", "include"],
    ["source/includes/leave.md", withTitle("Leave"), "handbook"],
    ["content/handbook/_index.md", withTitle("Handbook"), "handbook"],
    ["content/handbook/leave.md", "", "handbook"],
  ])("at %s, beginning %j, is %s", (path, source, type) => {
    expect(parsePage(path, source).type).toBe(type);
  });

  describe("with rules of the handbook itself", () => {
    const pageTypes: PageTypeRule[] = [
      { type: "runbook", paths: (path) => path.startsWith("runbooks/") },
      {
        type: "country-page",
        paths: (path) => path.includes("entity"),
        frontMatter: { status: "live" },
      },
      { type: "policy", frontMatter: { kind: "policy" } },
      { type: "other-policy", frontMatter: { kind: "policy" } },
    ];

    test.each([
      ["runbooks/README.md", "", "runbook"],
      ["entity/ie.md", "---\nstatus: live\n---\n", "country-page"],
      ["entity/ie.md", "---\nstatus: draft\n---\n", "handbook"],
      ["content/pay.md", "---\nkind: policy\nlayout: job_page\n---\n", "policy"],
      ["content/pay.md", "---\nlayout: job_page\n---\n", "job-page"],
    ])("at %s, beginning %j, is %s", (path, source, type) => {
      expect(parsePage(path, source, { pageTypes }).type).toBe(type);
    });
  });
});

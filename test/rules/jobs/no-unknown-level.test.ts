import { testRule } from "../test-rule.ts";

function family(second: string, text: string): string {
  return (
    "---\nlayout: job_family_page\ntitle: Accountant\n---\n\n## Levels\n\n" +
    `### Intermediate\n\n#### Requirements\n\n- Care\n\n### ${second}\n\n#### Requirements\n\n- ${text}\n`
  );
}

testRule("jobs/no-unknown-level", {
  accepts: [
    family("Senior", "Extends the Accountant requirements"),
    family("Senior", "Extends that of the Intermediate Accountant level requirements"),
    family("Senior Accountants", "Extends the Senior Accountant responsibilities"),
    family("VP of Accounting", "Extends the VP, Accounting requirements"),
    family("Senior", "Extends the [Senior Auditor](/jobs/auditor/) requirements"),
    family("Senior", "Extends the previous level's requirements"),
    family("Senior", "Extends the corresponding Staff Auditor requirements"),
    family("Senior", "Extends our reach. These are the requirements."),
    family("<%= level %>", "Extends the Staff Accountant requirements"),
    `${family("Tax", "Care")}\n#### Senior Requirements\n\n- Care\n\n#### Staff Requirements\n\n- Extends the Senior Tax Accountant requirements\n`,
    // “FP” may be anything.
    family("Manager, Financial Planning", "Extends the Manager of FP requirements"),
  ],
  rejects: [
    {
      text: family("Staff Accountant", "Extends the Senior Accountant requirements"),
      findings: [
        "18:15-18:32 This page has no level named “Senior Accountant”. Use a level on this page, or link to it.",
      ],
    },
  ],
});

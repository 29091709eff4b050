import { testRule } from "../test-rule.ts";

const family = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n## Levels\n\n";

function levels(...names: readonly string[]): string {
  return family + names.map((name) => `### ${name}\n\n#### Job Grade\n\nGrade 6.\n\n`).join("");
}

testRule("jobs/require-level-order", {
  accepts: [
    levels("Junior Accountant", "Accountant", "Senior Accountant", "Staff Accountant"),
    levels("Accountant (Intermediate)", "Sr. Accountant", "Principal Accountant"),
    levels("Manager, Payroll", "Senior Manager, Payroll", "Director of Payroll", "VP, Payroll"),
    // Two tracks one after the other.
    levels("Staff Accountant", "Distinguished Accountant", "Manager, Accounting"),
    levels("Accountant", "Senior Accountant", "Auditor", "Senior Auditor"),
    // Where a lead stands is for the organisation to say.
    levels("Payroll Lead", "Payroll Specialist", "Senior Principal Accountant", "Staff Accountant"),
    `${family}### Senior Accountant\n\nText.\n\n### Accountant\n\nText.\n`,
  ],
  rejects: [
    {
      text: levels("Senior Accountant", "Accountant"),
      findings: [
        "14:1-14:15 “Accountant” comes after the higher level “Senior Accountant”. Move it before.",
      ],
    },
    {
      text: levels("Manager, Payroll", "Director, Payroll", "Sr. Manager, Payroll"),
      findings: [
        "20:1-20:25 “Sr. Manager, Payroll” comes after the higher level “Director, Payroll”. Move it before.",
      ],
    },
  ],
});

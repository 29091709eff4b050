import { testRule } from "../test-rule.ts";

const job = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n";

testRule("structure/no-misspelt-section", {
  accepts: [
    `${job}## Responsibilities\n\nText.\n\n## Requirement\n\nText.\n\n## Specialities\n\nText.\n`,
    `${job}## Lever\n\nText.\n\n## Grad\n\nText.\n\n## Leave level\n\nText.\n`,
    `${job}## Responsible disclosure\n\nText.\n\n## Required reading\n\nText.\n`,
    "## Responsibilties\n\nNot a job page.\n",
    // A level, and no “Specialities”.
    `${job}### Specialist\n\nText.\n`,
  ],
  rejects: [
    {
      text: `${job}## Levls\n\nText.\n\n## Clerk Job Garde\n\nThe team talks with you about the role.\n\n## Hiring Procces\n\nThe team talks with you about the role.\n`,
      findings: [
        "6:4-6:9 “Levls” is misspelled. Write “Levels”.",
        "10:10-10:19 “Job Garde” is misspelled. Write “Job Grade”.",
        "14:4-14:18 “Hiring Procces” is misspelled. Write “Hiring Process”.",
      ],
      fixed: `${job}## Levels\n\nText.\n\n## Clerk Job Grade\n\nThe team talks with you about the role.\n\n## Hiring Process\n\nThe team talks with you about the role.\n`,
    },
    {
      text: `${job}## Hiring Proces\n\nThe team talks with you about the role.\n\n## Job Garde\n\nThe team talks with you about the role.\n`,
      findings: [
        "6:4-6:17 “Hiring Proces” is misspelled. Write “Hiring Process”.",
        "10:4-10:13 “Job Garde” is misspelled. Write “Job Grade”.",
      ],
      fixed: `${job}## Hiring Process\n\nThe team talks with you about the role.\n\n## Job Grade\n\nThe team talks with you about the role.\n`,
    },
    {
      text: `${job}### Responsibilties\n\n- Run payroll.\n\n### Requirments:\n\n- Care.\n`,
      findings: [
        "6:5-6:20 “Responsibilties” is misspelled. Write “Responsibilities”.",
        "10:5-10:17 “Requirments:” is misspelled. Write “Requirements”.",
      ],
      fixed: `${job}### Responsibilities\n\n- Run payroll.\n\n### Requirements\n\n- Care.\n`,
    },
    {
      text: `${job}## Hirring process\n\nText.\n\n## Perfomance Indicators\n\nText.\n`,
      findings: [
        "6:4-6:19 “Hirring process” is misspelled. Write “Hiring process”.",
        "10:4-10:25 “Perfomance Indicators” is misspelled. Write “Performance Indicators”.",
      ],
      fixed: `${job}## Hiring process\n\nText.\n\n## Performance Indicators\n\nText.\n`,
    },
  ],
});

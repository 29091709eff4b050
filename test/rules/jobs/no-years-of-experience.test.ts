import { testRule } from "../test-rule.ts";

const job = "---\nlayout: job_page\ntitle: Payroll Specialist\n---\n\n";
const under = (item: string): string => `${job}## Requirements\n\n- ${item}\n`;

testRule("jobs/no-years-of-experience", {
  accepts: [
    under("3+ years of experience with payroll"),
    under("Experience with payroll in several countries"),
    under("At least 18 years of age"),
    `${job}## About us\n\n- We have 10 years of experience.\n`,
    under("5-7+ years of experience with payroll"),
  ],
  rejects: [
    {
      text: under("10+ years of experience with payroll"),
      findings: ["8:3-8:12 “10+ years” asks for a long career. Describe the skill instead."],
    },
    {
      text: under("Ten years of experience with payroll"),
      findings: ["8:3-8:12 “Ten years” asks for a long career. Describe the skill instead."],
    },
    {
      text: under("No more than 3 years of experience with payroll"),
      findings: [
        "8:3-8:23 “No more than 3 years” sets an upper limit. Describe the skill, or state only the minimum.",
      ],
    },
    {
      text: under("2-4 years of experience in payroll"),
      findings: [
        "8:3-8:12 “2-4 years” sets an upper limit. Describe the skill, or state only the minimum.",
      ],
    },
  ],
});

testRule("jobs/no-years-of-experience", {
  options: { from: 3 },
  accepts: [under("2+ years of experience with payroll")],
  rejects: [
    {
      text: under("3+ years of experience with payroll"),
      findings: ["8:3-8:11 “3+ years” asks for a long career. Describe the skill instead."],
    },
  ],
});

const inKey = (key: string): string =>
  `---\nlayout: job_page\ntitle: Recruiter\n${key}:\n  - 12+ years of recruiting\n---\n\nJoin.\n`;

// Front matter is no body that a block of code could take in.
testRule("jobs/no-years-of-experience", {
  accepts: [inKey("preferred_qualifications"), inKey("history")],
  rejects: [
    {
      text: inKey("requirements"),
      findings: ["5:5-5:14 “12+ years” asks for a long career. Describe the skill instead."],
    },
  ],
  without: ["code"],
});

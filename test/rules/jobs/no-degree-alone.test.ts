import { testRule } from "../test-rule.ts";

const job = "---\nlayout: job_page\ntitle: Payroll Specialist\n---\n\n";
const under = (item: string): string => `${job}## Requirements\n\n- ${item}\n`;

testRule("jobs/no-degree-alone", {
  accepts: [
    under("Bachelor's degree in accounting or equivalent experience"),
    under("BA/BS degree, or five years of work in payroll"),
    under("Bachelor’s degree **or** similar training"),
    under("MBA preferred"),
    under("A law degree and admission to the bar"),
    under("Master the payroll system"),
    under("A degree of independence"),
    `${job}## Benefits\n\n- We pay for your bachelor's degree.\n`,
    `${job}## Nice-to-haves\n\n- Bachelor's degree\n`,
    "## Requirements\n\n- Bachelor's degree, on a page about something else\n",
  ],
  rejects: [
    {
      text: under("Degree in accounting is required"),
      findings: [
        "8:3-8:9 “Degree” has no alternative. Add “or equivalent experience”, or describe the skill.",
      ],
    },
    {
      text: under("Master's degree (MBA preferred)"),
      findings: [
        "8:3-8:18 “Master's degree” has no alternative. Add “or equivalent experience”, or describe the skill.",
      ],
    },
    {
      text: under("Bachelor’s degree in accounting or finance"),
      findings: [
        "8:3-8:20 “Bachelor’s degree” has no alternative. Add “or equivalent experience”, or describe the skill.",
      ],
    },
    {
      text: under("BA/BS degree required; MBA preferred"),
      findings: [
        "8:3-8:15 “BA/BS degree” has no alternative. Add “or equivalent experience”, or describe the skill.",
      ],
    },
  ],
});

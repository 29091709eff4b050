import { testRule } from "../test-rule.ts";

const job = "---\nlayout: job_page\ntitle: Payroll Specialist\n---\n\n";
const list = (count: number): string => "- Care for detail.\n".repeat(count);

testRule("jobs/no-long-requirement-list", {
  accepts: [
    `${job}## Requirements\n\n${list(12)}`,
    `${job}## Responsibilities\n\n${list(20)}`,
    `${job}## Requirements\n\n- Payroll\n${"  - In one country.\n".repeat(20)}`,
  ],
  rejects: [
    {
      text: `${job}## Requirements\n\n${list(13)}`,
      findings: [
        "6:1-6:16 “Requirements” has 13 items. Keep the 12 that matter most, and move others to a list of extras.",
      ],
    },
  ],
});

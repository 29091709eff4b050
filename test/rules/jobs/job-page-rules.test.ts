import { testRule } from "../test-rule.ts";

const family = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n";
const grade = (text: string): string => `${family}## Job Grade\n\n${text}\n`;
const calculator = { target: "https://example.com/pay/calculator/#grades" };

testRule("jobs/require-grade-link", {
  options: calculator,
  accepts: [
    grade("The Specialist is a [grade 6](/pay/calculator/#grades)."),
    grade(
      "The Specialist is a [grade 6](https://example.com/pay/calculator#grades), see [levels](/x).",
    ),
    grade("Say how the grade was found."),
    { text: grade('<%= partial "grade" %> 6'), path: "source/job-families/a/b/index.html.md.erb" },
    `${family}## Requirements\n\n- 2 languages\n`,
  ],
  rejects: [
    {
      text: grade("The Specialist is a grade 6."),
      findings: [
        "6:1-6:13 “Job Grade” has no link to “https://example.com/pay/calculator/#grades”. Link the grade.",
      ],
    },
    {
      text: grade("The Specialist is a [grade 6](/pay/calculator/#grade)."),
      findings: [
        "8:21-8:54 “/pay/calculator/#grade” isn't the page on grades. Link to “https://example.com/pay/calculator/#grades”.",
      ],
      fixed: grade("The Specialist is a [grade 6](https://example.com/pay/calculator/#grades)."),
    },
  ],
});

const indicators = (...items: readonly string[]): string =>
  `${family}## Performance Indicators\n\n${items.map((it) => `- ${it}\n`).join("")}`;

testRule("jobs/require-indicator-count", {
  accepts: [
    indicators("One", "Two", "Three"),
    indicators("One", "Two", "Three", "Four", "Five"),
    indicators("One\n  - First half\n  - Second half", "Two", "Three", "Four"),
    indicators("[KPIs of Security](/security/kpi/)"),
    indicators("To be defined"),
    `${family}## Performance Indicators\n\nExtends those of the Specialist, plus:\n\n- One\n`,
    `${family}## Performance Indicators\n\n- One\n\n### Sales\n\n- Two\n`,
    `${family}## Performance Indicators\n\nText without a list.\n`,
  ],
  rejects: [
    {
      text: indicators("One", "Two"),
      findings: ["6:1-6:26 “Performance Indicators” has 2 items. List 3 to 5."],
    },
    {
      text: indicators("1", "2", "3", "4", "5", "6"),
      findings: ["6:1-6:26 “Performance Indicators” has 6 items. Keep the 5 most important."],
    },
  ],
});

const levels = `${family}## Levels\n\n### Specialist\n\n#### Job Grade\n\nSix.\n\n### Manager\n\n#### Job Grade\n\nEight.\n\n`;

testRule("jobs/no-scattered-indicators", {
  accepts: [
    `${levels}#### Performance Indicators\n\n- One\n`,
    `${levels}## Performance Indicators\n\n- One\n`,
    // A specialty is no level.
    `${levels}## Performance Indicators\n\n- One\n\n## Specialties\n\n### Germany\n\n#### Performance Indicators\n\n- Two\n`,
  ],
  rejects: [
    {
      text: `${levels}#### Manager Performance Indicators\n\n- One\n\n## Performance Indicators\n\n- Two\n`,
      findings: [
        "20:1-20:36 “Manager Performance Indicators” competes with “Performance Indicators” for the whole page. Keep one list.",
      ],
    },
  ],
});

const sentence =
  "Payroll makes sure that everybody is paid the right amount on the right day in every country.";

testRule("jobs/require-introduction", {
  accepts: [
    `${family}${sentence}\n\n## Responsibilities\n\n- Pay\n`,
    `${family}## Our team\n\n${sentence}\n\n## Responsibilities\n\n- Pay\n`,
    `${family}## Payroll Specialist\n\n${sentence}\n\n### Responsibilities\n\n- Pay\n`,
    `${family}## Levels\n\n### Payroll Specialist\n\n${sentence}\n\n#### Responsibilities\n\n- Pay\n`,
    {
      text: `${family}<%= intro %>\n\n## Responsibilities\n\n- Pay\n`,
      path: "source/job-families/a/b/index.html.md.erb",
    },
    `${family}Only an index.\n\n## Roles\n\n- One\n`,
  ],
  rejects: [
    {
      text: `${family}The Specialist reports to the Manager of Payroll, who reports to the Director of Finance.\n\n## Levels\n\nText.\n`,
      findings: [
        "8:1-8:10 Too little before “Levels” says what people in this job do. Add a sentence or two.",
      ],
    },
    {
      text: `${family}Payroll pays everybody on time.\n\n## Responsibilities\n\n- Pay\n`,
      findings: [
        "8:1-8:20 Too little before “Responsibilities” says what people in this job do. Add a sentence or two.",
      ],
    },
  ],
});

testRule("jobs/require-reporting-line", {
  accepts: [
    `${family}Everybody here reports directly to the Manager.\n\n## Levels\n\n### Specialist\n\n#### Job Grade\n\nSix.\n`,
    `${family}## Levels\n\n### Specialist\n\nReports to the [Manager](/x).\n\n#### Job Grade\n\nSix.\n`,
    `${family}## Specialties\n\n### Germany\n\n#### Requirements\n\n- German\n`,
  ],
  rejects: [
    {
      text: levels,
      findings: [
        "8:1-8:15 “Specialist” doesn't say who it reports to. Add it below the heading.",
        "14:1-14:12 “Manager” doesn't say who it reports to. Add it below the heading.",
      ],
    },
  ],
});

const requirement = (text: string): string => `${family}## Requirements\n\n- ${text}\n`;

testRule("jobs/no-location", {
  accepts: [
    requirement("Experience with payroll in Germany and EMEA"),
    requirement("Work with vendors who are based in several countries"),
    `${family}## Responsibilities\n\n- Lead the team that is based in Germany\n`,
  ],
  rejects: [
    {
      text: requirement("Must be located in the United Kingdom"),
      findings: [
        "8:8-8:40 “be located in the United Kingdom” ties the role to a location. State the location in the vacancy instead.",
      ],
    },
    {
      text: requirement("Based in EMEA"),
      findings: [
        "8:3-8:16 “Based in EMEA” ties the role to a location. State the location in the vacancy instead.",
      ],
    },
    {
      text: requirement("Able to work in alignment with Americas timezones"),
      findings: [
        "8:34-8:52 “Americas timezones” ties the role to a location. State the location in the vacancy instead.",
      ],
    },
  ],
});

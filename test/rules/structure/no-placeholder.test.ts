import { testRule } from "../test-rule.ts";

const job = "---\nlayout: job_family_page\ntitle: Payroll\n---\n\n";

testRule("structure/no-placeholder", {
  accepts: [
    `${job}## Responsibilities\n\n- Keep a to do list.\n- Work through the todo list.\n`,
    // The template language of a mail tool, and an attribute list.
    `${job}Dear {{my.name}}\n{: .note}\n`,
    // A template for readers, on a page that is none.
    "Write: “Hello [your name]”. Best regards, {YOUR NAME}\n",
    `${job}## Example\n\nWrite TBD where you do not know.\n`,
    `${job}Avoid “TBD” in this list.\n`,
    "Dates marked TBD follow in May.\n",
    `${job}Ask for \`TODO\` comments.\n`,
    `${job}See [add a recruiter](/handbook/recruiter/).\n`,
  ],
  rejects: [
    {
      text: `${job}{add overview; a brief description of the job family}\n\n## Performance Indicators\n\n- TBD\n`,
      findings: [
        "6:1-6:54 “{add overview; a brief description of t…” is a placeholder. Replace it with the actual text or delete it.",
        "10:3-10:6 “TBD” is a placeholder. Replace it with the actual text or delete it.",
      ],
    },
    {
      text: "---\nlayout: job_family_page\ntitle: {add title}\n---\n\nText.\n",
      findings: [
        "3:8-3:19 “{add title}” is a placeholder. Replace it with the actual text or delete it.",
      ],
    },
    {
      text: "# Leave\n\nLorem ipsum dolor sit amet.\n",
      findings: [
        "3:1-3:12 “Lorem ipsum” is a placeholder. Replace it with the actual text or delete it.",
      ],
    },
    {
      // A template as it was copied.
      text: `${job}{add overview}\n\n- {add duty}\n- {add duty}\n- {add skill}\n`,
      findings: [
        "6:1-6:15 “{add overview}” and 3 more placeholders are left over from a template. Fill them in or delete them.",
      ],
    },
    {
      text: `${job}The manager reports to [insert title].\n`,
      findings: [
        "6:24-6:38 “[insert title]” is a placeholder. Replace it with the actual text or delete it.",
      ],
    },
  ],
  without: ["code"],
});

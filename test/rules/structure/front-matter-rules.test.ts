import { testRule } from "../test-rule.ts";

const page = (yaml: string): string => `---\ntitle: Leave\n${yaml}\n---\n\nTen days a year.\n`;

testRule("structure/no-misspelt-key", {
  options: { keys: ["ownr"] },
  without: ["code", "line"],
  accepts: [
    page("description: Days off."),
    page("owner: People\nStatus: Not started\nVersion Number: one\nDoc?: yes"),
    page("ownr: People"),
    page("subtitle: Days\nlinkTitle: Off"),
    // Told by structure/require-title.
    "---\ntitel: Leave\n---\n\nText.\n",
  ],
  rejects: [
    {
      text: page("decription: Days off."),
      findings: [
        "3:1-3:11 “decription” looks like a misspelt “description”; rename it, or delete it",
      ],
      fixed: page("description: Days off."),
    },
    {
      text: page("+description: Days off.\ndescription: Days."),
      findings: [
        "3:1-3:13 “+description” looks like a misspelt “description”; rename it, or delete it",
      ],
    },
    {
      text: page("Controlled_Document: true"),
      findings: [
        "3:1-3:20 “Controlled_Document” looks like a misspelt “controlled_document”; rename it, or delete it",
      ],
      fixed: page("controlled_document: true"),
    },
  ],
});

testRule("structure/no-wrong-value", {
  options: { types: { reviewer: "text", author: "any", order: "integer" } },
  without: ["code", "line"],
  accepts: [
    page('version: "1.10"\nweight: 10\ncontrolled_document: false\ndate: 2026-03-01'),
    page("last-reviewed: 2026-03-01T10:00:00Z\nlastmod: YYYY-MM-DD\ntags: [a, b]"),
    page("author: 5\ncompany: 7\nowner:"),
    page("layout: job_family_page"),
    page("layout: blog-post"),
    "---\ntitle:\n---\n\nText.\n",
    "---\ntitle: {add title}\n---\n\nText.\n",
  ],
  rejects: [
    {
      text: page("version: 1.10"),
      findings: ["3:10-3:14 “1.10” is a number, and is read as 1.1; put it between quotes"],
      fixed: page('version: "1.10"'),
    },
    {
      text: page("Version Number: 2"),
      findings: ["3:17-3:18 “2” is a number; put it between quotes"],
      fixed: page('Version Number: "2"'),
    },
    {
      text: page("linkTitle: true"),
      findings: ["3:12-3:16 “true” is no text to YAML; put it between quotes"],
      fixed: page('linkTitle: "true"'),
    },
    {
      text: page("controlled_document: yes\ndraft: maybe"),
      findings: [
        "3:22-3:25 “controlled_document” is true or false, and “yes” is neither",
        "4:8-4:13 “draft” is true or false, and “maybe” is neither",
      ],
      fixed: page("controlled_document: true\ndraft: maybe"),
    },
    {
      text: page('weight: "10"\norder: first'),
      findings: [
        '3:9-3:13 “weight” is a number, and “"10"” is none; write digits without quotes',
        "4:8-4:13 “order” is a number, and “first” is none; write digits without quotes",
      ],
      fixed: page("weight: 10\norder: first"),
    },
    {
      text: page("layout: job_familly_page"),
      findings: ["3:9-3:25 “job_familly_page” looks like a misspelt “job_family_page”; write that"],
      fixed: page("layout: job_family_page"),
    },
    {
      text: page("date: 03/04/2026\ndescription:\nreviewer: ''"),
      findings: [
        "3:7-3:17 “03/04/2026” is no date that tools read; write year-month-day, such as 2026-03-01",
        "4:1-4:12 “description” is empty; write its value or delete the line",
        "5:1-5:9 “reviewer” is empty; write its value or delete the line",
      ],
    },
  ],
});

testRule("structure/require-keys", {
  options: { keys: ["description", "owner"] },
  without: ["code", "line"],
  accepts: [
    page("description: Days off.\nowner:"),
    page("decription: Days off.\nOwner: People"),
    "# Leave\n\nText.\n",
    "---\nredirect_to: /leave/\n---\n",
    { text: page("weight: 1"), path: "content/handbook/_leave.md" },
  ],
  rejects: [
    {
      text: page("owner: People"),
      findings: ["1:1-1:4 The front matter has no “description”; add it"],
    },
    {
      text: page("weight: 1"),
      findings: [
        "1:1-1:4 The front matter has no “description”; add it",
        "1:1-1:4 The front matter has no “owner”; add it",
      ],
    },
  ],
});

import { testRule } from "../test-rule.ts";

const page = (yaml: string): string => `---\ntitle: Leave\n${yaml}\n---\n\nTen days a year.\n`;

testRule("structure/no-wrong-value", {
  options: { types: { reviewer: "text", author: "any", order: "integer" } },
  without: ["code", "line"],
  accepts: [
    page('version: "1.10"\nweight: 10\ncontrolled_document: false\ndate: 2026-03-01'),
    page("last-reviewed: 2026-03-01T10:00:00Z\nlastmod: YYYY-MM-DD\ntags: [a, b]"),
    page("author: 5\ncompany: 7\nowner:"),
    page("layout: job_family_page"),
    page("layout: blog-post"),
    page("description: Leave # how much there is"),
    page("description: 'No'"),
    page("creation-date: 2026-02-28\nseen: 2024-02-29T10:00:00Z"),
    "---\ntitle:\n---\n\nText.\n",
    "---\ntitle: {add title}\n---\n\nText.\n",
  ],
  rejects: [
    {
      text: page("version: 1.10"),
      findings: ["3:10-3:14 “1.10” is read as the number 1.1. Put it in quotes."],
      fixed: page('version: "1.10"'),
    },
    {
      text: page("Version Number: 2"),
      findings: ["3:17-3:18 “2” is read as a number. Put it in quotes."],
      fixed: page('Version Number: "2"'),
    },
    {
      text: page("linkTitle: true"),
      findings: ["3:12-3:16 “true” is read as true. Put it in quotes."],
      fixed: page('linkTitle: "true"'),
    },
    {
      text: page("controlled_document: yes\ndraft: maybe"),
      findings: [
        "3:22-3:25 “controlled_document” must be true or false, not “yes”.",
        "4:8-4:13 “draft” must be true or false, not “maybe”.",
      ],
      fixed: page("controlled_document: true\ndraft: maybe"),
    },
    {
      text: page('weight: "10"\norder: first'),
      findings: [
        '3:9-3:13 “weight” must be a number, not “"10"”. Write it in digits without quotes.',
        "4:8-4:13 “order” must be a number, not “first”. Write it in digits without quotes.",
      ],
      fixed: page("weight: 10\norder: first"),
    },
    {
      text: page("linkTitle: A #1 team\ndescription: #1 for leave"),
      findings: [
        "3:12-3:21 “A #1 team” is read as “A”: the rest is a comment. Put it in quotes.",
        "4:13-4:26 “#1 for leave” is read as empty: the rest is a comment. Put it in quotes.",
      ],
      fixed: page('linkTitle: "A #1 team"\ndescription: "#1 for leave"'),
    },
    {
      text: page("linkTitle: No"),
      findings: ["3:12-3:14 “No” is true or false in old YAML. Put it in quotes."],
      fixed: page('linkTitle: "No"'),
    },
    {
      text: page('lastmod: 2026-02-31\ncreation-date: "2023-02-29"'),
      findings: [
        "3:10-3:20 “2026-02-31” is not in the calendar. Correct the date.",
        "4:16-4:28 “2023-02-29” is not in the calendar. Correct the date.",
      ],
    },
    {
      text: page("layout: job_familly_page"),
      findings: [
        "3:9-3:25 “job_familly_page” looks like a misspelling of “job_family_page”. Correct it.",
      ],
      fixed: page("layout: job_family_page"),
    },
    {
      text: page("date: 03/04/2026\ndescription:\nreviewer: ''"),
      findings: [
        "3:7-3:17 “03/04/2026” is not a date that tools can read. Write it as YYYY-MM-DD.",
        "4:1-4:12 “description” has no value. Add one or delete the line.",
        "5:1-5:9 “reviewer” has no value. Add one or delete the line.",
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
      findings: ["1:1-1:4 The front matter has no “description”. Add the key with its value."],
    },
    {
      text: page("weight: 1"),
      findings: [
        "1:1-1:4 The front matter has no “description”. Add the key with its value.",
        "1:1-1:4 The front matter has no “owner”. Add the key with its value.",
      ],
    },
  ],
});

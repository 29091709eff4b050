import { testRule } from "../test-rule.ts";

testRule("structure/no-empty-section", {
  accepts: [
    // Only just begun.
    "## Laptop\n\n## Badge\n\nSoon.\n",
    // A form that people copy.
    {
      text: "## Goal\n\n## Result\n\nSay in two or three sentences what came of it in the end.\n",
      path: "handbook/templates/review.md",
    },
    // A letter of an index, a statement, a title above its sections, a subtitle.
    "## Y\n\n## Z\n\n- Zone: a part of the office where people do not talk on the phone.\n",
    "### The team publishes an artifact for every merge request\n\n## Logs\n\nEvery service writes them to one place, for thirty days at least.\n",
    "# Federation\n\n# Why\n\nText that says why there is more than one cluster, in ten words.\n",
    "# Federation\n\n## (formerly Ubernetes)\n\n## Why\n\nText that says why there is more than one cluster, in ten words.\n",
    // Who wrote it and when; a result.
    "# Federation\n\n### December 14, 2015\n\n### Authors: jo@, mo@\n\n## Why\n\nText that says why there is more than one cluster, in ten words.\n",
    "## Overtime: none\n\n## Accessibility ✓\n\n## Why\n\nText that says why nothing was found on all of these pages.\n",
    // The heading below is one by mistake.
    "### First proposal\n\nThis proposal merges the concepts of:\n-\n- one address for each customer, and a list of who answers\n",
    "## Laptop\n\nOrder it.\n",
    "## Laptop\n\n### Order\n\nOrder it.\n",
    '## Laptop\n\n<iframe src="https://example.com/film"></iframe>\n',
    "## Laptop\n\n```\norder\n```\n",
    "## Laptop\n\n![A laptop](laptop.png)\n",
    // A list of links, kept as headings.
    "## [Laptop](/handbook/laptop/)\n\n## [Badge](/handbook/badge/)\n",
    "## Laptop\n\n{{< order-form >}}\n",
  ],
  rejects: [
    {
      text: "## &nbsp;\n\n## \\*\\*\\*\\*\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:10 This heading is empty. Add its text or delete it.",
        "3:1-3:12 This heading is empty. Add its text or delete it.",
      ],
    },
    {
      text: "## Laptop\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: ["1:1-1:10 “Laptop” has no content. Add text or delete the heading."],
    },
    {
      text: "## Badge\n\nWear it in the office, and give it back on your last day.\n\n## Laptop\n",
      findings: ["5:1-5:10 “Laptop” has no content. Add text or delete the heading."],
    },
    {
      text: "## Laptop\n{: .no_toc}\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: ["1:1-1:10 “Laptop” has no content. Add text or delete the heading."],
    },
    {
      text: "## Laptop\n\n##\n\nOrder it on your first day, and give it back on your last day.\n",
      findings: ["3:1-3:3 This heading is empty. Add its text or delete it."],
    },
    {
      text: "## How do I get access to the database of production?\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:54 “How do I get access to the database of…” has no content. Add text or delete the heading.",
      ],
    },
  ],
});

import { testRule } from "../test-rule.ts";

testRule("structure/no-empty-section", {
  accepts: [
    // Only just begun.
    "## Laptop\n\n## Badge\n\nSoon.\n",
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
  ],
});

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
    "## Federation\n\n## by Mo, May 2015\n\nText that says why there is more than one cluster, in ten words.\n",
    "# Federation\n\n## (formerly Ubernetes)\n\n## Why\n\nText that says why there is more than one cluster, in ten words.\n",
    // Who wrote it and when; a result.
    "# Federation\n\n### December 14, 2015\n\n### Authors: jo@, mo@\n\n## Why\n\nText that says why there is more than one cluster, in ten words.\n",
    "## Overtime: none\n\n## Accessibility ✓\n\n## Why\n\nText that says why nothing was found on all of these pages.\n",
    // The heading below is one by mistake.
    "### First proposal\n\nThis proposal merges the concepts of:\n-\n- one address for each customer, and a list of who answers\n",
    "## Laptop\n\nOrder it.\n",
    "## Laptop\n\nTODO: say where to order it, and who pays for a second one.\n",
    "## Laptop\n\nComing soon to your office: a better one, with a larger screen.\n",
    "## Laptop\n\nTBD\n\n### Order\n\nOrder it on your first day, and give it back on your last day.\n",
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
      text: "## Sprints\n\n(TO DO)\n\n## Badge\n\nAsk the [front desk][desk] for a badge on your first day, before you go up.\n\n## Laptop\n\nTODO\n\n[desk]: https://example.com/desk\n",
      findings: [
        "1:1-1:11 “Sprints” says only “TO DO”. Write its text or delete the heading.",
        "9:1-9:10 “Laptop” says only “TODO”. Write its text or delete the heading.",
      ],
    },
    {
      text: "## Badge\n\n_Coming soon!_\n\n## Laptop\n\nTODO\n\n## Desk\n\n- To be defined.\n\n## Chair\n\nTake one from the room behind the kitchen, and bring it back there.\n",
      findings: [
        "1:1-1:9 “Badge” says only “Coming soon”. Write its text or delete the heading.",
        "5:1-5:10 “Laptop” says only “TODO”. Write its text or delete the heading.",
        "9:1-9:8 “Desk” says only “To be defined”. Write its text or delete the heading.",
      ],
    },
    {
      text: "## &nbsp;\n\n## \\*\\*\\*\\*\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:10 This heading is empty. Add its text or delete it.",
        "3:1-3:12 This heading is empty. Add its text or delete it.",
      ],
    },
    {
      text: "## Laptop\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:10 “Laptop” has no content. Add text, delete it, or put the sections after it one level deeper.",
      ],
    },
    {
      text: "## Badge\n\nWear it in the office, and give it back on your last day.\n\n## Laptop\n",
      findings: ["5:1-5:10 “Laptop” has no content. Add text or delete the heading."],
    },
    {
      text: "## Laptop\n{: .no_toc}\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:10 “Laptop” has no content. Add text, delete it, or put the sections after it one level deeper.",
      ],
    },
    {
      text: "## Laptop\n\n##\n\nOrder it on your first day, and give it back on your last day.\n",
      findings: ["3:1-3:3 This heading is empty. Add its text or delete it."],
    },
    {
      text: "## How do I get access to the database of production?\n\n## Badge\n\nWear it in the office, and give it back on your last day.\n",
      findings: [
        "1:1-1:54 “How do I get access to the data…” has no content. Add text, delete it, or put the sections after it one level deeper.",
      ],
    },
  ],
});

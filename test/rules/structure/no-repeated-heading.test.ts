import { testRule } from "../test-rule.ts";

testRule("structure/no-repeated-heading", {
  accepts: [
    // Levels of a job family repeat their sections under different parents.
    "## Intermediate\n\n### Requirements\n\nText.\n\n## Senior\n\n### Requirements\n\nText.\n",
    "## Laptop\n\nText.\n\n## Badge\n\nText.\n",
    // Labels below one subject after the other.
    "## Greet\n\n#### Good\n\nText.\n\n## Part\n\n#### Good\n\nText.\n",
    "## Greet\n\nText.\n\n## Pro tip\n\nText.\n\n## Part\n\nText.\n\n## Pro tip\n\nText.\n",
    "## May\n\nText.\n\n## Votes\n\nOne.\n\n## June\n\nText.\n\n## Votes\n\nOne.\n\n## July\n\nText.\n\n## Votes\n\nOne.\n",
    "## Laptop {#first}\n\nText.\n\n## Laptop {#second}\n\nText.\n",
  ],
  rejects: [
    {
      text: "## Laptop\n\nOrder it.\n\n## Badge\n\nText.\n\n## **Laptop**\n\nText.\n",
      findings: [
        "9:1-9:14 The heading “Laptop” is repeated here. Rename one or merge the two sections.",
      ],
    },
    {
      text: "## Leave\n\n### Sick leave\n\nText.\n\n### Sick Leave\n\nText.\n",
      findings: [
        "7:1-7:15 The heading “Sick Leave” is repeated here. Rename one or merge the two sections.",
      ],
    },
  ],
});

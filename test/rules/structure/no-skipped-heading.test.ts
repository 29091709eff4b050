import { testRule } from "../test-rule.ts";

testRule("structure/no-skipped-heading", {
  accepts: [
    "# Onboarding\n\n## Laptop\n\n### Order\n\n## Badge\n",
    "---\ntitle: Onboarding\n---\n\n## Laptop\n\n### Order\n",
    // A table of contents of the theme.
    "---\ntitle: Onboarding\n---\n\n#### On this page\n\n# Laptop\n",
    // Going up skips nothing.
    "## Laptop\n\n### Order\n\n#### Keyboard\n\n## Badge\n",
    "No heading at all.\n",
    // Leads elsewhere.
    "---\ntitle: Onboarding\n---\n\n### Laptop\n\nSee [Laptops](/laptops/).\n",
    // Continues the outline of the page that includes it.
    { text: "#### Laptop\n\n##### Order\n", path: "source/includes/_laptop.md.erb" },
  ],
  rejects: [
    {
      text: "# Onboarding\n\n### Laptop\n\n### Badge\n",
      findings: ["3:1-3:11 “Laptop” skips a level: h3 directly under h1. Use h2."],
    },
    {
      text: "---\ntitle: Onboarding\n---\n\n### Laptop\n\nYour laptop comes by post, a week before your first day here.\n",
      findings: ["5:1-5:11 “Laptop” skips a level: h3 directly under h1. Use h2."],
    },
    {
      text: "## Laptop\n\n#### **Order** it\n",
      findings: ["3:1-3:18 “Order it” skips a level: h4 directly under h2. Use h3."],
    },
  ],
});

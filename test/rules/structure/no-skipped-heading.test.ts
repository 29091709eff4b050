import { testRule } from "../test-rule.ts";

testRule("structure/no-skipped-heading", {
  accepts: [
    // What people copy may be copied below a title.
    { text: "### Goal\n\nText.\n\n### Result\n\nText.\n", path: "_templates/review.md" },
    { text: "### Goal\n\nText.\n\n### Result\n\nText.\n", path: "docs/ReviewTemplates/a.md" },
    "# Onboarding\n\n## Laptop\n\n### Order\n\n## Badge\n",
    "---\ntitle: Onboarding\n---\n\n## Laptop\n\n### Order\n",
    // A table of contents of the theme.
    "---\ntitle: Onboarding\n---\n\n#### On this page\n\n# Laptop\n",
    // Going up skips nothing.
    "## Laptop\n\n### Order\n\n#### Keyboard\n\n## Badge\n",
    "No heading at all.\n",
    // Leads elsewhere.
    "---\ntitle: Onboarding\n---\n\n### Laptop\n\nSee [Laptops](/laptops/).\n",
    // The title of a page without front matter.
    "### Hiring\n\nHow we find the people who work here, from the first call to the offer.\n",
    // A heading in HTML.
    "# Onboarding\n\n<h2>Laptop</h2>\n\n### Order\n",
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
      findings: ["5:1-5:11 The first heading, “Laptop”, is an h3. Start the page with h2."],
    },
    {
      text: "## Laptop\n\n#### **Order** it\n",
      findings: ["3:1-3:18 “Order it” skips a level: h4 directly under h2. Use h3."],
    },
    {
      text: "### Order\n\nText.\n\n### Badge\n\nText.\n",
      findings: ["1:1-1:10 The first heading, “Order”, is an h3. Start the page with h1 or h2."],
    },
    {
      text: '# Onboarding\n\n<div>\n<h2 id="laptop">Laptop</h2>\n</div>\n\n#### Order\n',
      findings: ["7:1-7:11 “Order” skips a level: h4 directly under h2. Use h3."],
    },
  ],
});

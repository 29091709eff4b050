import { testRule } from "../test-rule.ts";

testRule("structure/no-heading-colon", {
  accepts: [
    "## Who can apply?\n\nText.\n",
    "## Examples: leave\n\nText.\n",
    "## Get started :zap:\n\nText.\n",
    "## :zap: Get started :+1:\n\nText.\n",
    // A sentence, or two, as a heading.
    "### You do not need anybody to say that you may.\n\nText.\n",
    "### No, seriously. Ask.\n\nText.\n",
    // The first bullet of a list, which makes a heading of the line above.
    "This proposal merges:\n-\n",
    "## GitLab Inc.\n\nText.\n",
    // A comment in YAML that nobody marked as code.
    "- A disk:\n\n  volumes:\n  - name: leave\n    # It must already be there.\n    disk: leave\n",
  ],
  rejects: [
    {
      text: "## How to apply:\n\nText.\n",
      findings: ["1:4-1:17 The heading “How to apply:” ends with “:”. Remove it."],
      fixed: "## How to apply\n\nText.\n",
    },
    {
      text: "## Ask first. {#ask}\n\nText.\n",
      findings: ["1:4-1:14 The heading “Ask first.” ends with “.”. Remove it."],
      fixed: "## Ask first {#ask}\n\nText.\n",
    },
  ],
});

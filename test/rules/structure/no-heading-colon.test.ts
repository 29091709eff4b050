import { testRule } from "../test-rule.ts";

testRule("structure/no-heading-colon", {
  accepts: [
    "## Who can apply?\n\nText.\n",
    "## Examples: leave\n\nText.\n",
    "## GitLab Inc.\n\nText.\n",
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

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
      findings: ["1:4-1:17 “How to apply:” ends in “:”; drop it from the heading"],
      fixed: "## How to apply\n\nText.\n",
    },
    {
      text: "## Ask first. {#ask}\n\nText.\n",
      findings: ["1:4-1:14 “Ask first.” ends in “.”; drop it from the heading"],
      fixed: "## Ask first {#ask}\n\nText.\n",
    },
  ],
});

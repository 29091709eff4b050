import { testRule } from "../test-rule.ts";

testRule("structure/no-second-title", {
  accepts: ["# Leave\n\n## Sick leave\n", "---\ntitle: Leave\n---\n\n## Sick leave\n"],
  rejects: [
    {
      text: "---\ntitle: Leave\n---\n\n# Sick leave\n",
      findings: ["5:1-5:13 “Sick leave” is a second h1: the page already has a title. Use h2."],
    },
    {
      text: "# Leave\n\nText.\n\n# Sick leave\n\nText.\n",
      findings: ["5:1-5:13 “Sick leave” is a second h1: the page already has a title. Use h2."],
    },
  ],
});

import { testRule } from "../test-rule.ts";

testRule("structure/no-conflict-marker", {
  accepts: [
    // An underlined heading.
    "Onboarding\n=======\n\nText.\n",
    // A guide to git.
    "```\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> main\n```\n",
    ">>>>>>> \n",
    "Arrows <<<<<<< inside a line.\n",
  ],
  rejects: [
    {
      text: "## Leave\n\n<<<<<<< HEAD\nTen days.\n=======\nTwelve days.\n>>>>>>> leave-days\n",
      findings: [
        "3:1-3:13 “<<<<<<< HEAD” is left over from a merge conflict. Keep one version and delete the markers.",
        "7:1-7:19 “>>>>>>> leave-days” is left over from a merge conflict. Keep one version and delete the markers.",
      ],
    },
    {
      // Somebody deleted only the upper half.
      text: "Twelve days.\n>>>>>>> 4f2a9c1 (Add days)\n",
      findings: [
        "2:1-2:27 “>>>>>>> 4f2a9c1 (Add days)” is left over from a merge conflict. Keep one version and delete the markers.",
      ],
    },
    {
      text: "---\ntitle: Leave\n<<<<<<< HEAD\nweight: 1\n---\n\nText.\n",
      findings: [
        "3:1-3:13 “<<<<<<< HEAD” is left over from a merge conflict. Keep one version and delete the markers.",
      ],
    },
  ],
  without: ["code"],
});

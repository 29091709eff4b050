import { testRule } from "../test-rule.ts";

testRule("write-good/cliche", {
  accepts: [
    "Pay claims out of pocket and send the bill.\n",
    "The book says: “It is easier said than done.”\n",
    "> It is easier said than done.\n",
  ],
  rejects: [
    {
      text: "---\ntitle: Leave\n---\n\nTaking leave is easier said than done.\n",
      findings: ["5:17-5:38 “easier said than done” is a cliché. Say what you mean."],
    },
  ],
});

testRule("write-good/passive", {
  accepts: ["Managers approve leave.\n", "Run `is approved` first.\n"],
  rejects: [
    {
      text: "Leave was approved by the manager.\n",
      findings: ["1:7-1:19 “was approved” may be passive. Say who does it."],
    },
  ],
});

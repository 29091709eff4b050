import { testRule } from "../test-rule.ts";

testRule("prose/no-repeated-word", {
  accepts: [
    "The fact that that form exists helps.\n",
    "We had had no policy before.\n",
    "Show longevity at at least one recent job.\n",
    "They said bye bye and left. It was very very late.\n",
    "The office in Walla Walla and the one in New York. New hires start there.\n",
    // Two neighbours that markup keeps apart.
    "See the [leave page](/handbook/leave/) page.\n",
    "Run `the` the script.\n",
    "Choose the **one** one of them picks.\n",
    "Sick leave, leave, and more leave.\n",
    "Call 555 555 for help.\n",
    "A report I can refer to to check the figures.\n",
    "An open source source code tool.\n",
    "Ask the End-to-End to End team. It’s it it’s not.\n",
    "| Team | Team |\n| --- | --- |\n| Payroll | Payroll |\n",
    "- leave\n- leave\n",
    "About Payroll Payroll runs monthly.\n",
    "A real real freeze. Womp womp. Woot woot.\n",
    "The people who work work hard. Whatever works works.\n",
    "An office in Bora Bora, agar agar, and a tom tom.\n",
    "[Slack](/slack/) [Slack](/chat/)\n",
  ],
  rejects: [
    {
      text: "See the [the guide](/guide/) and [ask for](/ask/) for help.\n",
      findings: [
        "1:5-1:13 “the the” is repeated. Delete one of the two.",
        "1:39-1:54 “for for” is repeated. Delete one of the two.",
      ],
      fixed: "See [the guide](/guide/) and [ask for](/ask/) help.\n",
    },
    {
      text: "See all pages that we to to do. In the evening they run run.\n",
      findings: [
        "1:23-1:28 “to to” is repeated. Delete one of the two.",
        "1:53-1:60 “run run” is repeated. Delete one of the two.",
      ],
      fixed: "See all pages that we to do. In the evening they run.\n",
    },
    {
      text: "Ask the the manager.\n",
      findings: ["1:5-1:12 “the the” is repeated. Delete one of the two."],
      fixed: "Ask the manager.\n",
    },
    {
      text: "The the manager decides. You should be\nbe there at at noon.\n",
      findings: [
        "1:1-1:8 “The the” is repeated. Delete one of the two.",
        "1:37-2:3 “be be” is repeated. Delete one of the two.",
        "2:10-2:15 “at at” is repeated. Delete one of the two.",
      ],
      // The end of the line stays.
      fixed: "The manager decides. You should be\nthere at noon.\n",
    },
  ],
});

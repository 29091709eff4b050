import { testRule } from "../test-rule.ts";

testRule("policy/no-ambiguous-date", {
  accepts: [
    "The policy starts on 2026-04-03.\n",
    "It ends on 25/12/2026 and 12/25/2026.\n",
    "It starts on 04/04/2026.\n",
    "Version 1.2.2026 of the form, at 10.2.2026.1, see leave/3/4/2026.\n",
    "Set `03/04/2026`.\n",
    "It starts on 03.04.2026.\n",
    "The course runs from 10/29/2026 through 12/10/2026.\n",
  ],
  rejects: [
    {
      text: "It runs from 10/29/2026.\n\nIt ends on 03/04/2026.\n",
      findings: [
        "3:12-3:22 “03/04/2026” can be read in two ways. Write “2026-03-04” or “2026-04-03”.",
      ],
    },
    {
      text: "The policy starts on 03/04/2026.\n",
      findings: [
        "1:22-1:32 “03/04/2026” can be read in two ways. Write “2026-03-04” or “2026-04-03”.",
      ],
    },
  ],
});

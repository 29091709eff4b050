import { expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

testRule("structure/require-title", {
  options: { bare: true },
  accepts: [
    "---\ntitle: Leave\n---\n\nText.\n",
    "# Leave\n\nText.\n",
    "---\nlayout: handbook-page\n---\n\n# Leave\n",
    // An issue template, or a proposal that was begun from one.
    "---\nname: Review of incidents\nabout: How we talk about them\n---\n\nText.\n",
    { text: "Text that other pages include.\n", path: "content/handbook/_leave.md" },
    "---\nredirect_to: /handbook/leave/\n---\n",
    // Reported by structure/no-invalid-front-matter.
    "---\ntitle: Leave: all of it\n---\n\nText.\n",
  ],
  rejects: [
    {
      text: "Ten days a year.\n\n## Sick leave\n\nText.\n",
      findings: [
        "1:1-1:17 This page has no title. Add one in the front matter or as the first heading.",
      ],
    },
    {
      text: "---\nlayout: handbook-page\n---\n\nText.\n",
      findings: ["1:1-1:4 This page has no title. Add one to the front matter."],
    },
    {
      text: "---\ntitel: Leave\n---\n\nText.\n",
      findings: ["2:1-2:6 This page has no title. Rename the key “titel” to “title”."],
    },
    {
      text: "---\ntitle:\ndescription: Days off\n---\n\nText.\n",
      findings: ["2:1-2:6 The title is empty. Give the page a title."],
    },
  ],
  without: ["code"],
});

test("ignores pages without front matter by default", () => {
  expect(reportsOf("structure/require-title", pageOf("Ten days a year.\n"))).toEqual([]);
});

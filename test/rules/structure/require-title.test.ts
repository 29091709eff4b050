import { expect, test } from "vitest";
import { pageOf, reportsOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

testRule("structure/require-title", {
  options: { bare: true },
  accepts: [
    "---\ntitle: Leave\n---\n\nText.\n",
    "# Leave\n\nText.\n",
    "---\nlayout: handbook-page\n---\n\n# Leave\n",
    { text: "Text that other pages include.\n", path: "content/handbook/_leave.md" },
    "---\nredirect_to: /handbook/leave/\n---\n",
    // Told by structure/no-invalid-front-matter.
    "---\ntitle: Leave: all of it\n---\n\nText.\n",
  ],
  rejects: [
    {
      text: "Ten days a year.\n\n## Sick leave\n\nText.\n",
      findings: ["1:1-1:17 The page has no title; add front matter with a title above the text"],
    },
    {
      text: "---\nlayout: handbook-page\n---\n\nText.\n",
      findings: ["1:1-1:4 The front matter has no title; add a title to it"],
    },
    {
      text: "---\ntitel: Leave\n---\n\nText.\n",
      findings: ["2:1-2:6 The front matter has no title; rename “titel” to “title”"],
    },
    {
      text: "---\ntitle:\ndescription: Days off\n---\n\nText.\n",
      findings: ["2:1-2:6 The title is empty; give the page one"],
    },
  ],
  without: ["code"],
});

test("leaves pages without front matter alone unless told", () => {
  expect(reportsOf("structure/require-title", pageOf("Ten days a year.\n"))).toEqual([]);
});

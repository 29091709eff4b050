import { expect, test } from "vitest";
import { noOverdueReview } from "../../../rules/policy/no-overdue-review.ts";
import { prepareRule } from "../../../src/lint/prepare-rules.ts";
import { pageOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

const page = (yaml: string, text = "Text."): string =>
  `---\ntitle: Access\n${yaml}\n---\n\n${text}\n`;

testRule("policy/no-overdue-review", {
  options: { months: 6, due: ["due"] },
  without: ["code", "line"],
  accepts: [
    page("last-reviewed: 2026-05-23"),
    page("due: 2026-11-23"),
    page("last-reviewed: soon\nreviewed_on: 2026-13-45"),
    page("date: 2020-01-01\nnext_review: 2020-01-01"),
    "Last reviewed: 2020-01-01\n",
  ],
  rejects: [
    {
      text: page("last-reviewed: 2026-05-22"),
      findings: [
        "3:1-3:26 Last reviewed on “2026-05-22”, more than 6 months ago. Review the page and update the date.",
      ],
    },
    {
      text: page('due: "2026-11-22"\nreviewed_on: 2025-08-31'),
      findings: [
        "3:1-3:18 The review was due on “2026-11-22”. Review the page and set the next date.",
        "4:1-4:24 Last reviewed on “2025-08-31”, more than 6 months ago. Review the page and update the date.",
      ],
    },
  ],
});

test("a year after the last of February is the last of February", () => {
  const leap = pageOf(page("last-reviewed: 2024-02-29"));
  const options = noOverdueReview.options.parse(undefined);
  const on = (today: string | undefined) => [
    ...prepareRule(noOverdueReview, options, { today })(leap),
  ];
  expect(on("2025-02-28")).toEqual([]);
  expect(on("2025-03-01")).toHaveLength(1);
  expect(on(undefined)).toEqual([]);
});

const panel =
  '<div class="panel panel-gitlab-orange">\n**This is a Controlled Document**\n{: .panel-heading}\n<div class="panel-body">\n\nAsk a code owner.\n\n</div>\n</div>\n';

testRule("policy/no-controlled-panel", {
  without: ["code", "line"],
  accepts: [
    page("controlled_document: true"),
    page("weight: 1", "We write “This is a Controlled Document” above each."),
    page("weight: 1", '<div class="panel">\n**This is a Controlled Document**\n'),
  ],
  rejects: [
    {
      text: page("weight: 1", `${panel}\n## Purpose`),
      type: "policy",
      findings: [
        "7:3-7:32 Replace the banner “This is a Controlled Document” with “controlled_document: true” in the front matter.",
      ],
      fixed: page("weight: 1\ncontrolled_document: true", "## Purpose"),
    },
    {
      text: page("controlled_document: true", `${panel}\n## Purpose`),
      type: "policy",
      findings: [
        "7:3-7:32 Replace the banner “This is a Controlled Document” with “controlled_document: true” in the front matter.",
      ],
      fixed: page("controlled_document: true", "## Purpose"),
    },
    {
      text: page("controlled_document: false", panel),
      type: "policy",
      findings: [
        "7:3-7:32 Replace the banner “This is a Controlled Document” with “controlled_document: true” in the front matter.",
      ],
    },
  ],
});

const roles = (text: string): string =>
  page(
    "controlled_document: true",
    `## Roles & Responsibilities\n\n${text}\n\n## Procedure\n\nAsk @ana.`,
  );

testRule("policy/no-named-person", {
  accepts: [
    roles("| Security | Grants access |"),
    roles(
      "Security, @people/access and access@example.com grant access; see [the team](/company/team/).",
    ),
    roles("`@ana` is how handles are written."),
  ],
  rejects: [
    {
      text: roles("- [Ana Silva](/company/team/#asilva) approves, or @jo.doe."),
      findings: [
        "8:4-8:13 “Ana Silva” is a person. Name the responsible role or department instead.",
        "8:51-8:58 “@jo.doe” is a person. Name the responsible role or department instead.",
      ],
    },
  ],
});

const sentence =
  "This document says who may use which system, who decides about exceptions, and how access ends when somebody leaves the company.";

testRule("policy/no-empty-policy", {
  without: ["code", "line"],
  accepts: [
    page("controlled_document: true", sentence),
    page("controlled_document: false"),
    { text: page("weight: 1"), type: "policy" },
    page("controlled_document: true", '{{% include "policy" %}}'),
    page("controlled_document: true\nredirect_to: /x/", ""),
  ],
  rejects: [
    {
      text: page("controlled_document: true", "## Purpose\n\nSoon."),
      findings: [
        "2:1-2:14 This controlled document has only 1 word. Write it, or remove “controlled_document”.",
      ],
    },
  ],
});

testRule("policy/require-review", {
  without: ["code", "line"],
  accepts: [
    page("controlled_document: true\nlast-reviewed: 2020-01-01"),
    page("controlled_document: true", "It is reviewed at least annually."),
    page("controlled_document: true", "We make an annual review of it."),
    { text: page("weight: 1"), type: "policy" },
  ],
  rejects: [
    {
      text: page("controlled_document: true", "Reviewed by Security. Access ends annually."),
      findings: [
        "1:1-1:4 This document doesn't say when it is reviewed. Add “last-reviewed”, or say how often.",
      ],
    },
  ],
});

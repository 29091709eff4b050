import { describe, expect, test } from "vitest";
import {
  referencedFiles,
  referenceName,
  withReferenceAnchor,
} from "../../../src/handbook/links/page-references.ts";
import { changed, handbookOf, hugo } from "../handbook-of.ts";

const people = "content/handbook/people";
const handbook = handbookOf({
  ...hugo,
  "content/handbook/finance/leave.md": "---\ntitle: Leave and pay\n---\n\n## Payroll\n",
  "content/handbook/finance/expenses.md": "---\ntitle: Expenses\n---\n\n## Receipts\n",
  "content/handbook/finance/taxes.md": '[Leave]({{< ref "/handbook/people/leave.md#parents" >}})\n',
});

describe("a template call that names a page is followed", () => {
  test.each([
    ["beside the page", "offboarding.md", '{{< ref "leave.md" >}}', `${people}/leave.md`],
    ["with an anchor", "offboarding.md", '{{% relref "leave#parents" %}}', `${people}/leave.md`],
    ["without quotes", "offboarding.md", "{{< ref leave >}}", `${people}/leave.md`],
    [
      "from the root",
      "_index.md",
      '{{< ref "/handbook/people/onboarding" >}}',
      `${people}/onboarding/index.md`,
    ],
    ["to a section", "leave.md", '{{< relref "/handbook/people" >}}', `${people}/_index.md`],
    ["through folders", "leave.md", '{{< ref "../_index.md" >}}', "content/handbook/_index.md"],
    [
      "by a name that one page has",
      "leave.md",
      '{{< ref "expenses.md#receipts" >}}',
      "content/handbook/finance/expenses.md",
    ],
    [
      "to a page with a slug",
      "leave.md",
      '{{< ref "offboarding.md" >}}',
      `${people}/offboarding.md`,
    ],
  ])("%s", (_, from, target, path) => {
    expect(handbook.resolve(`${people}/${from}`, target)).toEqual({ kind: "found", path });
  });

  test.each(['{{< ref "laeve.md" >}}', "{{% relref /handbook/nobody %}}"])(
    "%s leads to no page",
    (target) => {
      const leads = handbook.resolve(`${people}/_index.md`, target);
      expect(leads).toEqual({ kind: "no-page", nearest: undefined });
    },
  );

  test("to a page that an incomplete handbook may have elsewhere", () => {
    const partial = handbookOf(hugo, { assumeComplete: false });
    const leads = partial.resolve(`${people}/_index.md`, '{{< ref "laeve.md" >}}');
    expect(leads).toEqual({ kind: "unknown" });
  });

  test("to a page without the anchor", () => {
    expect(handbook.resolve(`${people}/_index.md`, '{{< ref "leave.md#parent" >}}')).toEqual({
      kind: "no-anchor",
      path: `${people}/leave.md`,
      anchor: "parent",
      nearest: "parents",
    });
  });
});

describe("a template call is not judged", () => {
  test.each([
    ["for a name that two pages have", '{{< ref "leave.md" >}}'],
    ["with more than a page", '{{< ref path="leave.md" lang="de" >}}'],
    ["of another kind", '{{< figure "leave.md" >}}'],
    ["with other text around it", '/x/{{< ref "leave.md" >}}'],
    ["that is not closed as it began", '{{< ref "leave.md" %}}'],
    ["out of the content", '{{< ref "../../../leave.md" >}}'],
  ])("%s", (_, target) => {
    expect(handbook.resolve("content/handbook/_index.md", target)).toEqual({ kind: "unknown" });
  });

  test("where another generator builds the site", () => {
    const other = handbookOf(hugo, { layout: "middleman" });
    expect(other.resolve(`${people}/_index.md`, '{{< ref "leave.md#parent" >}}').kind).toBe(
      "unknown",
    );
  });
});

test.each([
  ['{{< ref "leave.md#parent" >}}', "parents", '{{< ref "leave.md#parents" >}}'],
  ["{{% relref leave#a %}}", "b_c.d:e-f", "{{% relref leave#b_c.d:e-f %}}"],
  ['{{< ref "leave.md" >}}', "parents", undefined],
  ['{{< figure "leave.md#parent" >}}', "parents", undefined],
  ['{{< ref "leave.md#parent" >}}', 'a"b', undefined],
  ['{{< ref "leave.md#parent" >}}', "", undefined],
  ['{{< ref "leave.md#parent" >}}', "a".repeat(201), undefined],
])("the anchor of %s becomes %s: %s", (target, anchor, written) => {
  expect(withReferenceAnchor(target, anchor)).toBe(written);
});

test.each([
  ["content/handbook/people/leave.md", "leave"],
  ["content/handbook/people/onboarding/index.md", "onboarding"],
  ["content/handbook/people/_index.md", "people"],
  ["content/leave.mdx", "leave.mdx"],
])("%s is named %s", (path, name) => {
  expect(referenceName(path)).toBe(name);
});

test.each([
  [
    "content/people/leave.md",
    "pay",
    [
      ["content/people/pay.md", "content/people/pay/index.md", "content/people/pay/_index.md"],
      ["content/pay.md", "content/pay/index.md", "content/pay/_index.md"],
    ],
  ],
  ["content/people/leave.md", "pay.md", [["content/people/pay.md"], ["content/pay.md"]]],
  ["content/people/leave.md", "./pay.md", [["content/people/pay.md"]]],
  ["content/people/leave.md", "/pay.md", [["content/pay.md"]]],
  ["content/people/leave.md", "../../../pay.md", [[]]],
  [
    "content/people/leave/index.md",
    "pay.md",
    [["content/people/leave/pay.md", "content/people/pay.md"], ["content/pay.md"]],
  ],
  ["site/content/leave.md", "pay.md", [["site/content/pay.md"], ["site/content/pay.md"]]],
  ["docs/leave.md", "pay.md", []],
])("on %s, %s may be %j", (from, path, files) => {
  expect(referencedFiles(from, path)).toEqual(files);
});

test("template calls count among the links that lead to a page and an anchor", () => {
  const [link] = handbook.incoming(`${people}/leave.md`, "parents");
  expect(link).toMatchObject({ path: "content/handbook/finance/taxes.md", line: 1 });
  expect(handbook.incoming("content/handbook/finance/leave.md")).toEqual([]);
  const after = changed(handbook, { [`${people}/leave.md`]: null });
  expect(after.incoming(`${people}/leave.md`)).toHaveLength(1);
});

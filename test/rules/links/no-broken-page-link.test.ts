import { describe, expect, test } from "vitest";
import { noBrokenPageLink } from "../../../rules/links/no-broken-page-link.ts";
import { check, fixed } from "../handbook-rule.ts";

const people = "content/handbook/people/_index.md";
const others = {
  "content/handbook/_index.md": "---\ntitle: Handbook\n---\n",
  "content/handbook/people/parental-leave.md": "---\ntitle: Parental leave\n---\n",
};
const on = (text: string) => check(noBrokenPageLink, { texts: { [people]: text, ...others } });

describe("links/no-broken-page-link", () => {
  test.each([
    "[Leave](/handbook/people/parental-leave/)",
    "[Leave](parental-leave.md)",
    "[Leave](https://other.example.com/handbook/people/parental-laeve/)",
    "![A chart](/handbook/people/parental-laeve/)",
    "[Chart](/handbook/people/chart.pdf)",
    "`[Leave](/handbook/people/parental-laeve/)`",
    "[Leave]({{< ref parental-leave >}})",
    "[Leave](~/handbook/parental-laeve.md)",
    "[Site](https://www.example.org/)",
    "[Pricing](/pricing/)",
    "[Deep](/sales/unknown/area/)",
  ])("accepts %s", (text) => {
    expect(on(text).lines).toEqual([]);
  });

  test("reports a reference to a page that is not there", () => {
    expect(on("[Leave]({{< ref parental-laeve >}})").lines).toEqual([
      "1:1-1:36 This link points to a page that does not exist: “{{< ref parental-laeve >}}”. Fix the address or remove the link.",
    ]);
    expect(on('[Leave]({{% relref "/handbook/rest/sabbatical.md" %}})').lines).toHaveLength(1);
  });

  test.each([
    ["www.example.org/leave", "https://www.example.org/leave"],
    ["example.org", "https://example.org"],
    ["docs.example.co.uk/leave", undefined],
    ["leave.example.gov?x=1", "https://leave.example.gov?x=1"],
    ["(https://example.org/leave)", "https://example.org/leave"],
    ["https//example.org/leave", "https://example.org/leave"],
    ["http:/example.org/leave", "http://example.org/leave"],
    ["https://https://example.org/leave", "https://example.org/leave"],
  ])("offers the address that is meant by %s", (wrong, right) => {
    const { page, reports } = on(`Read [the page](${wrong}).`);
    expect(fixed(page, reports)).toBe(`Read [the page](${right ?? wrong}).`);
  });

  test.each(["file:///C:/leave.docx", "/Users/ana/leave.md", "C:/leave.docx"])(
    "reports %s, which is a file of its author",
    (target) => {
      expect(on(`[Leave](${target})`).lines).toEqual([
        expect.stringContaining("is a file on one computer. Link to a copy that readers can open."),
      ]);
    },
  );

  test("offers no page in another language", () => {
    const it = { "content/handbook/people/readme-it.md": "# Persone\n" };
    const texts = { [people]: "[Orang](readme-id.md)\n", ...others, ...it };
    const { lines } = check(noBrokenPageLink, { texts });
    expect(lines).toEqual([expect.stringContaining("does not exist: “readme-id.md”")]);
  });

  test("leaves links alone that lead from the copy of a template", () => {
    const texts = { "archetypes/role.md": "[Plan](plan.md) [Work](./link-to-the-work-item)\n" };
    expect(check(noBrokenPageLink, { texts: { ...others, ...texts } }).lines).toEqual([]);
  });

  test("offers the page that is meant", () => {
    const { page, reports, lines } = on("Ask for [leave](/handbook/people/parental-laeve/#forms).");
    expect(lines).toEqual([
      "1:9-1:56 “/handbook/people/parental-laeve/#forms” does not exist. Link to “/handbook/people/parental-leave/#forms” instead.",
    ]);
    expect(fixed(page, reports)).toBe("Ask for [leave](/handbook/people/parental-leave/#forms).");
  });

  test("reports a link by reference once, where its address is written", () => {
    const { lines } = on("[One][leave], [two][leave]\n\n[leave]: /handbook/people/sabbatical/");
    expect(lines).toEqual([
      "3:1-3:38 This link points to a page that does not exist: “/handbook/people/sabbatical/”. Fix the address or remove the link.",
    ]);
  });

  test("writes an address that Markdown reads as one", () => {
    const texts = {
      "people/index.md": "[Leave](parental-leave.md)\n",
      "people/parental leave.md": "# Parental leave\n",
    };
    const { page, reports } = check(noBrokenPageLink, { texts });
    expect(fixed(page, reports)).toBe("[Leave](parental%20leave.md)\n");
  });

  test("says nothing of pages that an incomplete handbook may have elsewhere", () => {
    const texts = { [people]: "[Rest](/handbook/people/sabbatical/)", ...others };
    expect(check(noBrokenPageLink, { texts, site: { assumeComplete: false } }).lines).toEqual([]);
  });

  test("keeps its name when the page is moved along with the fault", () => {
    const key = on("[Rest](/handbook/people/sabbatical/)").reports[0]?.key;
    expect(on("\n\nMore. [Rest now](/handbook/people/sabbatical/)").reports[0]?.key).toBe(key);
  });
});

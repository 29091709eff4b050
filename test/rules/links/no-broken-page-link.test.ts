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
    "[Leave]({{< ref parental-laeve >}})",
    "[Pricing](/pricing/)",
    "[Deep](/sales/unknown/area/)",
  ])("accepts %s", (text) => {
    expect(on(text).lines).toEqual([]);
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

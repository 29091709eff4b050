import { describe, expect, test } from "vitest";
import { noBrokenAnchor } from "../../../rules/links/no-broken-anchor.ts";
import { check, fixed } from "../handbook-rule.ts";

const people = "content/handbook/people/_index.md";
const others = {
  "content/handbook/leave.md":
    "---\ntitle: Leave policy\n---\n\n## Parental leave\n\n## Who may ask?\n\n## Pay {#money}\n",
  "content/handbook/team.md": "---\ntitle: Team\n---\n\n{{% include team.md %}}\n",
};
const on = (text: string) => check(noBrokenAnchor, { texts: { [people]: text, ...others } });

describe("links/no-broken-anchor", () => {
  test("corrects the anchor inside a template call that names a page", () => {
    const { page, reports, lines } = on('[Leave]({{< ref "leave.md#parental-laeve" >}})\n');
    expect(lines).toEqual([
      expect.stringContaining(
        "“Leave policy” has no heading “#parental-laeve”. Link to “#parental-leave” instead",
      ),
    ]);
    expect(fixed(page, reports)).toBe('[Leave]({{< ref "leave.md#parental-leave" >}})\n');
  });

  test.each([
    "[Leave](/handbook/leave/#parental-leave)",
    "[Leave](/handbook/leave/#Parental-Leave)",
    "[Pay](../leave.md#money)",
    "[Team](/handbook/team/#whoever-that-is)",
    "[Top](#top)",
    "[Elsewhere](/handbook/unknown/#parental-laeve)",
    "## Contacts\n\n[Contacts](#contacts)",
    "[Draft](/handbook/leave/#:~:text=paid)",
  ])("accepts %s", (text) => {
    expect(on(text).lines).toEqual([]);
  });

  test("offers the heading that is meant", () => {
    const { page, reports, lines } = on("[Leave](../leave.md#parentl-leave)");
    expect(lines).toEqual([
      "1:1-1:35 “Leave policy” has no heading “#parentl-leave”. Link to “#parental-leave” instead.",
    ]);
    expect(fixed(page, reports)).toBe("[Leave](../leave.md#parental-leave)");
  });

  test("names the page and leaves the choice where none is like it", () => {
    expect(on("[Rules](/handbook/leave/#sabbatical)").lines).toEqual([
      "1:1-1:37 “Leave policy” has no heading “#sabbatical”. Link to an existing heading.",
    ]);
  });

  test("speaks of this page by that name", () => {
    expect(on("## Contacts\n\n[Contacts](#contact)").lines).toEqual([
      "3:1-3:21 This page has no heading “#contact”. Link to “#contacts” instead.",
    ]);
  });

  test("shows the difference between two long names", () => {
    const { lines } = on(
      "## Eligibility for parental leave in Germany\n\n[Who](#eligibility-for-parental-leave-in-germny)",
    );
    expect(lines).toEqual([
      "3:1-3:49 This page has no heading “…parental-leave-in-germny”. Link to “…parental-leave-in-germany” instead.",
    ]);
  });

  test("keeps its name when the page that is linked moves", () => {
    const key = on("[Rules](/handbook/leave/#sabbatical)").reports[0]?.key;
    const moved = {
      [people]: "[Rules](/handbook/time-off/#sabbatical)",
      "content/handbook/time-off.md": "## Leave\n",
    };
    expect(check(noBrokenAnchor, { texts: moved }).reports[0]?.key).toBe(key);
  });
});

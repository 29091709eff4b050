import { describe, expect, test } from "vitest";
import { noVagueLinkText } from "../../../rules/links/no-vague-link-text.ts";
import { check, fixed } from "../handbook-rule.ts";

const people = "content/handbook/people/_index.md";
const others = {
  "content/handbook/leave.md":
    "---\ntitle: Leave policy\n---\n\n## Parental leave\n\n## Overview\n",
};
const on = (text: string, options = {}) =>
  check(noVagueLinkText, { texts: { [people]: text, ...others }, options });

describe("links/no-vague-link-text", () => {
  test.each([
    "[Leave policy](/handbook/leave/)",
    "[Here is the policy](/handbook/leave/)",
    "[The policy is available](/handbook/leave/)",
    "[See the details of leave](/handbook/leave/)",
    "[Go here for the set-up of a campaign](/handbook/leave/)",
    "![here](/images/map.png)",
    "Read more here: <https://example.com>",
    "`[here](/handbook/leave/)`",
    "| Form | Link |\n|---|---|\n| Leave | [Link](/handbook/leave/) |",
  ])("accepts %s", (text) => {
    expect(on(text).lines).toEqual([]);
  });

  test.each([
    ["[here](/handbook/leave/)", "“here”", "[Leave policy](/handbook/leave/)"],
    ["[Click here!](/handbook/leave/)", "“Click here!”", "[Leave policy](/handbook/leave/)"],
    [
      "[here](/handbook/leave/#parental-leave)",
      "“here”",
      "[Parental leave](/handbook/leave/#parental-leave)",
    ],
    [
      "[read more](/handbook/leave/#overview)",
      "“read more”",
      "[Leave policy](/handbook/leave/#overview)",
    ],
    ["[here](https://example.com)", "“here”", "[here](https://example.com)"],
    ["[Check it out](/handbook/leave/)", "“Check it out”", "[Leave policy](/handbook/leave/)"],
    ["[Click here to register](/handbook/leave/)", "“Click here to register”", undefined],
    [
      "[Please click here](/handbook/leave/)",
      "“Please click here”",
      "[Leave policy](/handbook/leave/)",
    ],
    ["[See here for details](/handbook/leave/)", "“See here for details”", undefined],
    [
      "[Further details can be found here](/handbook/leave/)",
      "“Further details can be found here”",
      "[Leave policy](/handbook/leave/)",
    ],
    ["[**here**](/handbook/leave/)", "“here”", "[**here**](/handbook/leave/)"],
    ["[this page][1]\n\n[1]: /handbook/leave/", "“this page”", undefined],
    ['<a href="/handbook/leave/">here</a>', "“here”", undefined],
  ])("rejects %s", (text, quoted, expected = text) => {
    const { page, reports, lines } = on(text);
    expect(lines).toEqual([expect.stringContaining(`${quoted} doesn't describe the link`)]);
    expect(fixed(page, reports)).toBe(expected);
  });

  test.each([
    [
      "It is documented [here](/handbook/leave/).",
      "It is documented in [Leave policy](/handbook/leave/).",
    ],
    ["See [here](/handbook/leave/) first.", "See [Leave policy](/handbook/leave/) first."],
    [
      "You can read more about [here](/handbook/leave/).",
      "You can read more in [Leave policy](/handbook/leave/).",
    ],
    [
      "- The guide is [here](/handbook/leave/).",
      "- The guide is [Leave policy](/handbook/leave/).",
    ],
    [
      "Ask early (find out [here](/handbook/leave/)).",
      "Ask early (find out in [Leave policy](/handbook/leave/)).",
    ],
    ["They are in this [link](/handbook/leave/).", "They are in [Leave policy](/handbook/leave/)."],
    ["See [this page](/handbook/leave/).", "See [Leave policy](/handbook/leave/)."],
    ["Ask. [Learn more](/handbook/leave/).", "Ask. [Leave policy](/handbook/leave/)."],
    [
      "For [more information](/handbook/leave/) about it, ask.",
      "For [more information](/handbook/leave/) about it, ask.",
    ],
    ["Spark ([link](/handbook/leave/))", "Spark ([Leave policy](/handbook/leave/))"],
    ["[Here](/handbook/leave/) you find it.", "[Here](/handbook/leave/) you find it."],
    ["Click [here](/handbook/leave/) to start.", "Click [here](/handbook/leave/) to start."],
    [
      "More can be found [here](/handbook/leave/).",
      "More can be found in [Leave policy](/handbook/leave/).",
    ],
    [
      "More can be\nfound [here](/handbook/leave/).",
      "More can be\nfound in [Leave policy](/handbook/leave/).",
    ],
    ["Our office is found [here](a.md)", "Our office is found [here](a.md)"],
    ["To ask, [click here](/handbook/leave/).", "To ask, [click here](/handbook/leave/)."],
  ])("makes of %s a sentence that reads", (text, expected) => {
    const { page, reports } = on(text);
    expect(fixed(page, reports)).toBe(expected);
  });

  test("says what the target is called where it knows", () => {
    expect(on("[here](/handbook/leave/)").lines[0]).toContain(
      "which opens “Leave policy”. Use that name",
    );
    expect(on("[here](https://example.com)").lines[0]).toContain(
      "Use the name of the page it opens",
    );
  });

  test("takes further texts, and allows some of its own", () => {
    expect(on("[the wiki](/handbook/leave/)", { texts: ["The Wiki"] }).lines).toHaveLength(1);
    expect(on("[here](/handbook/leave/)", { allow: ["here"] }).lines).toEqual([]);
  });

  test("does not put a title with markup into the page", () => {
    const texts = {
      [people]: "[here](/handbook/leave/)",
      "content/handbook/leave.md": "---\ntitle: 'Leave [draft] `x`'\n---\n",
    };
    expect(check(noVagueLinkText, { texts }).reports[0]?.suggestions).toEqual([]);
  });
});

import { describe, expect, test } from "vitest";
import { noEmptyLink } from "../../../rules/links/no-empty-link.ts";
import { check } from "../handbook-rule.ts";

const on = (text: string) => check(noEmptyLink, { texts: { "handbook/leave.md": text } }).lines;

describe("links/no-empty-link", () => {
  test.each(["sphinx", "plain"] as const)("knows whether %s writes the missing text", (name) => {
    const texts = { "handbook/leave.md": "[](#days)\n[](pay.md)\n[Pay]()\n\n## Days\n" };
    const { lines } = check(noEmptyLink, { texts, site: { layout: name } });
    expect(lines).toHaveLength(name === "sphinx" ? 1 : 3);
  });

  test.each([
    "[Leave](/handbook/leave/)",
    "[![A map](map.png)](/handbook/offices/)",
    "[`leave`](/handbook/leave/)",
    '<a name="forms"></a>',
    "- [ ] (to be done)",
    "`[Leave]()`",
    "[{{ .Title }}](/handbook/leave/)",
    "[]()",
    "A source [12] (https://example.com) in the text",
    "- [x] (/handbook/leave/)",
    "`[Leave] (/handbook/leave/)`",
    "[Leave] (see above) and [pay] (new)",
    "[Leave] (/handbook/leave/)\n\n[leave]: /handbook/leave/",
  ])("accepts %s", (text) => {
    expect(on(text)).toEqual([]);
  });

  test.each([
    ["[Leave]()", "1:1-1:10 The link “Leave” has no address. Add one or remove the link."],
    [
      "[ ](/handbook/leave/)",
      "1:1-1:22 The link to “/handbook/leave/” has no text. Add text or delete the link.",
    ],
    [
      "[](https://example.com)",
      "1:1-1:24 The link to “https://example.com” has no text. Add text or delete the link.",
    ],
    [
      "See the [leave] (/handbook/leave/) page.",
      "1:9-1:35 “[leave] (/handbook/leave/)” is no link because of the space. Delete the space.",
    ],
    [
      "Write to [Ana] (mailto:ana@example.com).",
      "1:10-1:40 “[Ana] (mailto:ana@example.com)” is no link because of the space. Delete the space.",
    ],
  ])("rejects %s", (text, line) => {
    expect(on(text)).toEqual([line]);
  });
});

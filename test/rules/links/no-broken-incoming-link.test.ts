import { describe, expect, test } from "vitest";
import { noBrokenIncomingLink } from "../../../rules/links/no-broken-incoming-link.ts";
import { parseRedirects } from "../../../src/handbook/links/redirects.ts";
import { checkChange, fixed } from "../handbook-rule.ts";

const path = "content/handbook/leave.md";
const others = {
  "content/handbook/_index.md": "[Parents](/handbook/leave/#parental-leave)\n",
  "content/handbook/onboarding.md":
    "[Leave](leave.md), [parents](leave.md#parental-leave), [sick](leave.md#sick-leave)\n",
};
const before = "# Leave\n\n## Parental leave\n\nText.\n\n## Sick leave\n\nText.\n";

function edit(after: string, othersAfter = others) {
  return checkChange(noBrokenIncomingLink, { path, before, after, others, othersAfter });
}

describe("links/no-broken-incoming-link counts template calls that name a page", () => {
  const calling = {
    "content/handbook/_index.md": "# Handbook\n",
    "content/handbook/pay/_index.md": '[Sick]({{< relref "/handbook/leave.md#sick-leave" >}})\n',
    "content/handbook/pay/taxes.md": '[Leave]({{< ref "leave.md" >}})\n',
  };
  const given = { path, before, others: calling };

  test("when a heading changes", () => {
    const after = before.replace("Sick leave", "When ill");
    const { lines } = checkChange(noBrokenIncomingLink, { ...given, after });
    expect(lines).toEqual([expect.stringContaining("Another page links to “#sick-leave”")]);
  });

  test("when the page is deleted", () => {
    const { lines } = checkChange(noBrokenIncomingLink, { ...given, after: null });
    expect(lines).toEqual([expect.stringContaining("2 links on 2 other pages lead to this page")]);
  });

  test("but none that may have meant another page of the same name", () => {
    const twoMore = {
      ...calling,
      "content/handbook/pay/_index.md": "# Pay\n",
      "content/handbook/africa/leave.md": "# Leave\n",
      "content/handbook/europe/leave.md": "# Leave\n",
    };
    const change = { ...given, others: twoMore, after: null };
    expect(checkChange(noBrokenIncomingLink, change).lines).toEqual([]);
  });
});

describe("links/no-broken-incoming-link, when a heading changes,", () => {
  test("reports the new heading and offers the old anchor", () => {
    const { page, reports, lines } = edit(before.replace("Parental leave", "Leave for parents"));
    expect(lines).toEqual([
      "3:1-3:21 2 links on 2 other pages lead to “#parental-leave”, which this change removes. Keep the heading or update the links.",
    ]);
    expect(reports[0]?.related).toEqual([
      expect.objectContaining({ path: "content/handbook/_index.md", line: 1 }),
      expect.objectContaining({ path: "content/handbook/onboarding.md", line: 1 }),
    ]);
    expect(fixed(page, reports)).toContain("## Leave for parents {#parental-leave}\n");
  });

  test("offers the old name of one that is misspelled, and reports its own page's links with it", () => {
    const linked = before.replace("Text.", "See [sick leave](#sick-leave).");
    const after = linked.replace("## Sick leave", "## Sick laeve");
    const change = { path, before: linked, after, others, othersAfter: others };
    const { page, reports, lines } = checkChange(noBrokenIncomingLink, change);
    expect(lines).toEqual([
      "7:1-7:14 “Sick laeve” breaks 2 links to “#sick-leave”. Correct the heading or update the links.",
    ]);
    expect(reports[0]?.related).toEqual([
      expect.objectContaining({ path: "content/handbook/onboarding.md", line: 1 }),
      expect.objectContaining({ path, line: 5 }),
    ]);
    expect(fixed(page, reports)).toContain("## Sick leave\n");
  });

  test("finds a misspelled heading where another one was put before it", () => {
    const after = before.replace("## Sick leave", "#### Doctors\n\nText.\n\n## Sick laeve");
    expect(edit(after).lines).toEqual([expect.stringMatching(/^11:1-11:14 “Sick laeve” breaks 1/)]);
  });

  test.each([
    ["another name", "## When ill"],
    ["a spelling that the page uses elsewhere", "## Sick leaves", "Sick leaves are rare."],
    ["another number", "## Sick leave 2"],
    ["another form of a word", "## Sick leaves"],
    ["another beginning", "## Sickly leave"],
  ])("takes it for no slip where it gets %s", (_, heading, text = "Text.") => {
    const linked = before.replace("Text.", "See [sick leave](#sick-leave).");
    const after = `${linked.replace("## Sick leave", heading)}\n${text}\n`;
    const { lines } = checkChange(noBrokenIncomingLink, {
      path,
      before: linked,
      after,
      others,
      othersAfter: others,
    });
    expect(lines).toEqual([
      expect.stringMatching(/ (?:links? on|page links).* to “#sick-leave”, which/),
    ]);
  });

  test("finds a heading that is numbered anew where others were put before it", () => {
    const numbered = {
      ...others,
      "content/handbook/onboarding.md": "[Sick](leave.md#2-sick-leave)\n",
    };
    const { lines } = checkChange(noBrokenIncomingLink, {
      path,
      before: "# Leave\n\n## 1. Holidays\n\nText.\n\n## 2. Sick leave\n\nText.\n",
      after:
        "# Leave\n\n## 1. Holidays\n\nText.\n\n## 2. Study\n\nText.\n\n## 3. Moving\n\nText.\n\n## 4. Sick leave\n\nText.\n",
      others: numbered,
      othersAfter: numbered,
    });
    expect(lines).toEqual([expect.stringMatching(/^15:1-.*links to “#2-sick-leave”/)]);
  });

  test("reports the heading above where one is deleted, without a suggestion", () => {
    const { reports, lines } = edit("# Leave\n\n## Parental leave\n\nText.\n");
    expect(lines).toEqual([
      "3:1-3:18 Another page links to “#sick-leave”, which this change removes. Keep the heading or update the link.",
    ]);
    expect(reports[0]?.suggestions).toBeUndefined();
  });

  test("finds each new name where two headings next to each other change", () => {
    const { lines } = edit("# Leave\n\n## For parents\n\nText.\n\n## When ill\n\nText.\n");
    expect(lines).toEqual([
      expect.stringMatching(/^3:1-3:15 2 links .*#parental-leave/),
      expect.stringMatching(/^7:1-7:12 Another page .*#sick-leave/),
    ]);
  });

  test.each([
    ["the text below it changes", before.replace("Text.", "Other text.")],
    ["it moves", "# Leave\n\n## Sick leave\n\nText.\n\n## Parental leave\n\nText.\n"],
    ["its anchor is kept", before.replace("Parental leave", "For parents {#parental-leave}")],
    ["only its letter case changes", before.replace("Parental leave", "Parental Leave")],
    ["a template may bring it back", before.replace("## Parental leave", "{{% include x %}}")],
  ])("says nothing when %s", (_, after) => {
    expect(edit(after).lines).toEqual([]);
  });

  test("says nothing of links that the same change updates", () => {
    const after = before.replace("Sick leave", "When ill");
    const updated = { ...others, "content/handbook/onboarding.md": "[Leave](leave.md)\n" };
    expect(edit(after, updated).lines).toEqual([]);
  });

  test("says nothing of links that were broken before", () => {
    const given = { "content/handbook/_index.md": "[Old](/handbook/leave/#sabbatical)\n" };
    const result = checkChange(noBrokenIncomingLink, {
      path,
      before,
      after: before.replace("Sick leave", "When ill"),
      others: given,
    });
    expect(result.lines).toEqual([]);
  });

  test("offers no id where the site would print it", () => {
    const { reports } = checkChange(noBrokenIncomingLink, {
      path: "people/leave.md",
      before,
      after: before.replace("Sick leave", "When ill"),
      others: { "people/index.md": "[Sick](leave.md#sick-leave)\n" },
    });
    expect(reports).toHaveLength(1);
    expect(reports[0]?.suggestions).toBeUndefined();
  });
});

describe("links/no-broken-incoming-link, when a page goes,", () => {
  test("reports a deletion on the page that was", () => {
    const { lines } = checkChange(noBrokenIncomingLink, { path, before, after: null, others });
    expect(lines).toEqual([
      "1:1-1:8 4 links on 2 other pages lead to this page, which this change deletes. Add a redirect or update the links.",
    ]);
  });

  const moved = { old: path, path: "content/handbook/time-off.md", before, others };

  test("reports a move on the page that is", () => {
    const { lines } = checkChange(noBrokenIncomingLink, { ...moved, after: before });
    expect(lines).toEqual([
      "1:1-1:8 4 links on 2 other pages lead to “/handbook/leave/”, its old address. Add a redirect or update the links.",
    ]);
  });

  test("names the file where the page keeps its address under another name", () => {
    const { lines } = checkChange(noBrokenIncomingLink, {
      old: "docs/pay/index.md",
      path: "docs/pay/README.md",
      before: "# Pay\n\nText.\n",
      after: "# Pay\n\nText.\n",
      others: { "docs/leave.md": "[Pay](pay/index.md)\n" },
      site: { layout: "mkdocs" },
    });
    expect(lines).toEqual([
      "1:1-1:6 Another page links to “docs/pay/index.md”, its old file. Add a redirect or update the link.",
    ]);
  });

  test("names the new address at every link, and the line to add to the file of redirects", () => {
    const site = { redirectFile: "static/_redirects" };
    const { reports } = checkChange(noBrokenIncomingLink, { ...moved, after: before, site });
    expect(reports[0]?.related?.map((other) => `${other.path}: ${other.message}`)).toEqual([
      "static/_redirects: add “/handbook/leave/ /handbook/time-off/ 301”",
      "content/handbook/_index.md: links to “/handbook/leave/#parental-leave”. Change it to “/handbook/time-off/#parental-leave”.",
      "content/handbook/onboarding.md: links to “leave.md”. Change it to “time-off.md”.",
      "content/handbook/onboarding.md: links to “leave.md#parental-leave”. Change it to “time-off.md#parental-leave”.",
      "content/handbook/onboarding.md: links to “leave.md#sick-leave”. Change it to “time-off.md#sick-leave”.",
    ]);
  });

  test.each([
    ["is renamed", "## When ill", ["“time-off.md#when-ill”."]],
    ["is removed", "Text.", ["“time-off.md”."], "That heading is removed. "],
  ])("names no heading that %s with the move", (_, heading, [now], why = "") => {
    const after = before.replace("## Sick leave", heading);
    const { reports } = checkChange(noBrokenIncomingLink, { ...moved, after });
    expect(reports).toHaveLength(1);
    expect(reports[0]?.related?.map(({ message }) => message)).toContain(
      `links to “leave.md#sick-leave”. ${why}Change it to ${now}`,
    );
  });

  test("reports a heading that is removed where the page keeps its address", () => {
    const { lines } = checkChange(noBrokenIncomingLink, {
      old: path,
      path: "content/handbook/leave/_index.md",
      before,
      after: before.replace("## Sick leave", "Text."),
      others: { "content/handbook/_index.md": "[Sick](/handbook/leave/#sick-leave)\n" },
    });
    expect(lines).toEqual([
      expect.stringContaining("Another page links to “#sick-leave”, which this change removes."),
    ]);
  });

  test("writes that line as the file has it, with a gap where the page is deleted", () => {
    const site = { redirectFile: "data/redirects.yml" };
    const { reports } = checkChange(noBrokenIncomingLink, {
      path,
      before,
      after: null,
      others,
      site,
    });
    expect(reports[0]?.related?.[0]).toMatchObject({
      path: "data/redirects.yml",
      message: 'add “{ sources: ["/handbook/leave/"], target: "/…", comp_op: "=" }”',
    });
  });

  test("offers an alias in the front matter of the page that moved", () => {
    const titled = `---\ntitle: Time off\n---\n\n${before}`;
    const { page, reports } = checkChange(noBrokenIncomingLink, {
      ...moved,
      before: titled,
      after: titled,
    });
    expect(fixed(page, reports)).toBe(
      `---\ntitle: Time off\naliases: [/handbook/leave/]\n---\n\n${before}`,
    );
  });

  test("says nothing when an alias leads on", () => {
    const after = `---\naliases: [/handbook/leave/]\n---\n\n${before}`;
    expect(checkChange(noBrokenIncomingLink, { ...moved, after }).lines).toEqual([]);
  });

  test("says nothing when a redirect leads on", () => {
    const redirects = parseRedirects("_redirects", "/handbook/leave/ /handbook/time-off/ 301");
    expect(
      checkChange(noBrokenIncomingLink, { ...moved, after: before, site: { redirects } }).lines,
    ).toEqual([]);
  });

  test("says nothing when nobody links to it", () => {
    const result = checkChange(noBrokenIncomingLink, { ...moved, after: null, others: {} });
    expect(result.lines).toEqual([]);
  });

  test("says nothing of a new page", () => {
    const result = checkChange(noBrokenIncomingLink, { path, before: null, after: before, others });
    expect(result.lines).toEqual([]);
  });
});

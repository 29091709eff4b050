import { expect, test } from "vitest";
import { builtInRules } from "../../../rules/index.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { metas, pageOf, reportsOf, ruleFiles, writeReport } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

testRule("markdownlint/MD011", {
  accepts: [
    "See the [leave page](/handbook/leave/).\n",
    "Days (working)[^1] count.\n\n[^1]: Monday to Friday.\n",
  ],
  rejects: [
    {
      text: "---\ntitle: Leave\n---\n\nSee the (leave page)[/handbook/leave/].\n",
      findings: [
        "5:9-5:39 “(leave page)[/handbook/leave/]” is a reversed link; write [text](target)",
      ],
      fixed: "---\ntitle: Leave\n---\n\nSee the [leave page](/handbook/leave/).\n",
    },
  ],
});

testRule("markdownlint/MD045", {
  accepts: ["![A laptop](laptop.png)\n", '{{< figure src="laptop.png" >}}\n'],
  rejects: [
    {
      text: "## Laptop\n\n![](laptop.png)\n",
      findings: ["3:1-3:16 “![](laptop.png)” has no alternative text; say what the image shows"],
    },
  ],
});

testRule("markdownlint/MD056", {
  accepts: ["| Office | Days |\n| --- | --- |\n| Lisbon | 22 |\n"],
  rejects: [
    {
      text: "| Office | Days |\n| --- | --- |\n| Lisbon |\n",
      findings: [
        "3:10-3:11 “| Lisbon |” has more or fewer cells than the header; check the bars of this row",
      ],
    },
  ],
});

testRule("markdownlint/MD007", {
  options: { indent: 4 },
  accepts: ["- Leave\n    - Sick leave\n"],
  rejects: [
    {
      text: "- Leave\n  - Sick leave\n",
      findings: [
        "2:1-2:5 “- Sick leave” is nested by another number of spaces than the rest; align it",
      ],
      fixed: "- Leave\n    - Sick leave\n",
    },
  ],
});

test("speaks neither of front matter nor of templates and attribute lists", () => {
  const page = pageOf({
    text: "---\ntitle: Leave   \n---\n\n## Leave\n{: .no_toc}\n\n<%= partial 'leave' %>   \nText.\n",
    path: "source/handbook/leave/index.html.md.erb",
  });
  for (const { id } of metas.filter(({ id }) => id.startsWith("markdownlint/"))) {
    const lines = reportsOf(id, page).map(({ span }) => page.lines.locate(span.start).line);
    expect(
      lines.filter((line) => line < 5),
      id,
    ).toEqual([]);
  }
});

test("deletes a whole line where markdownlint does", () => {
  const page = pageOf("Leave.\n\n\n\nSick leave.\n");
  const edits = reportsOf("markdownlint/MD012", page).flatMap(
    ({ suggestions }) => suggestions?.[0]?.edits ?? [],
  );
  expect(applyEdits(page.source, edits)).toBe("Leave.\n\nSick leave.\n");
});

test.each([
  ["a no-break space", "\u00a0"],
  ["a zero-width no-break space", "\ufeff"],
  ["a line separator", "\u2028"],
])("finds no end of a line in %s at the end of a link", (_, space) => {
  const page = pageOf(`See [leave${space}](/handbook/leave/) before you ask.\n`);
  expect(reportsOf("markdownlint/MD039", page)).toEqual([]);
});

test("counts lines as git does where a lone carriage return stands", () => {
  const page = pageOf("Leave\rof absence.\n\n![](laptop.png)\n");
  expect(reportsOf("markdownlint/MD045", page).map((it) => writeReport(page, it))).toEqual([
    "3:1-3:16 “![](laptop.png)” has no alternative text; say what the image shows",
  ]);
});

test("says nothing until its linter is loaded", () => {
  const page = pageOf("![](laptop.png)\n");
  const group = builtInRules(ruleFiles).find(
    (rule) => rule.scope === "group" && rule.name === "markdownlint",
  );
  expect(
    group?.scope === "group" && [...group.check(page, new Map([["markdownlint/MD045", {}]]))],
  ).toEqual([]);
});

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { lint } from "markdownlint/sync";
import { describe, expect, test } from "vitest";
import { pageOf, projectFolder, reportsOf } from "../built-in.ts";
import { testRule } from "../test-rule.ts";

testRule("markdownlint/MD011", {
  accepts: [
    "See the [leave page](/handbook/leave/).\n",
    "Days (working)[^1] count.\n\n[^1]: Monday to Friday.\n",
    "As it was found (Smith)[12], or said (by Ana)[sic].\n",
    "Call `f(x)[/y]` or \\(x)[/y/].\n",
    "See (the page)[/leave/](/pay/).\n",
  ],
  rejects: [
    {
      text: "---\ntitle: Leave\n---\n\nSee the (leave page)[/handbook/leave/].\n",
      findings: [
        "5:9-5:39 “(leave page)[/handbook/leave/]” is a reversed link. Write [text](address).",
      ],
      fixed: "---\ntitle: Leave\n---\n\nSee the [leave page](/handbook/leave/).\n",
    },
    {
      text: "- Read (this)[leave.md#who] first.\n",
      findings: ["1:8-1:28 “(this)[leave.md#who]” is a reversed link. Write [text](address)."],
      fixed: "- Read [this](leave.md#who) first.\n",
    },
  ],
});

testRule("markdownlint/MD045", {
  accepts: [
    "![A laptop](laptop.png)\n",
    '{{< figure src="laptop.png" >}}\n',
    '<img src="line.png" alt="">\n\n<img src="line.png" aria-hidden="true">\n',
    '<img alt="A laptop" src="laptop.png">\n',
  ],
  rejects: [
    {
      text: "## Laptop\n\n![](images/laptop.png?raw=true)\n",
      findings: [
        "3:1-3:32 The image “laptop.png” has no alternative text. Describe what it shows.",
      ],
    },
    {
      text: '<p>\n<img width=80 src="/images/laptop.png">\n</p>\n',
      findings: [
        "2:1-2:40 The image “laptop.png” has no alternative text. Describe what it shows.",
      ],
    },
  ],
});

testRule("markdownlint/MD056", {
  accepts: [
    "| Office | Days |\n| --- | --- |\n| Lisbon | 22 |\n| Porto \\| Faro | 22 |\n",
    "Office | Days\n--- | ---\nLisbon | 22\n",
    "| | |\n| --- | --- |\n| Lisbon | 22 |\n| | 23 |\n",
  ],
  rejects: [
    {
      text: "| Office | Days |\n| --- | --- |\n| Lisbon |\n| Porto | 22 | yes |\n",
      findings: [
        "3:1-3:11 “| Lisbon |” has 1 cell, but the header has 2. Check the bars in this row.",
        "4:1-4:21 “| Porto | 22 | yes |” has 3 cells, but the header has 2. Check the bars in this row.",
      ],
    },
  ],
});

/** The lines on which markdownlint itself reports a rule. */
function theirs(text: string, number: string): readonly number[] {
  const { page = [] } = lint({
    strings: { page: text },
    config: { default: false, [number]: true },
    frontMatter: null,
  });
  return [...new Set(page.map(({ lineNumber }) => lineNumber))].sort((a, b) => a - b);
}

function ours(text: string, number: string): readonly number[] {
  const page = pageOf(text);
  const lines = reportsOf(`markdownlint/${number}`, page).map(
    ({ span }) => page.lines.locate(span.start).line,
  );
  return [...new Set(lines)].sort((a, b) => a - b);
}

describe("rules that need no parser of their own agree with markdownlint", () => {
  const piece = fc.constantFrom(
    "# Leave\n\n",
    "Text.\n\n",
    "- item\n\n",
    "> quote\n\n",
    "![](a.png)\n\n",
    "![A](a.png) and ![][b]\n\n[b]: b.png\n\n",
    "- ![](c.png)\n\n",
    '> <img src="d.png"> x\n\n',
    'x <img src="e.png" alt=""> x\n\n',
    "(text)[/address/]\n\n",
    "- (text)[a.md]\n\n",
    "`(text)[/address/]`\n\n",
    "    (text)[/address/]\n\n",
    "```\n(text)[/address/]\n![](f.png)\n```\n\n",
    "| a | b |\n| - | - |\n| c |\n\n",
    "| a | b |\n|:--|--:|\n| c | d | e |\n| `f|g` |\n\n",
    "a | b\n--|--\nc | d \\| e\n\n",
    "> | a | b |\n> | - | - |\n> | c |\n\n",
    "- | a | b |\n  | - | - |\n  | c |\n\n",
  );

  test.each(["MD011", "MD045", "MD056"])("%s on pages of many kinds", (number) => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (parts) => {
        const text = parts.join("");
        expect(ours(text, number)).toEqual(theirs(text, number));
      }),
      { numRuns: 300 },
    );
  });

  const documents = globSync("docs/**/*.md", { cwd: projectFolder });

  test.each(["MD011", "MD045", "MD056"])("%s on the pages of this project", (number) => {
    expect(documents.length).toBeGreaterThan(100);
    for (const path of documents) {
      const text = readFileSync(join(projectFolder, path), "utf8");
      expect(ours(text, number), path).toEqual(theirs(text, number));
    }
  });
});

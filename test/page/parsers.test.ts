import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseWithMdast } from "../../src/page/mdast-tree.ts";
import { parsePageWith } from "../../src/page/parse-page.ts";
import { isLayoutKnown, parseWithSatteri } from "../../src/page/satteri-tree.ts";
import { mangledPage, markdown } from "./generated-markdown.ts";

const PATH = "content/handbook/leave.md";

/** Everything a page holds, as plain data. */
function pageWith(parse: typeof parseWithMdast, source: string): unknown {
  return JSON.parse(JSON.stringify(parsePageWith(parse, PATH, source)));
}

describe("satteri and micromark", () => {
  test("satteri's arena is laid out as its reader here expects", () => {
    expect(isLayoutKnown()).toBe(true);
  });

  test("give the same page for whatever people write", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        expect(pageWith(parseWithSatteri, source)).toEqual(pageWith(parseWithMdast, source));
      }),
      { numRuns: 400 },
    );
  });

  test.each([
    ["setext headings", "Leave\n===\n\nSick *leave*\n---\n"],
    ["nested lists", "- a\n  - b\n\n    c\n- d\n  1. e\n  2. f\n"],
    ["lazy lines", "> a\nb\n> - c\nd\n"],
    ["tables", "| a | b |\n|:--|--:|\n| `c\\|d` | *e* |\nf | g\n\nText\n"],
    ["references", "[a][b] [b] ![c][b]\n\n[b]: <x y> 'T'\n"],
    ["footnotes", "Text[^a]\n\n[^a]: One\n\n    Two\n"],
    ["bare addresses", "See https://a.example/b, www.a.example and x@a.example.\n"],
    ["tasks", "- [ ] [a](b)\n- [x] c\n"],
    ["indented code below a heading", "## Leave\n    one\n    two\n\n    three\n"],
    ["HTML around Markdown", "<details>\n<summary>a</summary>\n\nb <i>c</i>\n\n</details>\n"],
    ["templates", "{{% x %}}\nText <%= y %>\n<% end %>\n{: #z}\n"],
    ["carriage returns", "## Leave\r\n\r\nOne\r\ntwo\r\n"],
    ["characters beyond the first plane", "## 🎉 Leave 🎉\n\n🎉 [🎉](/🎉/) `🎉`\n"],
  ])("agree on %s", (_, source) => {
    expect(pageWith(parseWithSatteri, source)).toEqual(pageWith(parseWithMdast, source));
  });

  test("are both safe with mangled pages", () => {
    fc.assert(
      fc.property(mangledPage, (source) => {
        const page = parsePageWith(parseWithMdast, PATH, source);
        expect(page.prose).toHaveLength(source.length);
      }),
      { numRuns: 100 },
    );
  });
});

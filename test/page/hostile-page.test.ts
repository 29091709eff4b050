import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parsePage } from "../../src/page/parse-page.ts";
import { longestReadable } from "../hostile/expensive/expensive-pages.ts";
import { growsTooFast, PARTS } from "../cpu-growth.ts";

const PATH = "content/handbook/leave.html.md.erb";

describe("a page as an attacker may write it", () => {
  const n = 100_000;
  test.each([
    ["nested quotes", ">".repeat(n)],
    ["nested lists", "- ".repeat(n)],
    ["nested numbered lists", "1. ".repeat(n)],
    ["quotes and lists in turn", `a\r${"> - ".repeat(n)}`],
    [
      "lists that step in",
      Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}- a\n`).join(""),
    ],
    ["open brackets", "[".repeat(n)],
    ["open images", "![".repeat(n)],
    ["nested links", `${"[".repeat(n)}a${"](b)".repeat(n)}`],
    ["link ends", `![${"](".repeat(n)})`],
    ["link titles", '![a](b "'.repeat(n)],
    ["link ends in the code of an image", `![\`${"](".repeat(n)}\`](x)`],
    ["pointed link ends in the code of an image", `![\`${"](<".repeat(n)}\`](x)`],
    ["titled link ends in the code of an image", `![\`${"](a (".repeat(n)}\`](x)`],
    ["headings in lines that end as on old machines", "# a\r".repeat(n)],
    ["such headings with ids", "# a {#b}\r".repeat(n)],
    ["panels with open comments", "<div>\n<!--\n\n".repeat(n / 2)],
    ["open parentheses", `[a](${"(".repeat(n)}`],
    ["stars", "*a ".repeat(n)],
    ["emphasis in emphasis", "*a **b ".repeat(n)],
    ["backticks", Array.from({ length: 1000 }, (_, i) => `${"`".repeat(i)} `).join("")],
    ["open tags", "<a ".repeat(n)],
    ["open attributes", `<div>\n${"<a href='".repeat(n)}`],
    ["attributes", `<a ${"b=c ".repeat(n)}>`],
    ["spaces in tags", `<div${" ".repeat(n)}x${" ".repeat(n)}`],
    ["open comments", "<!--".repeat(n)],
    ["anchors", "<a href=x>".repeat(n)],
    ["character references", "&nbsp;".repeat(n)],
    ["character references in headings", "# Leave &amp; pay\n".repeat(n / 2)],
    ["ampersands", "&#".repeat(n)],
    ["open shortcodes", "{{<".repeat(n)],
    ["open braces", "{".repeat(n)],
    ["open attribute lists", "{:".repeat(n)],
    ["open heading ids", `# a ${"{#".repeat(n)}`],
    ["open ERB", "<%".repeat(n)],
    ["ERB with backticks", `${"<% ".repeat(n)}\` %>`],
    ["schemes", "http://".repeat(n)],
    ["schemes in emphasis", "*a://b*c".repeat(n)],
    ["hosts", "www.".repeat(n)],
    ["mail", "a@".repeat(n)],
    ["cells", `${"|a".repeat(5000)}\n${"|-".repeat(5000)}\n${"|b".repeat(5000)}`],
    ["rows", `|a|b|\n|-|-|\n${"|c|d|\n".repeat(n)}`],
    ["definitions", Array.from({ length: 20_000 }, (_, i) => `[a${i}]: /x\n`).join("")],
    ["footnotes", Array.from({ length: 20_000 }, (_, i) => `[^${i}]: x\n`).join("")],
    ["headings", "# a\n{: #b}\n".repeat(20_000)],
    ["a line of a megabyte", "a".repeat(999_000)],
    ["empty lines", "\n".repeat(900_000)],
    ["tabs", `${"\t".repeat(n)}x`],
    ["backslashes", "\\".repeat(n)],
    ["null characters", "\0".repeat(n)],
    ["lone surrogates", `${"\ud800".repeat(n)}a\udc00`],
    ["front matter in brackets", `---\na: ${"[".repeat(30_000)}\n---\n`],
    ["front matter in questions", `---\n${"? ".repeat(30_000)}\n---\n`],
    ["front matter in dashes", `---\n${"- ".repeat(30_000)}\n---\n`],
    ["front matter that never ends", `---\n${"a: b\n".repeat(n)}`],
    ["front matter in open quotes", `---\n${'a: "\n'.repeat(10_000)}---\n`],
  ])("with %s is parsed to the end, in time that grows with it", (_, text) => {
    const source = longestReadable(text);
    const page = parsePage(PATH, source);
    expect(page.source).toHaveLength(source.length);
    expect(page.prose).toHaveLength(source.length);
    for (const { message } of page.problems) expect(message.length).toBeLessThanOrEqual(120);
    const part = source.slice(0, Math.ceil(source.length / PARTS));
    const parse = (given: string) => () => parsePage(PATH, given);
    expect(growsTooFast(parse(part), parse(source))).toBe(false);
  });
});

describe("bytes", () => {
  test("of any kind make a page", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const page = parsePage(PATH, bytes);
        expect(page.prose).toHaveLength(page.source.length);
      }),
    );
  });

  test("that are UTF-8 make the page of their text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const page = parsePage(PATH, new TextEncoder().encode(text));
        expect(page.source).toBe(text.toWellFormed());
        expect(page.problems.filter(({ kind }) => kind === "not-utf8")).toEqual([]);
      }),
    );
  });

  test("that are not UTF-8 are read as far as possible, with the place of the first mistake", () => {
    const bytes = new Uint8Array([...new TextEncoder().encode("## Leave\n\nCaf"), 0xe9, 0x0a]);
    const page = parsePage(PATH, bytes);
    expect(page.headings.map(({ text }) => text)).toEqual(["Leave"]);
    expect(page.problems).toEqual([
      {
        kind: "not-utf8",
        span: { start: 13, end: 14 },
        message: "The page is not UTF-8. Save it as UTF-8.",
      },
    ]);
  });
});

describe("a page that is too large", () => {
  test.each([
    ["bytes", new Uint8Array(101)],
    ["text", "a".repeat(101)],
    ["text of more bytes than characters", "é".repeat(51)],
  ])("as %s is empty but for the problem", (_, source) => {
    const page = parsePage("source/jobs/designer.md", source, { pageBytesMax: 100 });
    expect(page.problems).toEqual([
      {
        kind: "page-too-large",
        span: { start: 0, end: 0 },
        message: "This page is larger than 0.1 kB and was not checked. Split it.",
      },
    ]);
    expect(page).toMatchObject({
      type: "handbook",
      source: "",
      prose: "",
      headings: [],
      links: [],
    });
    expect(page.sections).toHaveLength(1);
  });

  test("begins after the limit", () => {
    const page = parsePage("leave.md", "a".repeat(100), { pageBytesMax: 100 });
    expect(page.problems).toEqual([]);
    expect(page.prose).toHaveLength(100);
  });

  test("is by default one of more than 500 kB", () => {
    expect(parsePage("leave.md", new Uint8Array(500_001)).problems).toHaveLength(1);
  });
});

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parsePage } from "../../src/page/parse-page.ts";
import type { Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";
import { mangledPage, markdown } from "./generated-markdown.ts";

function parse(source: string): Page {
  return parsePage("content/handbook/leave.md", source);
}

function cut(page: Page, span: Span): string {
  return page.source.slice(span.start, span.end);
}

describe("headings", () => {
  test.each([
    ["## Paid time off\n", { depth: 2, text: "Paid time off", span: "## Paid time off" }],
    ["## Paid time off ##  \n", { depth: 2, text: "Paid time off", span: "## Paid time off ##" }],
    ["Paid time off\n===\n", { depth: 1, text: "Paid time off", span: "Paid time off\n===" }],
    ["###### *Paid* `time` [off](/x/)\n", { depth: 6, text: "Paid time off" }],
    ["## Pay &amp; leave \\#1\n", { text: "Pay & leave #1" }],
    ["##   Pay   and\tleave\n", { text: "Pay and leave" }],
    ["## ![Calendar](/c.png) Holidays\n", { text: "Calendar Holidays" }],
    ["## <i class='icon'></i> References<br>here\n", { text: "References here" }],
    ["## Pay {#pay}\n", { text: "Pay", id: "pay", textSpan: "Pay", span: "## Pay {#pay}" }],
    ["## Pay {#pay .note} ##\n", { text: "Pay", id: "pay", textSpan: "Pay" }],
    ["## Pay {: .note #pay}\n", { text: "Pay", id: "pay", textSpan: "Pay" }],
    ["## Pay\n{: #pay}\n", { text: "Pay", id: "pay", span: "## Pay" }],
    ["Pay {#pay}\n---\n", { text: "Pay", id: "pay", textSpan: "Pay" }],
    ["## Pay\n{#pay .note}\n", { text: "Pay", id: "pay" }],
    ["> ## Pay {#pay}\n", { text: "Pay", id: "pay", isNested: true }],
    ["## Pay {years}\n", { text: "Pay {years}", id: undefined }],
    ["## Pay\n{: .no_toc}\n", { text: "Pay", id: undefined }],
    ["## Pay\n\n{: #other}\n", { text: "Pay", id: undefined }],
    ['## <a name="pay"></a>Pay\n', { text: "Pay", id: "pay" }],
    ['## <span id="pay">Pay</span>\n', { text: "Pay", id: "pay" }],
    ["##\n", { depth: 2, text: "", textSpan: "" }],
    ["## Leave in {{ year }}\n", { text: "Leave in", isOpaque: true }],
    ["## <%= title %>\n", { text: "", isOpaque: true, textSpan: "<%= title %>" }],
    ["## Leave {{< year >}} rules\n", { text: "Leave rules", isOpaque: true }],
    ["## Leave\r\n\r\nText\r\n", { text: "Leave", span: "## Leave" }],
    ["> ## Leave\n", { text: "Leave", isNested: true }],
    ["- ## Leave\n", { text: "Leave", isNested: true }],
    ["## Leave\n", { text: "Leave", isNested: false, isOpaque: false }],
  ])("of %j are read as people see them", (source, expected) => {
    const page = parse(source);
    const [heading] = page.headings;
    const { span, textSpan, ...rest } = heading!;
    const seen = { ...rest, span: cut(page, span), textSpan: cut(page, textSpan) };
    expect(seen).toMatchObject(expected);
  });

  test("in code, comments and front matter are none", () => {
    const source =
      "---\n# title\ntitle: Leave\n---\n\n```\n# Leave\n```\n\n<!--\n# Leave\n-->\n\n    # Leave\n";
    expect(parse(source).headings).toEqual([]);
  });
});

describe("sections", () => {
  const source = [
    "Welcome.",
    "## Leave",
    "Text.",
    "### Sick leave",
    "> ## Quoted",
    "## Pay",
    "#### Bonus",
    "# Appendix",
    "",
  ].join("\n");

  test("know their parent and what is their own", () => {
    const page = parse(source);
    const seen = page.sections.map(({ heading, depth, parent, own }) => [
      heading?.text,
      depth,
      parent,
      cut(page, own),
    ]);
    expect(seen).toEqual([
      [undefined, 0, undefined, "Welcome.\n"],
      ["Leave", 2, undefined, "\nText.\n"],
      ["Sick leave", 3, 1, "\n> ## Quoted\n"],
      ["Pay", 2, undefined, "\n"],
      ["Bonus", 4, 3, "\n"],
      ["Appendix", 1, undefined, "\n"],
    ]);
  });

  test("reach to the end of their last subsection", () => {
    const page = parse(source);
    expect(page.sections.map(({ span }) => cut(page, span).split("\n")[0])).toEqual([
      "Welcome.",
      "## Leave",
      "### Sick leave",
      "## Pay",
      "#### Bonus",
      "# Appendix",
    ]);
    expect(cut(page, page.sections[1]!.span)).toBe(
      "## Leave\nText.\n### Sick leave\n> ## Quoted\n",
    );
    expect(cut(page, page.sections[3]!.span)).toBe("## Pay\n#### Bonus\n");
  });

  test("begin after the front matter, and are one on a page without headings", () => {
    const page = parse("---\ntitle: Leave\n---\nText.\n");
    expect(page.sections).toHaveLength(1);
    expect(cut(page, page.sections[0]!.span)).toBe("Text.\n");
  });
});

describe("blocks", () => {
  const source = [
    "Leave is paid.",
    "",
    "## Rules",
    "",
    "- Ask first",
    "  1. your *manager*",
    "",
    "     and People Operations",
    "- [ ] Tell the team",
    "",
    "> Rest well.",
    ">",
    "> - Really",
    "",
    "| Days | Who |",
    "|------|-----|",
    "| 25   | all |",
    "|      | few |",
    "",
    "[^1]: A note.",
    "",
  ].join("\n");

  test("are paragraphs, headings and cells with what is around them", () => {
    const page = parse(source);
    const seen = page.blocks.map((block) => [
      block.kind,
      cut(page, block.span),
      block.container,
      block.itemDepth,
      block.isQuoted,
      block.section,
      block.table,
    ]);
    expect(seen).toEqual([
      ["paragraph", "Leave is paid.", "none", 0, false, 0, undefined],
      ["heading", "Rules", "none", 0, false, 1, undefined],
      ["paragraph", "Ask first", "item", 1, false, 1, undefined],
      ["paragraph", "your *manager*", "item", 2, false, 1, undefined],
      ["paragraph", "and People Operations", "item", 2, false, 1, undefined],
      ["paragraph", "Tell the team", "item", 1, false, 1, undefined],
      ["paragraph", "Rest well.", "quote", 0, true, 1, undefined],
      ["paragraph", "Really", "item", 1, true, 1, undefined],
      ["cell", "Days", "table", 0, false, 1, 0],
      ["cell", "Who", "table", 0, false, 1, 0],
      ["cell", "25", "table", 0, false, 1, 0],
      ["cell", "all", "table", 0, false, 1, 0],
      ["cell", "few", "table", 0, false, 1, 0],
      ["paragraph", "A note.", "footnote", 0, false, 1, undefined],
    ]);
  });

  test("stand beside list items, which know their list", () => {
    const page = parse(source);
    const seen = page.items.map(({ span, depth, ordered, list, section }) => [
      cut(page, span).split("\n")[0],
      depth,
      ordered,
      list,
      section,
    ]);
    expect(seen).toEqual([
      ["- Ask first", 1, false, 0, 1],
      ["1. your *manager*", 2, true, 1, 1],
      ["- [ ] Tell the team", 1, false, 0, 1],
      ["- Really", 1, false, 2, 1],
    ]);
  });

  test("number the tables of a page from 0", () => {
    const table = "| a |\n|---|\n| b |\n";
    const page = parse(`${table}\nText\n\n${table}`);
    expect(page.blocks.map((block) => block.table)).toEqual([0, 0, undefined, 1, 1]);
  });
});

describe("links", () => {
  test.each([
    ["[Leave](/leave/)", { kind: "inline", text: "Leave", target: "/leave/", at: "/leave/" }],
    ['[Leave](/leave/ "Days off")', { target: "/leave/", at: "/leave/" }],
    ["[Leave](/leave/ 'Days off')", { target: "/leave/", at: "/leave/" }],
    ["[Leave](/leave/ (Days off))", { target: "/leave/", at: "/leave/" }],
    ["[Leave](\n  /leave/\n)", { target: "/leave/", at: "/leave/" }],
    ["[Leave](</paid leave/>)", { target: "/paid leave/", at: "/paid leave/" }],
    ["[Leave](</a>b/>)", undefined],
    ["[Leave](/a_(b)/c)", { target: "/a_(b)/c", at: "/a_(b)/c" }],
    ["[Leave](/a\\)b)", { target: "/a)b", at: "/a\\)b" }],
    ["[Leave](/?a=1&amp;b=2)", { target: "/?a=1&b=2", at: "/?a=1&amp;b=2" }],
    ["[Leave](/caf%C3%A9/)", { target: "/caf%C3%A9/" }],
    ["[Leave]()", { target: "", at: "" }],
    ["[](/leave/)", { text: "", label: "", target: "/leave/", at: "/leave/" }],
    ["[a [b] `](c)` d](/leave/)", { text: "a [b] ](c) d", target: "/leave/", at: "/leave/" }],
    ["[a ![b](c.png)](/leave/)", { text: "a b", label: "a ![b](c.png)", target: "/leave/" }],
    ["![a [b] c][l]\n\n[l]: /x/", { kind: "image", text: "a [b] c", label: "a [b] c" }],
    ["> [Leave\n> rules](\n> /leave/)", { text: "Leave rules", target: "/leave/", at: "/leave/" }],
    [
      "[*Paid* leave &amp; more](/x)",
      { text: "Paid leave & more", label: "*Paid* leave &amp; more" },
    ],
    ["![Days {{ n }} off](/d.png)", { kind: "image", text: "Days off", target: "/d.png" }],
    [
      "<div>\n<script>\nx = \"<a href='/no/'>\"\n</script>\n<a href='/y/'>y</a></div>",
      { target: "/y/" },
    ],
    ["![A *tree*](tree.png)", { kind: "image", text: "A tree", label: "A *tree*", at: "tree.png" }],
    ["![a ](b) c](/d.png)", { kind: "image", text: "a", target: "b", at: "b" }],
    ["![](tree.png 'Tree')", { kind: "image", text: "", target: "tree.png", at: "tree.png" }],
    [
      "<https://a.example/x>",
      { kind: "autolink", target: "https://a.example/x", at: "https://a.example/x" },
    ],
    ["<hr@a.example>", { kind: "autolink", text: "hr@a.example", target: "mailto:hr@a.example" }],
    ["See https://a.example/x.", { kind: "autolink", target: "https://a.example/x", label: "" }],
    [
      "See www.a.example now",
      { kind: "autolink", target: "http://www.a.example", at: "www.a.example" },
    ],
    [
      '<a href="/leave/">Paid <b>leave</b></a>',
      { kind: "html", text: "Paid leave", target: "/leave/", at: "/leave/" },
    ],
    [
      "Ask <a class=x href='/a?b&amp;c'>us</a> now",
      { kind: "html", text: "us", target: "/a?b&c", at: "/a?b&amp;c" },
    ],
    ["<img src=tree.png alt='A tree'>", { kind: "html", text: "A tree", target: "tree.png" }],
    [
      '<div>\n<a href="/leave/">\n Paid leave</a>\n</div>',
      { kind: "html", text: "Paid leave", target: "/leave/" },
    ],
    [
      '<iframe src="https://a.example/v" title="Video"></iframe>',
      { kind: "html", text: "Video", target: "https://a.example/v" },
    ],
    ["<a href='/leave/'>Leave", { kind: "html", text: "", target: "/leave/" }],
    ["[Leave](/{{ path }}/x)", { target: "/{{ path }}/x", at: "/{{ path }}/x", isOpaque: true }],
    ["[Leave](<%= url(1) %>)", { target: "<%= url(1) %>", isOpaque: true }],
    ['[Leave]({{< ref "leave" >}})', { target: '{{< ref "leave" >}}', isOpaque: true }],
    ["[Leave {{ year }}](/x/)", { text: "Leave", target: "/x/", isOpaque: false }],
    ['[Leave](/leave/){:target="_blank"}', { target: "/leave/", at: "/leave/", isOpaque: false }],
    ["`[Leave](/leave/)`", undefined],
    ["\\[Leave](/leave/)", undefined],
  ])("in %j is found with its target", (source, expected) => {
    const page = parse(`${source}\n`);
    const [link] = page.links;
    if (link === undefined || expected === undefined) {
      expect(link).toEqual(expected);
      return;
    }
    const at = link.targetSpan === undefined ? undefined : cut(page, link.targetSpan);
    expect({ ...link, at, label: cut(page, link.textSpan) }).toMatchObject(expected);
  });

  test("through references take the target of the first definition", () => {
    const page = parse(
      "[Leave][l], [l][], [L] and ![Tree][l]\n\n[l]: </paid leave/> 'Days'\n[l]: /other/\n",
    );
    const seen = page.links.map(({ kind, text, target, targetSpan }) => [
      kind,
      text,
      target,
      targetSpan === undefined ? undefined : cut(page, targetSpan),
    ]);
    expect(seen).toEqual([
      ["reference", "Leave", "/paid leave/", undefined],
      ["reference", "l", "/paid leave/", undefined],
      ["reference", "L", "/paid leave/", undefined],
      ["image", "Tree", "/paid leave/", undefined],
      ["definition", "", "/paid leave/", "/paid leave/"],
      ["definition", "", "/other/", "/other/"],
    ]);
  });

  test("are listed in the order of their start", () => {
    const page = parse("[![Tree](tree.png)](/x/) <a href='/y/'>[z](/z/)</a>\n");
    expect(page.links.map(({ target }) => target)).toEqual(["/x/", "tree.png", "/y/", "/z/"]);
  });
});

describe("ids", () => {
  test("are those that HTML and attributes set outside headings", () => {
    const source = [
      '<a name="pay"></a>',
      "",
      '<div id="leave">x</div>',
      "",
      "Text {: #days .note}",
      "",
      "## Heading {#heading}",
      "",
      "```",
      '<a name="code"></a> {: #code}',
      "```",
      "",
      "`{: #span}` <%= '<a id=\"erb\">' %>",
    ].join("\n");
    expect(parse(source).ids).toEqual(["pay", "leave", "days"]);
  });
});

describe("opaque spans", () => {
  test("cover code, HTML, comments, tokens and attributes", () => {
    const source = [
      "A `code` and <b>tag</b> {{ x }}",
      "",
      "```",
      "{: .code}",
      "```",
      "",
      "<!-- note -->",
      "",
      "<div>",
      "<!-- inner -->",
      "</div>",
      "",
      "<% if a %>",
      "{: .note}",
      "",
      "    indented",
    ].join("\n");
    const page = parsePage("leave.html.md.erb", source);
    expect(page.opaque.map(({ kind, span }) => [kind, cut(page, span)])).toEqual([
      ["code-span", "`code`"],
      ["html", "<b>"],
      ["html", "</b>"],
      ["shortcode", "{{ x }}"],
      ["code-block", "```\n{: .code}\n```"],
      ["html-comment", "<!-- note -->"],
      ["html", "<div>\n"],
      ["html-comment", "<!-- inner -->"],
      ["html", "</div>"],
      ["erb", "<% if a %>"],
      ["attribute", "{: .note}"],
      ["code-block", "    indented"],
    ]);
  });
});

describe("formulas", () => {
  test.each([
    ["one line", "Text.\n\n$$ a_1 + b^2 = \\text{the sum of both} $$\n\nMore.\n"],
    ["several lines", "Text.\n\n$$\na_1 + b^2\n= c\n$$\n\nMore.\n"],
    ["a list item", "Text.\n\n- x\n\n  $$ a * b * c $$\n\nMore.\n"],
  ])("on %s are no prose", (_, source) => {
    const page = parse(source);
    expect(page.opaque.map(({ kind }) => kind)).toEqual(["math"]);
    expect(page.prose).not.toMatch(/[ab]_?/);
    expect(page.prose).toMatch(/^Text\.[^]*More\.\s*$/);
    expect(page.hasTemplates).toBe(false);
  });

  test.each([
    ["amounts", "Text costs $$ and\n$$ again.\n"],
    ["code", "```sh\n$$ a $$\n```\n"],
    ["one mark alone", "$$\n\nText\n"],
  ])("are none in %s", (_, source) => {
    expect(parse(source).opaque.map(({ kind }) => kind)).not.toContain("math");
  });
});

describe("templates", () => {
  test.each([
    ["leave.html.md.erb", "<%= partial 'leave' %>\n", true],
    ["leave.md", "Write `<%= x %>` in ERB files.\n", false],
    ["leave.md", "Text {{< figure src='x' >}}\n", true],
    ["leave.md", "{{% panel %}}\nText\n{{% /panel %}}\n", true],
    ["leave.md", "{% include leave %}\n", true],
    ["leave.md", "Use `{{my.title}}` here.\n", false],
    ["leave.md", "```\n{{ x }}\n```\n", false],
    ["leave.md", "{:toc}\n{: .note}\n", false],
    ["leave.md", "Costs {100} or {{{}.\n", false],
  ])("in %s with %j are told: %s", (path, source, hasTemplates) => {
    expect(parsePage(path, source).hasTemplates).toBe(hasTemplates);
  });

  test("alone on a line separate the blocks around them, also inside HTML", () => {
    const page = parse("First\n{{% panel %}}\nSecond\n\n<div>\n<%= x %>\n  <p>third</p>\n</div>\n");
    expect(page.blocks.map(({ span }) => cut(page, span))).toEqual(["First", "Second", "third"]);
  });

  test("of kramdown at the start of an item are not the indentation of code", () => {
    const page = parse("- {:#jump-a-line} Always ask first\n");
    expect(page.prose.trim()).toBe("Always ask first");
  });
});

describe("any page", () => {
  test("is parsed without an exception", () => {
    fc.assert(
      fc.property(mangledPage, (source) => {
        const page = parse(source);
        for (const { span } of [...page.headings, ...page.links, ...page.blocks, ...page.items]) {
          expect(0 <= span.start && span.start <= span.end && span.end <= source.length).toBe(true);
        }
        for (const { section } of page.blocks) expect(page.sections[section]).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  test("keeps all it has when a line is inserted on top, further down by its length", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const before = parse(source);
        const after = parse(`\n${source}`);
        const shifted = (spans: readonly { readonly span: Span }[]): Span[] =>
          spans.map(({ span }) => ({ start: span.start + 1, end: span.end + 1 }));
        expect(after.headings.map(({ span }) => span)).toEqual(shifted(before.headings));
        expect(after.links.map(({ span }) => span)).toEqual(shifted(before.links));
        expect(after.blocks.map(({ span }) => span)).toEqual(shifted(before.blocks));
        expect(after.items.map(({ span }) => span)).toEqual(shifted(before.items));
        expect(after.opaque.map(({ span }) => span)).toEqual(shifted(before.opaque));
        expect(after.prose).toBe(` ${before.prose}`);
      }),
      { numRuns: 300 },
    );
  });

  test("counts its lines once, when they are first asked for", () => {
    const page = parse("One\n\nTwo\n");
    expect(page.lines.locate(5)).toEqual({ line: 3, column: 1 });
    expect(page.lines).toBe(page.lines);
  });
});

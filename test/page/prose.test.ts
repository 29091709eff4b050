import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { cutsEntity } from "../../src/page/entities.ts";
import { parsePage } from "../../src/page/parse-page.ts";
import { mangledPage, markdown } from "./generated-markdown.ts";

const OPAQUE = "\uFFFC";

function prose(source: string): string {
  return parsePage("content/handbook/leave.md", source).prose;
}

/** Prose with runs of blanks folded and each opaque run as one `#`. */
function seen(source: string): string {
  return prose(source)
    .replace(/ +/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\uFFFC+/g, "#")
    .replace(/\u2060/g, "")
    .trim();
}

describe("prose", () => {
  test.each([
    ["Leave *is* **paid** ~~off~~.", "Leave is paid off ."],
    ["un*believ*able", "un believ able"],
    ["See [our *policy*](/leave/ 'Leave') now", "See our policy #Leave# now"],
    ["See [our policy][l] now\n\n[l]: /leave/ 'Title'", "See our policy now"],
    ["Use `git` now", "Use # now"],
    ["A ![tree](t.png) here", "A #tree# here"],
    ['A ![tree](t.png "An oak") here', "A #tree#An oak# here"],
    ["A ![](t.png) here", "A # here"],
    ["See https://a.example/x, or www.a.example.", "See #, or #."],
    ["See ftp://a.example/x. Then", "See #. Then"],
    ["Mail hr@a.example or <hr@a.example>.", "Mail # or #."],
    ["[hr@a.example](mailto:hr@a.example) or [www.a.example/x](/y)", "# or #"],
    ["Ask @maria or a @ b", "Ask @maria or a @ b"],
    ["AT&amp;T &#169; & more &foo; &nbsp;end", "AT& T © & more &foo; end"],
    ["cr&#97;zy caf&eacute;, black&shy;list", "crazy café, blacklist"],
    ["don&rsquo;t say &ldquo;no&rdquo;", "don’t say “ no”"],
    ["black\u00adlist", "black\u00adlist"],
    ["2 \\* 3 \\a", "2 * 3 \\a"],
    ["one <b>two</b> <!-- three --> four", "one #two# four"],
    ["one<br>two  \nthree\\\nfour", "one#two three four"],
    ["Text[^1].\n\n[^1]: A note.", "Text .\nA note."],
    ["Days {{ n }} of {{< year >}} or <%= x %>", "Days # of # or #"],
    ["Text {: .note} more {:toc}", "Text more"],
    ["## Leave {#leave}\n{: .no_toc}\nText", "Leave\nText"],
    ["Leave\n===\n\nText", "Leave\nText"],
    ["one\ntwo", "one two"],
    ["> one\n> > two\n> > three\nfour", "one\ntwo three four"],
    ["> a > b\n> c", "a > b c"],
    ["- one\n  two\n- three\n\n  four", "one two\nthree\nfour"],
    ["1. [ ] one\n2. [x] two", "one\ntwo"],
    ["| a | b |\n|---|:-:|\n| *c* \\| d | `e` |\n| f |", "a\nb\nc | d\n#\nf"],
    ["<div>\none\ntwo\n</div>\n\nthree\n\n<p>four</p>", "one two\nthree\nfour"],
    ["<ul><li>one</li>\n<li>two <b>three</b>, four</li></ul>", "one\ntwo #three#, four"],
    ["<table><tr><th>one</th><td>two<br>three</td></tr></table>", "one\ntwo#three"],
    ["<p>one <code>hidden</code> <!-- hidden --> two</p>", "one # two"],
    ["<pre>hidden</pre>\n\n<style>\nhidden\n</style>", ""],
    ['<p><img src="t.png" alt="one"> two</p>', "#one# two"],
    ["<div>\none `hidden` two\n```\nhidden\n```\n</div>", "one # two"],
    ["<p>don&#39;t {{ hidden }}</p>", "don't #"],
    ['one <img src="t.png" alt="two"> three', "one #two# three"],
    ["<details><summary>one</summary>\n\ntwo\n\n</details>", "one\ntwo"],
    ["```\nhidden\n```\nshown\n\n    hidden", "shown"],
    ["---\ntitle: one\nlayout: hidden\n---\n\ntwo", "one\ntwo"],
    ["---\ntitle: one\nshown: no\n\ntwo", "one\ntwo"],
    ["---\ntitle: 'It''s one'\ndescription: \"two\"\n---\n", "It''s one\ntwo"],
    [
      "---\ntags: [a, b]\nduties:\n  - You lead the team of five.\n---\n",
      "You lead the team of five.",
    ],
    ["---\nrequirements:\n  - Young and hungry\ntags:\n  - pay\n---\n", "Young and hungry"],
    [
      "---\nduties: |\n  - You lead the team of five.\n  - Two\n\n  Three\n---\n",
      "You lead the team of five.\nTwo\nThree",
    ],
    [
      "---\nduties: >-\n  You lead <b>the</b> team\n  of five.\nimage: a/b c/d.png\n---\n",
      "You lead #the# team of five.",
    ],
    ["<!--\nhidden\n\nhidden\n-->\nshown", "shown"],
    ['{{% panel header="hidden" %}}\nshown\n{{% /panel %}}', "shown"],
    ["shown\n\n{::comment}\nhidden\n\nhidden\n{:/comment}\n\nshown", "shown\nshown"],
    ["Costs {.5} or {#5} more\n{.note}", "Costs {.5} or {#5} more"],
    ["one\r\ntwo\r\n\r\nthree\r\n", "one two\nthree"],
    ["***\n\nshown\n\n---", "shown"],
    ["\uFEFFshown", "shown"],
    ["", ""],
  ])("of %j is %j", (source, expected) => {
    expect(seen(source)).toBe(expected);
  });

  test("stands at the offsets of the source", () => {
    const source =
      "---\ntitle: Leave\n---\n\n## Leave\n\nSee [our policy](/leave/), it is `good`.\n";
    const page = prose(source);
    for (const word of ["See", "our policy", ", it is", "."]) {
      expect(page.indexOf(word, 30)).toBe(source.indexOf(word, 30));
    }
    expect(page.indexOf(OPAQUE)).toBe(source.indexOf("`good`"));
  });

  test.each([
    ["generated", markdown],
    ["mangled", mangledPage],
  ])("of %s pages equals the source wherever it is not blank or opaque", (_, pages) => {
    fc.assert(
      fc.property(pages, (source) => {
        const text = prose(source);
        expect(text).toHaveLength(source.length);
        for (let at = 0; at < text.length; at += 1) {
          if (" \n\u2060".includes(text.charAt(at)) || text[at] === OPAQUE) continue;
          if (cutsEntity(source, { start: at, end: at + 1 })) continue;
          expect(text[at]).toBe(source[at]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["generated", markdown],
    ["mangled", mangledPage],
  ])("of %s pages has line breaks between blocks only", (_, pages) => {
    fc.assert(
      fc.property(pages, (source) => {
        const page = parsePage("leave.md", source);
        for (const { span } of page.blocks) {
          expect(page.prose.slice(span.start, span.end)).not.toContain("\n");
        }
        const between = page.blocks.map(({ span }, index) =>
          page.prose.slice(span.end, page.blocks[index + 1]?.span.start),
        );
        for (const gap of between.slice(0, -1)) expect(gap.trimEnd()).toBe("");
        for (const gap of between.slice(0, -1)) expect(gap).toContain("\n");
      }),
      { numRuns: 300 },
    );
  });
});

describe("what readers do not read", () => {
  const secret = "Schlangenöl";
  const hidingPlaces = [
    `\`${secret}\``,
    `\`\` a\`${secret} \`\``,
    `[text](/a/${secret}/b)`,
    `![text](/${secret}.png)`,
    `[text][${secret}]\n\n[${secret}]: /a/`,
    `[text][l]\n\n[l]: /${secret} "${secret}"`,
    `<https://a.example/${secret}>`,
    `https://a.example/${secret}`,
    `[https://a.example/${secret}](/a/)`,
    `<b class="${secret}">text</b>`,
    `<!-- ${secret} -->`,
    `text <!-- ${secret} --> text`,
    `<div>\n<code>${secret}</code>\n</div>`,
    `<div class="${secret}">\ntext\n</div>`,
    `<table><tr><td><!-- ${secret} --></td></tr></table>`,
    `<script>\n\n${secret}\n\n</script>`,
    `\`\`\`${secret}\n${secret}\n\n${secret}\n\`\`\``,
    `~~~\n${secret}\n~~~`,
    `text\n\n    ${secret}`,
    `{{< figure src="${secret}" >}}`,
    `text {{< figure src="${secret}" >}} text`,
    `{{% panel %}}\ntext\n{{% /panel ${secret} %}}`,
    `{{ ${secret} }}`,
    `{% include ${secret} %}`,
    `<%= ${secret} %>`,
    `text <%= ${secret} %> text`,
    `[text](<%= ${secret} %>)`,
    `{: .${secret}}`,
    `## Heading {#${secret}}`,
    `## Heading\n{: #${secret}}`,
    `- {: .${secret}} text`,
    `{::options ${secret}="x" /}`,
    `text[^${secret}]\n\n[^${secret}]: text`,
  ];
  const containers = [
    (text: string) => text,
    (text: string) => text.replace(/^/gm, "> "),
    (text: string) => `- ${text.replace(/\n/g, "\n  ")}`,
    (text: string) => `1. > ${text.replace(/\n/g, "\n   > ")}`,
  ];

  test.each(hidingPlaces)("stays out of the prose: %j", (place) => {
    expect(prose(`First\n\n${place}\n\nLast\n`)).not.toContain(secret);
  });

  test("stays out of the prose also in quotes and lists, between other blocks", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...hidingPlaces), fc.constantFrom(...containers)), {
          maxLength: 6,
        }),
        markdown,
        (places, other) => {
          const hidden = places.map(([place, contain]) => contain(place)).join("\n\n");
          const source = `---\nlayout: ${secret}\n---\n\n${hidden}\n\nLast\n\n${other}`;
          const page = parsePage("leave.html.md.erb", source);
          expect(page.prose).not.toContain(secret);
          expect(page.prose).toContain("Last");
        },
      ),
      { numRuns: 300 },
    );
  });
});

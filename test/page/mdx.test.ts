import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePage } from "../../src/page/parse-page.ts";

function read(source: string) {
  return parsePage("docs/leave.mdx", source);
}

/** The words of the prose, and the code. */
function split(source: string): readonly [prose: string, code: readonly string[]] {
  const { prose, opaque } = read(source);
  const code = opaque
    .filter(({ kind }) => kind === "mdx")
    .map(({ span }) => source.slice(span.start, span.end));
  // Code inside a sentence leaves its place, and marks leave spaces.
  const words = prose.replaceAll("\uFFFC", "").replaceAll(/\s+\./g, ".");
  return [words.replaceAll(/\s+/g, " ").trim(), code];
}

const modules = [
  "import { Tabs } from '@theme/Tabs';\nimport X from \"x\";\n",
  "export const days = {\n  a: 1,\n\n  b: [2],\n};\n",
];

describe("an MDX page", () => {
  it.each([
    [
      "imports and exports at its top",
      `---\ntitle: Leave\n---\n${modules.join("\n")}\nTake leave.\n`,
      "Leave Take leave.",
      modules,
    ],
    [
      "a paragraph that merely goes on with a word",
      "Goods that we\nimport are taxed.\n",
      "Goods that we import are taxed.",
      [],
    ],
    [
      "components around Markdown",
      '<Tabs groupId="a">\n<TabItem value="b">\n\nTake **leave**.\n\n</TabItem>\n</Tabs>\n',
      "Take leave.",
      ['<Tabs groupId="a">', '<TabItem value="b">', "</TabItem>", "</Tabs>"],
    ],
    [
      "a component in a sentence",
      "Press <Key name='a > b' on={() => 1} /> twice.\n",
      "Press twice.",
      ["<Key name='a > b' on={() => 1} />"],
    ],
    [
      "a tag of HTML with an expression",
      "<div style={{ color: 'red' }}>\n\nRed.\n\n</div>\n",
      "Red.",
      ["<div style={{ color: 'red' }}>"],
    ],
    ["a fragment", "<>\n\nText.\n\n</>\n", "Text.", ["<>", "</>"]],
    [
      "expressions",
      "You have {days.map((day) => `{day}`).length} days.\n\n{/* a remark about guys */}\n",
      "You have days.",
      ["{days.map((day) => `{day}`).length}", "{/* a remark about guys */}"],
    ],
    [
      "an apostrophe in an expression",
      "{it && <b>don't</b>}\n\nText.\n",
      "Text.",
      ["{it && <b>don't</b>}"],
    ],
    ["braces in code", "Write `{x}` or:\n\n```jsx\n<A b={\n```\n\nEnd.\n", "Write or: End.", []],
    ["what is never closed", "A { b and a <Tag.\n\nEnd.\n", "A { b and a <Tag. End.", []],
  ] as const)("reads %s", (_, source, prose, code) => {
    const [words, found] = split(source);
    expect(found).toEqual(code);
    expect(words).toBe(prose);
  });

  it("keeps ids of headings and components as anchors", () => {
    const page = read('## Sick leave {#ill}\n\n<Anchor name="long" />\n\nText.\n');
    expect(page.headings.map(({ text, id }) => [text, id])).toEqual([["Sick leave", "ill"]]);
    expect(page.ids).toEqual(["long"]);
  });

  it("keeps links of Markdown and HTML between components", () => {
    const page = read('<Card>\n\n[Pay](pay.mdx) and <a href="tax.mdx">tax</a>.\n\n</Card>\n');
    expect(page.links.map(({ target }) => target)).toEqual(["pay.mdx", "tax.mdx"]);
  });

  it("is read whatever it holds", () => {
    const part = fc.constantFrom(
      ..."import x|export {|}|{|<A |<|>|/>|</A>|\"|'|`|/*|*/|//|\\|text |- |# |    ".split("|"),
      ...["```\n", "\n", "\n\n", "---\n"],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const source = parts.join("");
        const { prose, opaque } = read(source);
        expect(prose).toHaveLength(source.length);
        for (const { span } of opaque) expect(span.end).toBeLessThanOrEqual(source.length);
      }),
    );
  });

  it.each(["{", "<A ", "<A b={", "import {", "`", '{"', "{/*", "<A '"])(
    "costs little where %s is repeated",
    (text) => {
      expect(read(text.repeat(30_000)).path).toBe("docs/leave.mdx");
    },
  );
});

describe("a comment of Liquid", () => {
  it.each([
    ["with words behind its name", "{% comment ---- %}\nThe guys.\n{% endcomment ---- %}"],
    ["as a tag over some lines", '{% include note.html\n  text="Click [HERE](x.md), guys."\n%}'],
  ])("is no prose %s", (_, text) => {
    const { prose, links } = parsePage("docs/leave.md", `Before.\n\n${text}\n\nAfter.\n`);
    expect(prose.split(/\s+/).join(" ").trim()).toBe("Before. After.");
    expect(links).toEqual([]);
  });

  it("is no prose", () => {
    const comment = "{% comment %}\nThe guys wrote this.\n\n## Not a heading\n{% endcomment %}";
    const { prose, headings } = parsePage("docs/leave.md", `Before.\n\n${comment}\n\nAfter.\n`);
    expect(prose.split(/\s+/).join(" ").trim()).toBe("Before. After.");
    expect(headings).toEqual([]);
  });
});

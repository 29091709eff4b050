import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quote } from "../../src/lint/rule.ts";
import { inline } from "../../src/review/inline.ts";
import { parseMarker } from "../../src/review/marker.ts";
import { blobAddress, link, renderComment } from "../../src/review/render.ts";
import { liveParts } from "./inert.ts";
import { hostile, placed, policy, replacement, type Sample } from "./samples.ts";

/** The comment without its marker. */
function comment(sample: Sample, line = 5, over: Partial<typeof policy> = {}): string {
  const body = renderComment([placed(sample)], line, { ...policy, ...over });
  return body.slice(0, body.lastIndexOf("\n\n<!--"));
}

const rule = "[`language/no-guys`](https://docs.example.com/rules/language/no-guys.md)";

describe("renderComment", () => {
  it("says what is wrong, why, and what to put instead", () => {
    const replacements = [replacement(["Hey guys,"], ["Hey people,"])];
    expect(comment({ replacements }).split("\n")).toEqual([
      "`guys` leaves people out; say who is meant.",
      "",
      `Not everybody feels addressed. ${rule}`,
      "",
      "```suggestion:-0+0",
      "Hey people,",
      "```",
    ]);
  });

  it("lists the findings of a line, and fixes at once what can be fixed at once", () => {
    const line = "Hey guys, the chairman is is here.";
    const on = (text: string, after?: string, more: Sample = {}) =>
      placed({
        text,
        ...more,
        replacements: after === undefined ? [] : [replacement([line], [after])],
      });
    const body = renderComment(
      [
        on("guys", "Hey people, the chairman is is here."),
        on("chairman", undefined, {
          rule: "links/no-missing-page",
          severity: "error",
          related: [{ path: "people/pay.md", span: { start: 0, end: 4 }, line: 3, message: "" }],
        }),
        on("is is", "Hey guys, the chairman is here."),
      ],
      5,
      policy,
    );
    const links =
      "[`links/no-missing-page`](https://docs.example.com/rules/links/no-missing-page.md)";
    expect(body.slice(0, body.lastIndexOf("\n\n<!--")).split("\n")).toEqual([
      "**3 findings on this line**",
      "",
      `1. \`guys\` leaves people out; say who is meant. Not everybody feels addressed. ${rule}`,
      `2. \`chairman\` leaves people out; say who is meant. Readers who follow the link find nothing. ${links} · error`,
      "   - [`people/pay.md`](https://gitlab.example.com/people/handbook/-/blob/main/people/pay.md#L3) line 3",
      `3. \`is is\` leaves people out; say who is meant. Not everybody feels addressed. ${rule}`,
      "",
      "This suggestion fixes 1 and 3:",
      "",
      "```suggestion:-0+0",
      "Hey people, the chairman is here.",
      "```",
    ]);
  });

  it("counts equal findings of a line instead of repeating them", () => {
    const twice = [0, 1].map((ordinal) => placed({ ordinal }));
    expect(renderComment(twice, 5, policy)).toContain("1. 2 times: `guys` leaves");
  });

  it("names itself in the marker", () => {
    const { finding } = placed();
    expect(parseMarker(renderComment([placed()], 5, policy))).toEqual({
      kind: "finding",
      instance: "people-ops",
      findings: [
        { fingerprint: finding.fingerprint, identity: expect.stringMatching(/^[0-9a-f]{32}$/) },
      ],
      path: "people/leave.md",
      isEdited: false,
    });
  });

  it("says that it is an error where it is one", () => {
    expect(comment({ severity: "error" })).toContain(`${rule} · error`);
  });

  it("leaves out a reason and a page it does not know", () => {
    expect(comment({}, 5, { why: new Map() })).toMatch(/meant\.\n\n\[`language/);
    const { finding } = placed();
    const odd = { ...placed(), finding: { ...finding, docs: "javascript:alert(1)" } };
    expect(renderComment([odd], 5, policy)).toContain("addressed. `language/no-guys`\n");
  });

  it.each([
    ["over the commented line", 5, ["a guys"], ["a"], "-0+0"],
    ["from above to the commented line", 7, ["a", "b", "c"], ["A", "c"], "-2+0"],
    ["around the commented line", 6, ["a", "b", "c"], ["A", "b", "C"], "-1+1"],
    ["with nothing instead of the lines", 5, ["a", "b"], [], "-0+1"],
  ])("suggests a replacement %s", (_, line, before, after, reach) => {
    const block = ["```suggestion:" + reach, ...after, "```"].join("\n");
    expect(comment({ replacements: [replacement(before, after)] }, line)).toContain(block);
  });

  it("fences a suggestion with more backticks than it holds", () => {
    const replacements = [replacement(["x"], ["````yaml", "a: guys", "````"])];
    expect(comment({ replacements })).toContain("`````suggestion:-0+0\n````yaml\n");
  });

  it.each([
    ["does not reach the commented line", replacement(["a"], ["b"], { first: 4 })],
    [
      "begins more than 100 lines above",
      replacement(Array<string>(102).fill("a"), ["b"], { first: -96 }),
    ],
    ["mixes line ends on a CR LF page", replacement(["a", "b"], ["A", "b"], { isCrlf: true })],
    ["splits a line of a CR LF page", replacement(["a"], ["A", "b"], { isCrlf: true })],
    ["is too long to read", replacement(["a"], ["long ".repeat(3_000)])],
    ["holds a character that notes cannot keep", replacement(["a"], ["\u0000"])],
    ["holds half a character", replacement(["a"], ["\ud83d"])],
    ["holds a carriage return", replacement(["a"], ["b\rc"])],
    ["holds what looks like a marker", replacement(["a"], ["<!-- handbook-bot:1 summary x -->"])],
    ["holds a command", replacement(["a"], ["x", "  /merge"])],
  ])("gives no suggestion that %s", (_, each) => {
    expect(comment({ replacements: [each] })).not.toContain("suggestion:");
  });

  it("suggests one line of a CR LF page", () => {
    const replacements = [replacement(["a"], ["b"], { isCrlf: true })];
    expect(comment({ replacements })).toContain("suggestion:-0+0\nb\n");
  });

  it("offers two different suggestions by name, and names the others", () => {
    const replacements = ["people", "people", "team", "all", "folks"].map((word) =>
      replacement(["guys"], [word], { label: `Replace with “${word}”` }),
    );
    const text = comment({ replacements });
    expect(text).toContain(
      "Replace with `people`:\n\n```suggestion:-0+0\npeople\n```\n\nReplace with `team`:",
    );
    expect(text).toContain("```\n\nOr: Replace with `all`; Replace with `folks`.");
    expect(text.match(/suggestion:/g)).toHaveLength(2);
  });

  it("lists related places with links, and counts those it leaves out", () => {
    const related = Array.from({ length: 7 }, (_, index) => ({
      path: `people/time off (${index}).md`,
      span: { start: 0, end: 1 },
      line: 12,
      message: index === 0 ? "the same under “Notice”" : "",
    }));
    const url = "https://gitlab.example.com/people/handbook/-/blob/main/people/time%20off%20%28";
    const list = comment({ related }).split("\n").slice(4);
    expect(list[0]).toBe(
      `- [\`people/time off (0).md\`](${url}0%29.md#L12) line 12: the same under \`Notice\``,
    );
    expect(list[1]).toBe(`- [\`people/time off (1).md\`](${url}1%29.md#L12) line 12`);
    expect(list.slice(5)).toEqual(["- and 2 more"]);
    expect(comment({ related }, 5, { blobUrl: undefined })).toContain(
      "- `people/time off (0).md` line 12",
    );
  });

  it("is inert and bounded whatever the page says", () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.array(hostile, { maxLength: 6 }),
        (word, raw, path, lines) => {
          const sample: Sample = {
            message: `${quote(word)} is not said here: ${raw} ${quote(raw, 80)}${quote(word)}`,
            path: `people/${path}.md`,
            replacements: [replacement(["x"], lines), replacement(["y"], [raw], { label: raw })],
            related: [{ path, span: { start: 0, end: 0 }, line: 3, message: raw }],
          };
          const body = renderComment([placed(sample)], 5, policy);
          expect(liveParts(body)).toEqual([]);
          expect(body.length).toBeLessThan(40_000);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("stays bounded when a message is endless", () => {
    const message = `“${"`".repeat(100_000)}” ${"and ".repeat(100_000)}`;
    expect(comment({ message }).length).toBeLessThan(2_000);
    expect(comment({ message: "and ".repeat(1_000) })).toMatch(/and and…\n/);
  });
});

describe("a suggestion for several findings of a line", () => {
  const line = "one two three";
  const on = (text: string, after: string) =>
    placed({ text, replacements: [replacement([line], [after])] });
  const said = (...found: readonly (readonly [string, string])[]) => {
    const body = renderComment(
      found.map(([text, after]) => on(text, after)),
      5,
      policy,
    );
    return body
      .match(/This suggestion fixes [^:]*:|\n(?:x*1?|one) [^\n]*/g)
      ?.map((each) => each.trim());
  };

  it("fixes all of them, where they do not touch", () => {
    expect(said(["one", "1 two three"], ["three", "one two 3"])?.at(-1)).toBe("1 two 3");
    expect(said(["one", "1 two three"], ["three", "one two 3"])).toContain(
      "This suggestion fixes all of them:",
    );
  });

  it("fixes the first, where together they are too long to read", () => {
    const long = "x".repeat(6_000);
    const body = renderComment(
      [on("one", `${long} two three`), on("three", `one two ${long}`)],
      5,
      policy,
    );
    expect(body).not.toContain("This suggestion fixes");
    expect(body.match(/suggestion:/g)).toHaveLength(1);
    expect(body).toContain(`\n${long} two three\n`);
  });

  it("fixes a part, where equal findings have but one", () => {
    const body = renderComment(
      [on("one", "1 two three"), { ...placed({ text: "one", ordinal: 1 }) }],
      5,
      policy,
    );
    expect(body).toContain("1. 2 times: ");
    expect(body).toContain("This suggestion fixes a part of this:");
  });

  it("is for twenty findings that are described, and counts the others", () => {
    const many = (count: number) =>
      renderComment(
        Array.from({ length: count }, (_, at) => placed({ text: `x${at}` })),
        5,
        policy,
      );
    expect(many(20)).toContain("\n20. ");
    expect(many(20)).not.toContain("more");
    expect(many(22)).toContain("**22 findings on this line**");
    expect(many(22)).toMatch(/\n20\. [^\n]*\n\nand 2 more\n/);
  });
});

it.each([
  ["https://example.com/a?b=c#d", true],
  ["http://example.com", true],
  ["https://example.com/a b", false],
  ["https://example.com/a)", false],
  ["https://example.com/a\n", false],
  ["javascript:x", false],
  [" https://example.com/", false],
  [`https://example.com/${"a".repeat(1_988)}`, true],
  [`https://example.com/${"a".repeat(1_989)}`, false],
])("%j is an address that a link may have: %s", (address, is) => {
  expect(link("x", address)).toBe(is ? `[x](${address})` : "x");
});

it.each([
  ["a/b c.md", undefined, "https://example.com/a/b%20c.md"],
  ["a.md", 3, "https://example.com/a.md#L3"],
  ["(a)~!*'.md", undefined, "https://example.com/%28a%29%7E%21%2A%27.md"],
  ["a/ü#?.md", 1, "https://example.com/a/%C3%BC%23%3F.md#L1"],
])("the address of %s, line %s, is %s", (path, line, address) => {
  expect(blobAddress("https://example.com/", path, line)).toBe(address);
  expect(blobAddress("https://example.com", path, line)).toBe(address);
});

describe("inline", () => {
  it.each([
    ["“guys” leaves people out.", "`guys` leaves people out."],
    ["Write “a `b` c” or “`”.", "Write ``a `b` c`` or `` ` ``."],
    ["Use they (not he/she), please: “x”“y”", "Use they (not `he/she`), please: `x` `y`"],
    ["“” is empty", "“” is empty"],
    ["Ask @people-ops about #12, !3, ~hr.", "Ask `@people-ops` about `#12`, `!3`, `~hr`."],
    ["- begins like a list", "`-` begins like a list"],
    ["1. begins like a list", "`1.` begins like a list"],
    ["3 sentences, 2 ideas; 1 is too long…", "3 sentences, 2 ideas; 1 is too long…"],
    [
      "See https://example.com/a, www.example.com?",
      "See `https://example.com/a`, `www.example.com`?",
    ],
    ["line\nbreaks\tand   spaces", "line breaks and spaces"],
    ["“<!-- handbook-bot:1 x -->”", "`<! -- handbook-bot: 1 x -->`"],
    ["commit deadbeef1, issue HR-12, :tada:", "commit `deadbeef1`, issue `HR-12`, `:tada`:"],
  ])("writes %j", (message, expected) => {
    expect(inline(message)).toBe(expected);
  });
});

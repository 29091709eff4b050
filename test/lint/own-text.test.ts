import { describe, expect, test } from "vitest";
import { ownTextOf } from "../../src/lint/own-text.ts";
import type { Block, Page } from "../../src/page/page.ts";
import { parsePage } from "../../src/page/parse-page.ts";

/** The word `utilise` of a page, with the block that it stands in. */
function find(source: string, path: string) {
  const page = parsePage(path, source);
  const start = source.indexOf("utilise");
  const span = { start, end: start + "utilise".length };
  const block = page.blocks.find((each) => each.span.start <= start && span.end <= each.span.end);
  if (block === undefined) throw new Error("There is no block");
  return { page, span, block };
}

function isOwn(source: string, path = "handbook/tools.md", over: Partial<Page> = {}): boolean {
  const { page, span, block } = find(source, path);
  return ownTextOf({ ...page, ...over }).isOwn(span, block);
}

describe("text is the handbook's own", () => {
  test.each([
    ["in a sentence", "Teams utilise it.\n"],
    ["behind a quotation", "The “big” teams ‘all’ «that» „are“ there utilise it.\n"],
    ["between two quotations", 'The "big" teams utilise the "small" tool.\n'],
    ["before a quotation that nobody began", "Teams utilise the” tool.\n"],
    ["behind one that nobody ended", "The “big teams utilise it.\n"],
    ["behind straight marks that nobody ended", 'The "big teams utilise it.\n'],
    ["behind an apostrophe", "The teams' people utilise the teams' tool.\n"],
    ["in bold type", "Teams **utilise** it and __others__ do.\n"],
    ["behind text that was struck through", "~~Some~~ teams utilise it ~~all~~.\n"],
    ["behind an element that ended", "<del>Some</del> teams utilise it.\n"],
    ["behind an element of another kind", "<span>Some teams utilise it.</span>\n"],
    ["in an element whose name begins alike", "Teams <sup>utilise it</sup>.\n"],
  ])("%s", (_, source) => {
    expect(isOwn(source)).toBe(true);
  });

  test.each([
    ["in a block quote", "> Teams utilise it.\n"],
    ["in double marks", "The “teams utilise it” tool.\n"],
    ["in single marks", "The ‘teams utilise it’ tool.\n"],
    ["in guillemets", "The «teams utilise it» tool.\n"],
    ["in German marks", "The „teams utilise it“ tool.\n"],
    ["in straight marks", 'The "teams utilise it" tool.\n'],
    ["in the third of straight marks", 'The "x" and "teams utilise it" tool.\n'],
    ["in single straight marks", "The 'teams utilise it' tool.\n"],
    ["at the start of a block in single straight marks", "'Teams utilise it' is a motto.\n"],
    ["in single straight marks behind a bracket", "The tool ('teams utilise it') is there.\n"],
    ["struck through", "The ~~teams utilise it~~ tool.\n"],
    ["in italics", "The *utilise* tool.\n"],
    ["at the end of italics", "The _teams utilise_ tool.\n"],
    ["at the start of italics", "The *utilise it* tool.\n"],
    ["in an element that quotes", "The <q>teams utilise it</q> tool.\n"],
    ["in the second of two elements", "<i>The</i> <em>teams utilise it</em> tool.\n"],
    ["in an element with attributes", 'The <cite class="x">teams utilise it</cite> tool.\n'],
  ])("but not %s", (_, source) => {
    expect(isOwn(source)).toBe(false);
  });

  test.each([
    ["LICENSE.md", false],
    ["docs/licence.md", false],
    ["handbook/release_notes/may.md", false],
    ["minutes/2026.md", false],
    ["handbook/my-quotes.md", false],
    ["handbook/historic.md", true],
    ["handbook/noticeboard.md", true],
    ["handbook/unchanged.md", true],
  ])("on the page %s: %s", (path, is) => {
    expect(isOwn("Teams utilise it.\n", path)).toBe(is);
  });

  test("unless a program wrote the page", () => {
    const provenance = { provenance: "generated" } as const;
    expect(isOwn("Teams utilise it.\n", "a.md", provenance)).toBe(false);
  });

  test("unless its paragraph is longer than anybody writes", () => {
    const text = "Teams utilise it. ";
    const of = (length: number): string => `${text}${"x".repeat(length - text.length)}\n`;
    expect(isOwn(of(10_000))).toBe(true);
    expect(isOwn(of(10_001))).toBe(false);
  });
});

function isRunning(source: string, path = "handbook/tools.md", text = "use"): boolean {
  const { page, span, block } = find(source, path);
  return ownTextOf(page).isRunningEnglish({ span, text }, block);
}

describe("text is running English that binds nobody", () => {
  test.each([
    ["in a sentence", "Teams utilise it every day.\n"],
    ["in a cell of a sentence", "| team | tool |\n| - | - |\n| all | they utilise it daily |\n"],
    ["under a heading about something else", "# Tools\n\n## Ours\n\nTeams utilise it.\n"],
    ["beside a heading about words", "# Tools\n\n## Words\n\nA.\n\n## Ours\n\nTeams utilise it.\n"],
    ["in a page with a plain title", "---\ntitle: Tools\n---\n\nTeams utilise it.\n"],
  ])("%s", (_, source) => {
    expect(isRunning(source)).toBe(true);
  });

  test.each([
    ["in a sentence about a word", "Teams avoid utilise.\n"],
    ["in a sentence that asks not to say it", "Please do not say utilise.\n"],
    ["in a sentence that obliges", "Teams must utilise it.\n"],
    ["in a sentence with rights", "You have the right to utilise it.\n"],
    ["in a cell of three words", "| team | tool |\n| - | - |\n| all | they utilise it |\n"],
    [
      "in a table of words",
      "| Avoid | Say |\n| - | - |\n| they utilise it daily | they use it |\n",
    ],
    ["under a heading about words", "# Tools\n\n## Words\n\nTeams utilise it.\n"],
    ["below a heading about words", "# Words\n\n## Tools\n\n### Ours\n\nTeams utilise it.\n"],
    ["on a page whose title binds", "---\ntitle: Compliance\n---\n\nTeams utilise it.\n"],
    ["on a page whose first heading binds", "# Your rights\n\nTeams utilise it.\n"],
    [
      "in another language",
      "Wir können das gut verstehen, wenn die Leute hier utilise sagen, und das ist auch nicht schlimm.\n",
    ],
  ])("but not %s", (_, source) => {
    expect(isRunning(source)).toBe(false);
  });

  test.each([
    ["handbook/policies/tools.md", false],
    ["legal/tools.md", false],
    ["handbook/style-guide.md", false],
    ["handbook/inclusive_words.md", false],
    ["handbook/cla.md", false],
    ["handbook/clarity.md", true],
    ["handbook/legality.md", true],
  ])("on the page %s: %s", (path, is) => {
    expect(isRunning("Teams utilise it.\n", path)).toBe(is);
  });
});

describe("a capital within a sentence makes a name,", () => {
  const isPlain = (source: string, text = "use"): boolean => {
    const page = parsePage("handbook/tools.md", source);
    const start = source.indexOf("Utilise");
    const span = { start, end: start + 7 };
    const block = page.blocks.find((each): each is Block => each.span.start <= start);
    if (block === undefined) throw new Error("There is no block");
    return ownTextOf(page).isRunningEnglish({ span, text }, block);
  };
  test.each([
    ["The world Utilise group is here.\n", false],
    ["Teams, Utilise it.\n", false],
    ["Teams of 3 Utilise it.\n", false],
    ["Utilise it every day.\n", true],
    ["Ask us. Utilise it every day.\n", true],
    ["Ask us: Utilise it every day.\n", true],
  ])("%j: plain words: %s", (source, is) => {
    expect(isPlain(source)).toBe(is);
  });

  test("but not where only the case of letters is changed", () => {
    expect(isPlain("The world Utilise group is here.\n", "utilise")).toBe(true);
  });
});

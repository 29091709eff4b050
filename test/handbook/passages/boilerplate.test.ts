import { describe, expect, test } from "vitest";
import { createBoilerplate } from "../../../src/handbook/passages/boilerplate.ts";
import { readParagraphs, readPassages } from "../../../src/handbook/passages/passages.ts";
import { parsePage } from "../../../src/page/parse-page.ts";

const wording = "We hire people of every origin, age and belief, and pay them alike.";

/** `exact` or the stretches that differ, of each passage that has mandated wording. */
function mandated(text: string, texts: readonly string[] = [wording]) {
  return createBoilerplate(texts)
    .passagesOf(parsePage("a.md", text))
    .map(({ span, isExact, differs, wording: wanted }) => ({
      text: text.slice(span.start, span.end),
      wording: wanted,
      is: isExact ? "exact" : differs.map(({ start, end }) => text.slice(start, end)),
    }));
}

describe("a passage with mandated wording", () => {
  test.each<[string, string, "exact" | string[]]>([
    ["is exact", wording, "exact"],
    ["is exact in other letters and marks", wording.toUpperCase().replace(",", " –"), "exact"],
    [
      "is exact with other markup",
      wording.replace("every origin", "[every *origin*](/x/)"),
      "exact",
    ],
    ["differs in a word", wording.replace("belief", "creed"), ["creed"]],
    [
      "differs in neighbouring words",
      wording.replace("belief", "creed or faith"),
      ["creed or faith"],
    ],
    [
      "differs in two places",
      wording.replace("hire", "take").replace("alike", "equally"),
      ["take", "equally"],
    ],
    ["lacks words", wording.replace("of every origin, ", ""), []],
    ["has words twice", wording.replace("belief", "belief and belief"), []],
    ["has words in another order", wording.replace("origin, age", "age, origin"), []],
    ["has more behind it", `${wording} Always.`, ["Always"]],
  ])("%s", (_, text, is) => {
    expect(mandated(`# A\n\nOther text.\n\n${text}\n`)).toEqual([{ text, wording, is }]);
  });

  test.each([
    [
      "less than 70 % of whose pairs of words are the same",
      "We hire people of every origin and size, whoever they are, wherever they live, and pay well.",
    ],
    ["in which they stand apart", wording.split(" ").toReversed().join(" ")],
    ["that is a heading", `## ${wording}`],
    ["of fewer than six words", "We hire people of every."],
  ])("is none %s", (_, text) => {
    expect(mandated(`${text}\n`)).toEqual([]);
  });

  test("is the one that it is most like", () => {
    const other = wording.replace("belief", "creed");
    for (const texts of [
      [wording, other],
      [other, wording],
    ]) {
      expect(mandated(`${other}\n\n${wording}\n`, texts)).toEqual([
        { text: other, wording: other, is: "exact" },
        { text: wording, wording, is: "exact" },
      ]);
    }
  });

  test("has six words at least, and is the first paragraph of its text", () => {
    expect(
      mandated("We pay all people alike here.\n", ["We pay all people alike here."]),
    ).toHaveLength(1);
    expect(mandated("We pay all people alike.\n", ["We pay all people alike."])).toEqual([]);
    expect(mandated(`${wording}\n`, [`  ${wording}\n\nMore of it is here for all.\n`])).toEqual([
      { text: wording, wording: `${wording}\n\nMore of it is here for all.`, is: "exact" },
    ]);
    expect(
      mandated("More of it is here for all.\n", [`${wording}\n\nMore of it is here for all.`]),
    ).toEqual([]);
    expect(mandated(`${wording}\n`, ["", "# Heading alone of some words here"])).toEqual([]);
  });
});

describe("the paragraphs of a page", () => {
  const long =
    "Everybody who works here takes twenty days off each year, and says so two weeks before.";
  const texts = (source: string, least: number) =>
    Array.from(readParagraphs(parsePage("a.md", source), least), ({ span, heading, words }) => [
      source.slice(span.start, span.end),
      heading,
      words.words,
    ]);

  test("are running text, each with its heading", () => {
    const source = `One two.\n\n# A\n\n## B\n\nThree four five.\n\n- six seven\n\n> eight nine\n`;
    expect(texts(source, 1)).toEqual([
      ["One two.", undefined, 2],
      ["Three four five.", 1, 3],
      ["six seven", 1, 2],
      ["eight nine", 1, 2],
    ]);
  });

  test.each([
    ["code", "```\none two three\n```\n"],
    ["a heading", "# One two three\n"],
    ["a cell", "| one two three |\n| - |\n| four five six |\n"],
    ["a footnote", "A.[^1]\n\n[^1]: one two three\n"],
    ["HTML", "<div>one two three</div>\n"],
    ["fewer words", "one two\n"],
    ["fewer characters than words", "a b\n"],
  ])("are not %s", (_, source) => {
    expect(texts(source, 3)).toEqual([]);
  });

  test("are passages from fifteen words on, or from more", () => {
    const passages = (source: string, least?: number) =>
      Array.from(readPassages(parsePage("a.md", source), least), ({ words }) => words);
    expect(passages(`${long}\n`)).toEqual([16]);
    expect(passages(`${long.replace("Everybody ", "")}\n`)).toEqual([15]);
    expect(passages(`${long.replace("Everybody who ", "")}\n`)).toEqual([]);
    expect(passages(`${long.replace("Everybody who ", "")}\n`, 3)).toEqual([]);
    expect([passages(`${long}\n`, 16), passages(`${long}\n`, 17)]).toEqual([[16], []]);
  });
});

import { describe, expect, test } from "vitest";
import { foreignSuppressions } from "../../src/lint/foreign/foreign-comments.ts";
import { counterpartOf, markdownlintNumbers } from "../../src/lint/foreign/markdownlint-names.ts";
import { valeCounterparts } from "../../src/lint/foreign/vale-names.ts";
import { parsePage } from "../../src/page/parse-page.ts";

/** `rules: text` of each stretch in which comments of other linters switch rules off. */
function suppressed(source: string): readonly string[] {
  const page = parsePage("a.md", source);
  return foreignSuppressions(page).map(
    ({ rules, range: { start, end } }) =>
      `${rules.join(" ")}: ${JSON.stringify(source.slice(start, end))}${end > source.length ? " to the end" : ""}`,
  );
}

const skipped = "structure/no-skipped-heading";
const off = "<!-- markdownlint-disable MD001 -->";
const on = "<!-- markdownlint-enable MD001 -->";

describe("comments of other linters switch off", () => {
  test.each<[string, string, readonly string[]]>([
    ["nothing, where there are none", "# A\n\n<!-- a comment -->\n\nB\n", []],
    ["what follows", `a\n\n${off}\n\nb\n`, [`${skipped}: "\\n\\nb\\n" to the end`]],
    ["what is between two", `${off}\n\nb\n\n${on}\n\nc\n`, [`${skipped}: "\\n\\nb\\n\\n"`]],
    [
      "from the first of several on",
      `${off}\n\nb\n\n${off}\n\n${on}\n\nc\n`,
      [`${skipped}: "\\n\\nb\\n\\n${off}\\n\\n"`],
    ],
    ["nothing that was never off", `${on}\n\nb\n`, []],
    ["nothing between neighbours", `${off}${on}\n\nb\n`, []],
    [
      "again after an end",
      `${off}\n\nb\n\n${on}\n\nc\n\n${off}\n\nd\n`,
      [`${skipped}: "\\n\\nb\\n\\n"`, `${skipped}: "\\n\\nd\\n" to the end`],
    ],
    [
      "each rule by itself",
      `<!-- markdownlint-disable MD001 MD024 -->\n\nb\n\n${on}\n\nc\n`,
      [
        `${skipped}: "\\n\\nb\\n\\n"`,
        `structure/no-repeated-heading: "\\n\\nb\\n\\n${on}\\n\\nc\\n" to the end`,
      ],
    ],
    [
      "a line",
      "a\n\nb <!-- markdownlint-disable-line MD001 -->\n\nc\n",
      [`${skipped}: "b <!-- markdownlint-disable-line MD001 -->\\n"`],
    ],
    [
      "the next line",
      "<!-- markdownlint-disable-next-line MD001 -->\nb\nc\n",
      [`${skipped}: "b\\n"`],
    ],
    [
      "the next line with text",
      "<!-- markdownlint-disable-next-line MD001 -->\n\n \nb\nc\n",
      [`${skipped}: "b\\n"`],
    ],
    [
      "the line behind a long comment",
      "<!-- markdownlint-disable-next-line\nMD001 -->\nb\nc\n",
      [`${skipped}: "b\\n"`],
    ],
    [
      "the last line",
      "<!-- markdownlint-disable-next-line MD001 -->\nb",
      [`${skipped}: "b" to the end`],
    ],
    [
      "nothing behind the last line",
      "b\n\n<!-- markdownlint-disable-next-line MD001 -->",
      [`${skipped}: ""`],
    ],
    [
      "nothing behind blank lines",
      "b\n\n<!-- markdownlint-disable-next-line MD001 -->\n\n",
      [`${skipped}: ""`],
    ],
    [
      "the whole page",
      "b\n\n<!-- markdownlint-disable-file MD001 -->\n",
      [`${skipped}: "b\\n\\n<!-- markdownlint-disable-file MD001 -->\\n" to the end`],
    ],
    ["nothing by a word that is none of theirs", "<!-- markdownlint-stop MD001 -->\n\nb\n", []],
    [
      "nothing by a sentence",
      "<!-- vale is off -->\n\n<!-- alex says -->\n\n<!-- valet off -->\n\nb\n",
      [],
    ],
    [
      "nothing by a value that means nothing",
      "<!-- vale House.Repetition = MAYBE -->\n\n<!-- vale House.Repetition -->\n\nb\n",
      [],
    ],
    ["nothing without a value", "<!-- vale Vale.Repetition NO -->\n\nb\n", []],
    [
      "a check of Vale",
      "<!-- vale Vale.Repetition = NO -->\n\nb\n",
      ['prose/no-repeated-word: "\\n\\nb\\n" to the end'],
    ],
    [
      "a check of Vale, up to its end",
      "<!-- vale Vale.Repetition = NO -->\n\nb\n\n<!-- vale Vale.Repetition = YES -->\n",
      ['prose/no-repeated-word: "\\n\\nb\\n\\n"'],
    ],
    [
      "what alex finds",
      "<!-- alex disable he-she -->\n\nb\n\n<!-- alex enable -->\n\nc\n",
      ['inclusive: "\\n\\nb\\n\\n"'],
    ],
    ["what alex finds in the next line", "<!-- alex ignore -->\n\nb\nc\n", ['inclusive: "b\\n"']],
    ["nothing in code", `\`${off}\`\n\nb\n`, []],
  ])("%s", (_, source, expected) => {
    expect(suppressed(source)).toEqual(expected);
  });

  test("all rules that markdownlint has, without names", () => {
    const [found] = foreignSuppressions(parsePage("a.md", "<!-- markdownlint-disable-file -->\n"));
    expect(found?.rules.length).toBeGreaterThan(50);
    expect(found?.rules).toContain("markdownlint/MD013");
  });

  test("what the first 20 names say, of the first 200 comments", () => {
    const names = [...Array.from({ length: 19 }, (_, at) => `x${at}`), "MD001", "MD024"];
    expect(suppressed(`<!-- markdownlint-disable-file ${names.join(" ")} -->\n`)).toEqual([
      expect.stringMatching(new RegExp(`^${skipped}: `)),
    ]);
    const line = "b <!-- alex ignore -->\n\n";
    expect(suppressed(line.repeat(201))).toHaveLength(200);
  });
});

test.each([
  ["MD001", ["MD001"]],
  ["md001", ["MD001"]],
  ["line-length", ["MD013"]],
  ["Hard_Tab", ["MD010"]],
  ["hr", ["MD035"]],
  ["bullet", ["MD004", "MD005", "MD007", "MD032"]],
  ["MD002", []],
])("markdownlint calls %s the rules %j", (name, numbers) => {
  expect(markdownlintNumbers(name)).toEqual(numbers);
});

test.each([
  ["MD001", skipped],
  ["MD044", "style/no-misspelt-name"],
  ["MD013", "markdownlint/MD013"],
])("%s is %s here", (number, rule) => {
  expect(counterpartOf(number)).toBe(rule);
});

test.each([
  [undefined, ["inclusive", "organisation/no-avoided-term", "prose", "style", "write-good"]],
  ["alex", ["inclusive"]],
  ["Joblint", ["jobs", "inclusive"]],
  ["write-good.Passive", ["write-good/passive"]],
  ["write-good.Other", ["write-good", "prose"]],
  ["House.SentenceLength", ["prose/no-long-sentence"]],
  ["House.Tone", []],
  ["House", []],
])("Vale’s %s is %j here", (name, rules) => {
  expect(valeCounterparts(name)).toEqual(rules);
});

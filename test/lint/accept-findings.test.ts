import { describe, expect, test } from "vitest";
import { acceptFindings } from "../../src/lint/baseline/accept-findings.ts";
import { type Candidate, candidatesOf } from "../../src/lint/baseline/candidate.ts";
import { textSimilarity } from "../../src/lint/baseline/text-similarity.ts";
import type { Finding, RuleId } from "../../src/lint/finding.ts";
import { LineIndex } from "../../src/text/line-index.ts";

interface Found {
  readonly near: string;
  readonly path?: string;
  readonly id?: string;
  readonly rule?: RuleId;
  readonly key?: string;
  readonly times?: number;
}

function candidate({ near, path = "a.md", id = "x", rule = "words/guys", key }: Found): Candidate {
  const identity = `${rule}@${id}`;
  const texts = { message: near, docs: "", suggestions: [], related: [], fingerprint: near };
  const span = { start: 0, end: 1 };
  const finding = { rule, severity: "warning" as const, path, span, identity, ...texts };
  return { near, finding: key === undefined ? finding : { ...finding, key } };
}

/** The texts near the findings that are accepted, and `times near` of what was not found. */
function accept(
  entries: readonly Found[],
  found: readonly Found[],
  isUnseen: (path: string, rule: RuleId) => boolean = () => false,
) {
  const pages = Map.groupBy(
    entries.map(({ near, path = "a.md", id = "x", rule = "words/guys", times = 1 }) => ({
      path,
      entry: { rule, id, near, times, message: "" },
    })),
    ({ path }) => path,
  );
  const candidates = found.map(candidate);
  const { accepted, unmatched } = acceptFindings(
    { pages: new Map([...pages].map(([path, own]) => [path, own.map(({ entry }) => entry)])) },
    candidates,
    isUnseen,
  );
  return [
    candidates.flatMap(({ near, finding }) =>
      accepted.has(finding) ? [`${finding.path} ${near}`] : [],
    ),
    unmatched.map(({ path, entry }) => `${path} ${entry.times} ${entry.near}`),
  ];
}

describe("a baseline accepts", () => {
  test.each<[string, readonly Found[], readonly Found[], readonly string[], readonly string[]]>([
    ["nothing of nothing", [], [], [], []],
    [
      "what stands in the same text",
      [{ near: "one two" }],
      [{ near: "one two" }],
      ["a.md one two"],
      [],
    ],
    [
      "as many as it says, the first ones",
      [{ near: "one", times: 2 }],
      [{ near: "one" }, { near: "one" }, { near: "one" }],
      ["a.md one", "a.md one"],
      [],
    ],
    [
      "and says what is left",
      [{ near: "one", times: 3 }],
      [{ near: "one" }],
      ["a.md one"],
      ["a.md 2 one"],
    ],
    ["no other finding", [{ near: "one", id: "y" }], [{ near: "one" }], [], ["a.md 1 one"]],
    [
      "no other rule",
      [{ near: "one", rule: "words/shall" }],
      [{ near: "one" }],
      [],
      ["a.md 1 one"],
    ],
    [
      "a text that was edited",
      [{ near: "one two" }],
      [{ near: "one two three" }],
      ["a.md one two three"],
      [],
    ],
    [
      "one of which half of the words are left",
      [{ near: "one two" }],
      [{ near: "one four" }],
      ["a.md one four"],
      [],
    ],
    [
      "none of which less is left",
      [{ near: "one two three" }],
      [{ near: "one four five" }],
      [],
      ["a.md 1 one two three"],
    ],
    [
      "the same text before an edited one",
      [{ near: "one two" }],
      [{ near: "one two three" }, { near: "one two" }],
      ["a.md one two"],
      [],
    ],
    [
      "the more similar of two",
      [{ near: "one two three four" }],
      [{ near: "one two x y" }, { near: "one two three y" }],
      ["a.md one two three y"],
      [],
    ],
    [
      "each entry the text that it is most like",
      [{ near: "a b c d" }, { near: "e f g h" }],
      [{ near: "e f g x" }, { near: "a b c x" }],
      ["a.md e f g x", "a.md a b c x"],
      [],
    ],
    [
      "what a page lacks, whatever stands there",
      [{ near: "one", key: "k" }],
      [{ near: "two", key: "k" }],
      ["a.md two"],
      [],
    ],
    [
      "what moved to another page",
      [{ near: "one" }],
      [{ near: "one", path: "b.md" }],
      ["b.md one"],
      [],
    ],
    [
      "what was edited on its way to another page",
      [{ near: "one two" }],
      [{ near: "one two three", path: "b.md" }],
      ["b.md one two three"],
      [],
    ],
    [
      "what a page lacks only on that page",
      [{ near: "one", key: "k" }],
      [{ near: "two", key: "k", path: "b.md" }],
      [],
      ["a.md 1 one"],
    ],
    [
      "no copy on another page",
      [{ near: "one" }],
      [{ near: "one", path: "b.md" }, { near: "one" }],
      ["a.md one"],
      [],
    ],
    [
      "what is on its own page by its own entry",
      [{ near: "one two", path: "b.md" }, { near: "one two" }],
      [{ near: "one two three" }, { near: "one two", path: "c.md" }],
      ["a.md one two three", "c.md one two"],
      [],
    ],
  ])("%s", (_, entries, found, accepted, unmatched) => {
    expect(accept(entries, found)).toEqual([accepted, unmatched]);
  });

  test("nothing with the entries of a page that nobody looked at, and calls none of them idle", () => {
    const entries = [{ near: "one" }, { near: "two", rule: "words/shall" as const }];
    const found = [
      { near: "one", path: "b.md" },
      { near: "two", path: "b.md", rule: "words/shall" as const },
    ];
    expect(accept(entries, found, (path) => path === "a.md")).toEqual([[], []]);
    expect(accept(entries, found, (_, rule) => rule === "words/shall")).toEqual([["b.md one"], []]);
  });

  test("no similar text where there are too many to compare", () => {
    const entries = Array.from({ length: 101 }, (_, at) => ({ near: `same words ${at}` }));
    const found = (count: number): readonly Found[] =>
      Array.from({ length: count }, (_, at) => ({ near: `same words x${at}` }));
    expect(accept(entries, found(198))[0]).toHaveLength(101);
    expect(accept(entries, found(199))[0]).toHaveLength(0);
  });
});

test.each([
  ["", "", 1],
  ["!", "?", 0],
  ["one two", "One, TWO!", 1],
  ["one two", "one", 2 / 3],
  ["one one", "one", 2 / 3],
  ["one", "one one", 2 / 3],
  ["one two", "three", 0],
  ["Zürich 12", "zürich 12", 1],
  ["", "one", 0],
])("%j and %j are alike: %f", (one, other, similarity) => {
  expect(textSimilarity(one, other)).toBeCloseTo(similarity);
});

describe("a finding is known by the text around it", () => {
  const near = (source: string, word: string): string | undefined => {
    const start = source.indexOf(word);
    const finding = { span: { start, end: start + word.length } } as Finding;
    const [found] = candidatesOf([finding], { source, lines: new LineIndex(source) });
    return found?.near;
  };
  const left = Array.from({ length: 20 }, (_, at) => `left${at}`).join(" ");
  const right = Array.from({ length: 20 }, (_, at) => `right${at}`).join(" ");

  test.each([
    ["its line", "above\nAsk the guys now.\nbelow\n", "guys", "Ask the guys now."],
    ["white space folded", "  Ask \t the  guys\n", "guys", "Ask the guys"],
    ["all of its lines", "a\nAsk the\nguys now\nb\n", "the\nguys", "Ask the guys now"],
    ["the last line", "a\nguys", "guys", "guys"],
    [
      "sixty characters on each side, cut between words",
      `${left} guys ${right}\n`,
      "guys",
      "left12 left13 left14 left15 left16 left17 left18 left19 guys right0 right1 right2 right3 right4 right5 right6 right7",
    ],
    [
      "sixty characters of each end of a long one",
      `${"a".repeat(61)}${"b".repeat(60)}\n`,
      `${"a".repeat(61)}${"b".repeat(60)}`,
      `${"a".repeat(60)} … ${"b".repeat(60)}`,
    ],
    ["all of one that is not long", `${"a".repeat(120)}\n`, "a".repeat(120), "a".repeat(120)],
  ])("%s", (_, source, word, expected) => {
    expect(near(source, word)).toBe(expected);
  });
});

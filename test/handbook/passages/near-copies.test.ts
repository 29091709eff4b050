import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePage } from "../../../src/page/parse-page.ts";
import { changed, handbookOf } from "../handbook-of.ts";

const rule =
  "Every team member may take parental leave of up to sixteen weeks within the first year after a child arrives, and tells their manager at least one month before it begins.";
const limits = { minWords: 20, minSimilarity: 0.8 };
const handbook = handbookOf({
  "people/leave.md": `# Leave\n\n## Parental leave\n\n${rule}\n`,
  "people/onboarding.md": "# Onboarding\n\nA laptop arrives before the first day.\n",
});

function nearCopiesOf(text: string, path = "people/new.md") {
  return [...handbook.nearCopies(parsePage(path, text), limits)];
}

test("a copy is found with its place, its heading and its length", () => {
  const text = `# Welcome\n\nBefore you go: read this.\n\n- ${rule}\n`;
  expect(nearCopiesOf(text)).toEqual([
    {
      span: { start: text.indexOf("Every"), end: text.length - 1 },
      words: 31,
      text: expect.any(String),
      nearCopies: [
        {
          path: "people/leave.md",
          line: 5,
          span: { start: 28, end: 28 + rule.length },
          heading: "Parental leave",
          words: 31,
          text: expect.any(String),
          similarity: 1,
          differs: [],
        },
      ],
    },
  ]);
});

test("a passage of the same words in another number is near, and no exact copy", () => {
  const round = "ask your manager and then the People team ";
  const often = handbookOf({ "people/ask.md": `${round.repeat(4)}\n` });
  const [found] = [...often.nearCopies(parsePage("people/new.md", `${round.repeat(5)}\n`), limits)];
  expect(found?.nearCopies).toHaveLength(1);
  expect(found?.nearCopies[0]?.similarity).toBeLessThan(1);
});

describe("a copy is the same passage", () => {
  test.each([
    ["in other letter case", rule.toUpperCase()],
    ["with other marks", rule.replaceAll(",", " –").replace(".", "!")],
    ["with markup", rule.replace("sixteen weeks", "**sixteen** _weeks_")],
    ["with a link", rule.replace("parental leave", "[parental leave](/people/leave/)")],
    ["on several lines", rule.replaceAll(", ", ",\n")],
    ["in a quotation", `> ${rule}`],
    ["in a list in a list", `- Leave\n  - ${rule}`],
  ])("%s", (_, text) => {
    expect(nearCopiesOf(text)[0]?.nearCopies[0]?.similarity).toBe(1);
  });
});

describe("a passage has no copy", () => {
  test.each([
    ["on its own page", rule, "people/leave.md"],
    ["when it is short", "Every team member may take parental leave.", undefined],
    ["in a heading", `## ${rule}`, undefined],
    ["in a table", `| Rule |\n|---|\n| ${rule} |`, undefined],
    ["in code", `\`\`\`\n${rule}\n\`\`\``, undefined],
    ["in front matter", `---\ndescription: "${rule}"\n---\n`, undefined],
    [
      "when half of it differs",
      `${rule.slice(0, 80)} ${"and then some more ".repeat(8)}`,
      undefined,
    ],
  ])("%s", (_, text, path) => {
    expect(nearCopiesOf(text, path)).toEqual([]);
  });
});

test("a changed number makes a similarity of less than 1", () => {
  const page = parsePage("people/new.md", rule.replace("sixteen", "eighteen"));
  const [found] = [...handbook.nearCopies(page, { minWords: 20, minSimilarity: 0.6 })];
  expect(found?.nearCopies[0]?.similarity).toBeCloseTo(22 / 32);
  const differing = found?.nearCopies[0]?.differs.map(({ start, end }) =>
    page.source.slice(start, end),
  );
  expect(differing).toEqual(["eighteen"]);
});

test("passages about different commands are not the same", () => {
  const about = (command: string): string => rule.replace("their manager", `\`${command}\``);
  const given = handbookOf({ "people/leave.md": about("leave ask") });
  const page = parsePage("new.md", about("leave file"));
  const [found] = [...given.nearCopies(page, { ...limits, minSimilarity: 0.5 })];
  expect(found?.nearCopies[0]?.similarity).toBeLessThan(1);
});

test("a passage that moves to another page is no copy", () => {
  const before = handbookOf({
    "people/leave.md": `# Leave\n\n${rule}\n`,
    "people/benefits.md": "# Benefits\n",
  });
  const after = changed(before, {
    "people/leave.md": "# Leave\n",
    "people/benefits.md": `# Benefits\n\n${rule}\n`,
  });
  expect([...after.nearCopies(parsePage("people/benefits.md", rule), limits)]).toEqual([]);
});

test("text without spaces is compared by its characters", () => {
  const japanese =
    "従業員は子どもが生まれてから一年以内に最長で十六週間の育児休業を取得することができます。";
  const given = handbookOf({ "people/leave.md": japanese });
  expect([...given.nearCopies(parsePage("new.md", japanese), limits)]).toHaveLength(1);
});

test("the best nearCopies come first, then by path", () => {
  const given = handbookOf({
    "c.md": rule,
    "b.md": rule.replace("sixteen", "eighteen"),
    "a.md": rule,
  });
  const [found] = [
    ...given.nearCopies(parsePage("new.md", rule), { ...limits, minSimilarity: 0.6 }),
  ];
  expect(found?.nearCopies.map(({ path }) => path)).toEqual(["a.md", "c.md", "b.md"]);
});

test("a text with the same runs of words in another order is similar, and no exact copy", () => {
  const turning = (from: number): string =>
    Array.from({ length: 30 }, (_, at) => `word${"abcdef"[(from + at) % 6]}`).join(" ");
  const given = handbookOf({ "people/leave.md": turning(0) });
  const [found] = [...given.nearCopies(parsePage("new.md", turning(1)), limits)];
  expect(found?.nearCopies).toHaveLength(1);
  expect(found?.nearCopies[0]?.similarity).toBeLessThan(1);
});

describe("texts that share a long run of words", () => {
  const run = Array.from({ length: 40 }, (_, at) => `word${at}`).join(" ");
  const filled = (at: number): string => `${run} group${at}`;
  const pagesWith = (texts: number): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length: texts }, (_, at) => [`people/group-${at}.md`, filled(at)]),
    );
  const found = (given: ReturnType<typeof handbookOf>): number =>
    [...given.nearCopies(parsePage("new.md", filled(1_000)), limits)][0]?.nearCopies.length ?? 0;

  test("are compared up to 64 of them; more are a template", () => {
    expect(found(handbookOf(pagesWith(64)))).toBe(64);
    expect(found(handbookOf(pagesWith(65)))).toBe(0);
  });

  test("count once, on however many pages and in however many changes they are", () => {
    const base = handbookOf({ ...pagesWith(64), "people/again.md": filled(0) });
    expect(found(base)).toBe(65);
    const once = changed(base, { "people/more.md": filled(1) });
    expect(found(once)).toBe(66);
    const twice = changed(once, { "people/others.md": `${filled(1)}\n\n${filled(2)}` });
    expect(found(twice)).toBe(68);
    // A text that is only on pages that were replaced does not count.
    const replaced = changed(base, { "people/group-9.md": filled(100) });
    expect(found(replaced)).toBe(65);
  });

  test("are a template for all of them, in whichever change they are", () => {
    const base = handbookOf(pagesWith(65));
    expect(found(changed(base, { "people/more.md": filled(500) }))).toBe(0);
    expect(found(changed(handbookOf({ "people/more.md": filled(500) }), pagesWith(65)))).toBe(0);
  });
});

const words = fc.array(
  fc.constantFrom(..."abcdefghijklmnopqrst".split("").map((c) => c.repeat(3))),
  {
    minLength: 40,
    maxLength: 90,
  },
);

test("every near copy of a similarity of 0.6 or more is found", () => {
  fc.assert(
    fc.property(words, fc.array(fc.nat(89), { maxLength: 2 }), (text, changes) => {
      const copy = text.map((word, at) => (changes.includes(at) ? "changed" : word));
      const similarity = jaccard(text, copy);
      fc.pre(similarity >= 0.6);
      const given = handbookOf({ "people/leave.md": text.join(" ") });
      const page = parsePage("people/new.md", copy.join(" "));
      const [found] = [...given.nearCopies(page, { minWords: 20, minSimilarity: 0.6 })];
      const expected = copy.every((word, at) => word === text[at])
        ? 1
        : Math.min(similarity, 0.999);
      expect(found?.nearCopies[0]?.similarity).toBeCloseTo(expected, 6);
    }),
    { numRuns: 300 },
  );
});

function jaccard(a: readonly string[], b: readonly string[]): number {
  const shingles = (words: readonly string[]): Set<string> =>
    new Set(words.slice(0, -4).map((_, at) => words.slice(at, at + 5).join(" ")));
  const first = shingles(a);
  const second = shingles(b);
  const shared = [...first].filter((shingle) => second.has(shingle)).length;
  return shared / (first.size + second.size - shared);
}

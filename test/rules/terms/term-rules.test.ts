import { describe, expect, test } from "vitest";
import { parseTermList } from "../../../rules/terms/term-list.ts";
import { termRules } from "../../../rules/terms/term-rules.ts";
import { DataFileError } from "../../../src/lint/data-file.ts";
import type { Page } from "../../../src/page/page.ts";
import { applyEdits } from "../../../src/text/edit.ts";
import { pageOf } from "../built-in.ts";

const head = `rule: organisation/no-boss
summary: People have managers.
why: It is friendlier.
severity: info
status: stable
says: sounds old
`;

const list = `${head}exempt: [boss fight]
terms:
  - id: boss
    replace:
      boss(es): manager(s)
    unless:
      before: [big]
      within: 1
    flags: [Ask the boss.]
    passes: [Ask the manager.]
  - id: clerk
    forms: [clerk(s)]
    alternatives: [administrator]
    case: name
    needs:
      sentence: [form*]
    flags: [Give the form to the clerk.]
    passes: [The clerk left.]
`;

const site = { today: undefined };

function check(page: Page, yaml = list, options: unknown = {}): string[] {
  const group = termRules([parseTermList({ path: "rules/organisation/no-boss.yml", text: yaml })]);
  const [rule] = group.rules;
  if (rule === undefined) throw new Error("no rule");
  const enabled = new Map([[rule.id, rule.options.parse(options)]]);
  return [...group.prepare(enabled, site)(page, new Set(enabled.keys()))].map(
    ({ report: { span } }) => page.source.slice(span.start, span.end),
  );
}

describe("a list of terms", () => {
  test.each([
    ["says what is found as it is written", "Ask your BOSS. Bosses decide.", ["BOSS", "Bosses"]],
    ["knows exempt phrases", "It was a boss fight.", []],
    ["knows its neighbours", "Ask the big boss, not the other boss.", ["boss"]],
    ["needs what it needs in the sentence", "The clerk left. The clerk has forms.", ["clerk"]],
    ["leaves names alone", "Send the form to Clerk.", []],
    ["leaves code alone", "Run `boss`.", []],
    ["leaves link targets alone", "See [it](/handbook/boss/).", []],
    [
      "leaves handles, channels and paths alone",
      "Ask @boss in #boss-talk or at people/boss/today.",
      [],
    ],
    ["leaves parts of longer words alone", "The anti-boss league has a boss-proof plan.", []],
    ["leaves quotations alone", "She said: “Ask the boss.”", []],
    ["leaves block quotes alone", "> Ask the boss.", []],
    ["leaves words spoken of alone", "Avoid the word boss. Say manager instead of boss.", []],
    ["sees words in italics", "Ask the *boss* here.", ["boss"]],
    ["leaves words in italics alone that are spoken of", "The term *boss* is old.", []],
    ["leaves struck text alone", "Ask the ~~boss~~ manager, <del>boss</del> or lead.", []],
    [
      "leaves corrections alone",
      "- Say manager, not boss.\n- Replace boss with manager.\n- Boss → manager\n",
      [],
    ],
    ["leaves former words alone", "Historically the terminology referred to boss and clerk.", []],
    ["leaves examples alone", "Other examples: clerk, boss, and guru.", []],
    ["leaves lists of words alone", "Avoid these words:\n\n- boss\n- bosses\n", []],
    [
      "leaves tables of words alone",
      "| **Non-inclusive** | **Alternatives** |\n| - | - |\n| boss | manager |\n",
      [],
    ],
    ["never reads over blocks", "Ask the\n\n- boss\n- fight\n", ["boss"]],
    ["leaves a licence alone", "Permission is hereby granted, free of charge. Ask the boss.", []],
    [
      "leaves contracts alone",
      "The boss is hereby appointed under this agreement, as defined herein.",
      [],
    ],
    ["sees notes that are set as quotes", "> **Note:** Ask the boss.", ["boss"]],
    ["leaves its own definition alone", "## Boss\n\nAn old word.", []],
    ["leaves titles of works alone", "Read [The Boss Is Never Right](https://example.com).", []],
    ["sees through bold type", "Ask the **boss**.", ["boss"]],
    [
      "sees headings, lists and tables",
      "## Ask the boss\n\n- The boss\n\n| A | B |\n| - | - |\n| the boss | b |\n",
      ["boss", "boss", "boss"],
    ],
  ])("%s", (_, text, expected) => {
    expect(check(pageOf(text))).toEqual(expected);
  });

  test("allows terms by id and by word", () => {
    const page = pageOf("Ask the boss. Bosses decide.");
    expect(check(page, list, { allow: ["boss"] })).toEqual([]);
    expect(check(page, list, { allow: ["Bosses"] })).toEqual(["boss"]);
  });

  test("changes the article with the word", () => {
    const yaml = `${head}terms:
  - id: boss
    replace: { boss: executive }
    flags: [Ask the boss.]
    passes: [Ask the executive.]
`;
    const group = termRules([
      parseTermList({ path: "rules/organisation/no-boss.yml", text: yaml }),
    ]);
    const page = pageOf("A boss decides; ask a boss.");
    const check = group.prepare(new Map([["organisation/no-boss", {}]]), site);
    const edits = [...check(page, new Set(["organisation/no-boss"]))].flatMap(
      ({ report }) => report.suggestions?.[0]?.edits ?? [],
    );
    expect(applyEdits(page.source, edits)).toBe("An executive decides; ask an executive.");
  });

  test("is silent where its rule is off", () => {
    const group = termRules([
      parseTermList({ path: "rules/organisation/no-boss.yml", text: list }),
    ]);
    const check = group.prepare(new Map(), site);
    expect([...check(pageOf("Ask the boss."), new Set())]).toEqual([]);
  });
});

test.each([
  ["an unknown key", `${list}foo: 1\n`, /no-boss\.yml:25:1: foo/],
  [
    "endings that do not fit",
    list.replace("manager(s)", "manager(s|ing)"),
    /no-boss\.yml:11:17: terms\.0\.replace\.boss\(es\): .*endings/,
  ],
  ["a term without examples", list.replace("    flags: [Ask the boss.]\n", ""), /terms\.0\.flags/],
])("a list with %s is refused with file and line", (_, yaml, expected) => {
  expect(() => parseTermList({ path: "rules/organisation/no-boss.yml", text: yaml })).toThrow(
    DataFileError,
  );
  expect(() => parseTermList({ path: "rules/organisation/no-boss.yml", text: yaml })).toThrow(
    expected,
  );
});

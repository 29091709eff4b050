import { describe, expect, test } from "vitest";
import { z } from "zod";
import { prepareRule } from "../../src/lint/prepare-rules.ts";
import type { RuleGroup } from "../../src/lint/rule.ts";
import { brief, lintText, linterOf, wordRule } from "./linter-of.ts";

const noShall = wordRule("wording/no-shall", "shall");
const noHereby = wordRule("wording/no-hereby", "hereby", { severity: "error" });

describe("findings", () => {
  test("carry rule, severity, path and the address of the rule's page", () => {
    const [finding] = lintText(linterOf([noShall]), "Staff shall ask.\n").findings;
    expect(finding).toMatchObject({
      rule: "wording/no-shall",
      severity: "warning",
      path: "handbook/leave/index.md",
      span: { start: 6, end: 11 },
      docs: "https://handbook.example.com/rules/wording/no-shall.md",
      suggestions: [],
      related: [],
    });
  });

  test("are sorted by place, then by rule", () => {
    const alsoShall = wordRule("wording/a-shall", "shall");
    const text = "We hereby say: staff shall ask.\n\nThey shall wait.\n";
    expect(brief(linterOf([noShall, noHereby, alsoShall]), text)).toEqual([
      "1:4 error wording/no-hereby",
      "1:22 warning wording/a-shall",
      "1:22 warning wording/no-shall",
      "3:6 warning wording/a-shall",
      "3:6 warning wording/no-shall",
    ]);
  });

  test("are none on a page that a program writes", () => {
    const mark = "<!-- This file is generated from teams.yml. Do not edit it. -->\n\n";
    expect(brief(linterOf([noShall]), `${mark}Staff shall ask.\n`)).toEqual([]);
  });

  test("keep identity and fingerprint when text comes above them", () => {
    const linter = linterOf([noShall]);
    const names = (text: string): unknown[] =>
      lintText(linter, text).findings.map(({ identity, fingerprint }) => [identity, fingerprint]);
    const text = "Staff shall ask.\n\nThey shall wait.\n";
    expect(names(`# Leave\n\nA new paragraph.\n\n${text}`)).toEqual(names(text));
  });

  test("keep identity and fingerprint when the message is reworded", () => {
    const reworded = wordRule("wording/no-shall", "shall", {
      *check(page) {
        const start = page.prose.indexOf("shall");
        yield { span: { start, end: start + 5 }, message: "Say “must”" };
      },
    });
    const [before] = lintText(linterOf([noShall]), "Staff shall ask.\n").findings;
    const [after] = lintText(linterOf([reworded]), "Staff shall ask.\n").findings;
    expect(after?.fingerprint).toBe(before?.fingerprint);
  });

  test("of equal text share their identity and have fingerprints of their own", () => {
    const { findings } = lintText(linterOf([noShall]), "You shall. We shall.\n");
    expect(new Set(findings.map(({ identity }) => identity)).size).toBe(1);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test("with a key do not depend on the text under them", () => {
    const keyed = wordRule("structure/require-contact", "", {
      *check(page) {
        yield {
          span: { start: 0, end: page.source.length },
          message: "No contact",
          key: "contact",
        };
      },
    });
    const [a] = lintText(linterOf([keyed]), "# Leave\n").findings;
    const [b] = lintText(linterOf([keyed]), "# Parental leave\n").findings;
    expect(a?.identity).toBe(b?.identity);
    expect(a?.identity).not.toContain("Leave");
  });

  test("that are reported twice stand once", () => {
    const twice = wordRule("wording/no-shall", "shall", {
      *check(page) {
        const check = prepareRule(noShall, {}, { today: undefined });
        yield* check(page);
        yield* check(page);
      },
    });
    expect(lintText(linterOf([twice]), "Staff shall ask.\n").findings).toHaveLength(1);
  });
});

describe("faults", () => {
  const midway = wordRule("wording/throws", "", {
    *check() {
      yield { span: { start: 0, end: 5 }, message: "said before" };
      throw new TypeError("no such heading");
    },
  });

  test("keep what the rule said before, and hide no other rule", () => {
    const { findings, faults } = lintText(linterOf([midway, noShall]), "Staff shall ask.\n");
    expect(findings.map(({ rule }) => rule)).toEqual(["wording/throws", "wording/no-shall"]);
    expect(faults).toEqual([
      {
        path: "handbook/leave/index.md",
        rule: "wording/throws",
        message: "TypeError: “no such heading”",
      },
    ]);
  });

  test("come of a rule that throws before it gives anything to pull", () => {
    const rule = wordRule("wording/throws", "", {
      check() {
        throw new RangeError("at once");
      },
    });
    const { findings, faults } = lintText(linterOf([rule, noShall]), "Staff shall ask.\n");
    expect(findings).toHaveLength(1);
    expect(faults.map(({ message }) => message)).toEqual(["RangeError: “at once”"]);
  });

  test("come of a span outside the page, whose report is dropped", () => {
    const rule = wordRule("wording/outside", "", {
      *check() {
        yield { span: { start: 0, end: 999 }, message: "too far" };
        yield { span: { start: 3, end: 1 }, message: "backwards" };
        yield { span: { start: 0.5, end: 1 }, message: "between" };
        yield { span: { start: 0, end: 5 }, message: "inside" };
      },
    });
    const { findings, faults } = lintText(linterOf([rule]), "Staff ask.\n");
    expect(findings.map(({ message }) => message)).toEqual(["inside"]);
    expect(faults).toHaveLength(3);
  });

  test("of a group name the group", () => {
    const group: RuleGroup = {
      scope: "group",
      name: "terms",
      rules: [noShall],
      prepare() {
        throw new Error("list is broken");
      },
    };
    expect(lintText(linterOf([group]), "Staff.\n").faults).toEqual([
      {
        path: "handbook/leave/index.md",
        rule: undefined,
        message: "terms: Error: “list is broken”",
      },
    ]);
  });

  test("come of options that the rule refuses", () => {
    const rule = wordRule("wording/no-shall", "shall", {
      options: z.strictObject({ max: z.number().default(1) }),
    });
    const layers = [{ source: "test", rules: { "wording/no-shall": { options: { max: "two" } } } }];
    const { findings, faults } = lintText(linterOf([rule], { layers }), "Staff shall ask.\n");
    expect(findings).toEqual([]);
    expect(faults.map(({ rule }) => rule)).toEqual(["wording/no-shall"]);
  });
});

describe("limits", () => {
  test("a rule that floods a page is cut off at 1,000 findings, and the cut is visible", () => {
    let pulled = 0;
    const rule = wordRule("wording/no-word", "", {
      *check(page) {
        for (let start = 0; start < page.source.length; start += 1) {
          pulled += 1;
          yield { span: { start, end: start + 1 }, message: "a letter" };
        }
      },
    });
    const { findings, faults } = lintText(linterOf([rule]), `${"word ".repeat(2_000)}\n`);
    expect(faults).toEqual([]);
    expect(pulled).toBe(1_001);
    expect(findings).toHaveLength(1_001);
    expect(findings.filter(({ rule }) => rule === "limits/no-flood")).toMatchObject([
      { severity: "info", message: expect.stringContaining("wording/no-word has more than 1000") },
    ]);
  });
});

describe("rules that are not in order", () => {
  const cases: readonly (readonly [string, Parameters<typeof linterOf>[0], string])[] = [
    ["two with one id", [noShall, noShall], "wording/no-shall: another rule has this id"],
    [
      "an id of the engine's own",
      [wordRule("suppressions/no-unused", "x")],
      "another rule has this",
    ],
    ["an id without a family", [wordRule("Wording/no shall", "x")], "an id is family/name"],
    [
      "a summary of two sentences",
      [{ ...noShall, summary: "One. Two." }],
      "the summary must be one",
    ],
    [
      "a summary without an end",
      [{ ...noShall, summary: "Says nothing" }],
      "the summary must be one",
    ],
    ["an empty why", [{ ...noShall, why: "" }], "the why must be one sentence"],
  ];
  test.each(cases)("%s are refused at the start", (_, rules, message) => {
    expect(() => linterOf(rules)).toThrow(message);
  });
});

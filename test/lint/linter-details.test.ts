import { describe, expect, test } from "vitest";
import { createHandbook } from "../../src/handbook/create-handbook.ts";
import { createLinter } from "../../src/lint/create-linter.ts";
import { applyAllSafe } from "../../src/lint/apply-safe.ts";
import type { Finding, Suggestion } from "../../src/lint/finding.ts";
import { defaultLintConfig } from "../../src/lint/lint-config.ts";
import type { AnyRule, RuleGroup } from "../../src/lint/rule.ts";
import { noOptions } from "../../src/lint/rule.ts";
import { brief, layer, linterOf, lintText, wordRule } from "./linter-of.ts";

const path = "handbook/leave/index.md";
const to =
  (text: string, isSafe = true) =>
  (span: { start: number; end: number }): readonly Suggestion[] => [
    { label: "Write it", edits: [{ span, text }], isSafe },
  ];

function group(rules: readonly string[], more: Partial<RuleGroup> = {}): RuleGroup {
  return {
    scope: "group",
    name: "terms",
    rules: rules.map((name) => {
      const { scope: _, check: __, ...meta } = wordRule(`words/${name}`, name);
      return meta;
    }),
    prepare: (options) => (page, asked) =>
      [...options.keys()].flatMap((rule) => {
        const word = rule.slice(rule.indexOf("/") + 1);
        return Array.from(page.prose.matchAll(new RegExp(word, "g")), ({ index }) => ({
          rule,
          report: {
            span: { start: index, end: index + word.length },
            message: `${asked.has(rule)}`,
          },
        }));
      }),
    ...more,
  };
}

describe("findings are in order", () => {
  const of = (
    id: `${string}/${string}`,
    reports: readonly (readonly [number, number, string, string?])[],
  ) =>
    wordRule(id, "", {
      *check() {
        for (const [start, end, message, key] of reports) {
          yield { span: { start, end }, message, ...(key !== undefined && { key }) };
        }
      },
    });
  test("of start, end, rule, key and message", () => {
    const rules = [
      of("b/x", [
        [2, 4, "e"],
        [0, 4, "d"],
        [2, 3, "c"],
      ]),
      of("a/x", [
        [2, 4, "n", "l"],
        [2, 4, "m", "k"],
        [2, 4, "z"],
        [2, 4, "y"],
      ]),
    ];
    const { findings } = lintText(linterOf(rules), "Staff ask.\n");
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      "b/x d",
      "b/x c",
      "a/x y",
      "a/x z",
      "a/x m",
      "a/x n",
      "b/x e",
    ]);
  });

  test("and numbered, each matter by itself", () => {
    const rules = [wordRule("words/no-shall", "shall"), wordRule("words/no-hence", "hence")];
    const once = lintText(linterOf(rules), "shall hence\n").findings;
    const twice = lintText(linterOf(rules), "shall hence shall hence\n").findings;
    expect(twice.slice(0, 2).map((each) => each.fingerprint)).toEqual(
      once.map((each) => each.fingerprint),
    );
    expect(new Set(twice.map((each) => each.fingerprint)).size).toBe(4);
    expect(new Set(twice.map((each) => each.identity)).size).toBe(2);
  });
});

describe("a rule of a group", () => {
  test("that is off is not prepared, and of none the group is not asked", () => {
    let prepared: readonly string[] | undefined;
    const rules = [
      group(["shall", "hence"], {
        prepare(options) {
          prepared = [...options.keys()];
          return () => [];
        },
      }),
    ];
    lintText(linterOf(rules, { layers: [layer({ "words/hence": "off" })] }), "x\n");
    expect(prepared).toEqual(["words/shall"]);
    prepared = undefined;
    lintText(linterOf(rules, { layers: [layer({ words: "off" })] }), "x\n");
    expect(prepared).toBeUndefined();
  });

  test("that has reported enough is not asked any more; others are", () => {
    const { findings } = lintText(
      linterOf([group(["shall", "hence"])]),
      `${"shall ".repeat(1_002)}hence\n`,
    );
    const count = (rule: string) => findings.filter((each) => each.rule === rule).length;
    expect([count("words/shall"), count("words/hence"), count("limits/no-flood")]).toEqual([
      1_000, 1, 1,
    ]);
  });

  test("has a suppression that is never called unused where the group failed", () => {
    const broken = group(["shall"], {
      prepare() {
        throw new Error("no list");
      },
    });
    const text = "a\n\n<!-- handbook-bot-disable-next-line words/shall -- a law -->\nb\n";
    expect(brief(linterOf([broken]), text)).toEqual([]);
    expect(brief(linterOf([group(["shall"])]), text)).toEqual([
      "3:1 warning suppressions/no-unused",
    ]);
  });
});

describe("a fault", () => {
  test("repeats of what was thrown no more than 200 characters, and whatever it was", () => {
    const throwing = (what: unknown): AnyRule =>
      wordRule("words/throws", "", {
        check() {
          throw what;
        },
      });
    const message = (what: unknown) =>
      lintText(linterOf([throwing(what)]), "x\n").faults[0]?.message;
    expect(message("out of words")).toBe("“out of words”");
    expect(message(new Error("x".repeat(201)))).toBe(`Error: “${"x".repeat(199)}…”`);
  });

  test("tells which span was outside", () => {
    const rule = wordRule("words/outside", "", {
      *check() {
        yield { span: { start: 0, end: 3 }, message: "x" };
        yield { span: { start: -1, end: 1 }, message: "x" };
        yield { span: { start: 0, end: 0.5 }, message: "x" };
        yield { span: { start: 2, end: 2 }, message: "fits" };
        yield { span: { start: 0, end: 2 }, message: "fits" };
      },
    });
    const { findings, faults } = lintText(linterOf([rule]), "x\n");
    expect(findings.map(({ message }) => message)).toEqual(["fits", "fits"]);
    expect(faults.map(({ message }) => message)).toEqual([
      "reported 0–3 on a page of 2 characters",
      "reported -1–1 on a page of 2 characters",
      "reported 0–0.5 on a page of 2 characters",
    ]);
  });

  test("of refused options names what is wrong", () => {
    const rule = wordRule("words/no-shall", "shall", { options: noOptions });
    const linter = linterOf([rule], {
      layers: [{ source: "test", rules: { "words/no-shall": { options: { max: 1 } } } }],
    });
    expect(lintText(linter, "shall\n").faults).toEqual([
      { path, rule: "words/no-shall", message: "options: “this rule has no options”" },
    ]);
  });
});

test.each<[unknown, boolean]>([
  [undefined, true],
  [null, true],
  [{}, true],
  [{ max: 1 }, false],
  ["", false],
  [3, false],
  [[1], false],
])("a rule without options takes %j: %s", (input, is) => {
  if (is) expect(noOptions.parse(input)).toEqual({});
  else expect(() => noOptions.parse(input)).toThrow("this rule has no options");
});

describe("suggestions are proven", () => {
  const shall = wordRule("words/no-shall", "shall", { suggest: to("must") });
  const proven = (rules: readonly AnyRule[], source: string) => {
    const linter = linterOf(rules);
    const page = linter.parse(path, source);
    const { findings, prove } = linter.lintPage(page, createHandbook([page]));
    const proof = prove(findings);
    return [proof.findings.map(({ suggestions }) => suggestions.length), proof.notices];
  };

  test("where only some findings have one", () => {
    const hence = wordRule("words/no-hence", "hence");
    expect(proven([shall, hence], "They hence shall ask.\n")).toEqual([[0, 1], []]);
  });

  test("at places that touch, each by itself", () => {
    const a = wordRule("words/no-ab", "ab", { suggest: to("") });
    const b = wordRule("words/no-bc", "bc", { suggest: to("") });
    expect(proven([a, b], "x abbc y\n")).toEqual([[1, 1], []]);
  });

  test("where one of a batch fails, the others hold", () => {
    const bad = wordRule("words/no-hence", "hence", { suggest: to("shall") });
    expect(proven([shall, bad], "They hence wait. They shall ask. You shall go.\n")).toEqual([
      [0, 1, 1],
      [],
    ]);
    const half = wordRule("words/no-shall", "shall", {
      suggest: (span) => to(span.start < 20 ? "shall not" : "must")(span),
    });
    expect(proven([half], "They shall wait. They shall ask. They shall go. You shall.\n")).toEqual([
      [0, 1, 1, 1],
      [],
    ]);
  });
});

test.each([
  [4, "1 suggestion was"],
  [5, "2 suggestions were"],
])("of %i suggestions that cost too much: %s not checked", (count, what) => {
  const floods = ["a", "b", "c"].map((word) => wordRule(`words/no-${word}`, word));
  const hard = wordRule("words/no-shall", "shall", {
    suggest: (span) => Array.from({ length: count }, (_, at) => to(`shall ${at}`)(span)).flat(),
  });
  const linter = linterOf([...floods, hard]);
  const page = linter.parse(path, `shall ${"a b c ".repeat(1_000)}\n`);
  const { findings, prove } = linter.lintPage(page, createHandbook([page]));
  expect(prove(findings).notices).toEqual([
    `“${path}”: ${what} not checked and not offered, because the page has too many.`,
  ]);
});

describe("all that is safe is applied", () => {
  /** Finds the first of each word, with what is to stand there instead. */
  const find =
    (changes: Readonly<Record<string, string>>) =>
    (source: string): readonly Finding[] =>
      Object.entries(changes).flatMap(([word, text]) => {
        const start = source.indexOf(word);
        const suggestions = to(text)({ start, end: start + word.length });
        return start === -1 ? [] : [{ suggestions } as unknown as Finding];
      });
  test.each<[string, Readonly<Record<string, string>>, string, number]>([
    ["once", { shall: "must" }, "they must", 1],
    ["again, until nothing is found", { shall: "will", will: "must" }, "they must", 2],
    ["ten times at most", { shall: "shalll" }, `they shall${"l".repeat(10)}`, 10],
    ["not at all", { hence: "so" }, "they shall", 0],
  ])("%s", (_, changes, source, applied) => {
    expect(applyAllSafe("they shall", find(changes))).toEqual({ source, applied });
  });
});

describe("a generated page", () => {
  test("has no findings of its change either", () => {
    const rule: AnyRule = {
      ...wordRule("change/no-change", ""),
      scope: "change",
      *check({ after, before }) {
        if (after ?? before) yield { span: { start: 0, end: 1 }, message: "It changed" };
      },
    };
    const linter = linterOf([rule]);
    const page = linter.parse(path, "Leave\n");
    const handbook = createHandbook([page]);
    const both = { before: handbook, after: handbook };
    const count = (before: typeof page | undefined, after: typeof page | undefined) =>
      linter.lintChange({ before, after }, both).findings.length;
    const generated = { ...page, provenance: "generated" as const };
    expect([count(page, page), count(page, undefined), count(undefined, page)]).toEqual([1, 1, 1]);
    expect([count(undefined, undefined), count(page, generated)]).toEqual([0, 0]);
    expect(count(generated, page)).toBe(1);
  });
});

test.each(["https://example.com/rules", "https://example.com/rules/"])(
  "the page of a rule is in the folder %s",
  (docsBase) => {
    const rules = [wordRule("words/no-shall", "shall")];
    const linter = createLinter({ rules, config: defaultLintConfig, docsBase });
    expect(lintText(linter, "shall\n").findings[0]?.docs).toBe(
      "https://example.com/rules/words/no-shall.md",
    );
  },
);

import { describe, expect, test } from "vitest";

import type { LintConfig } from "../../src/lint/lint-config.ts";
import { familyOf } from "../../src/lint/select-rules.ts";
import { layer, linterOf, wordRule } from "./linter-of.ts";

const rules = [
  wordRule("wording/no-shall", "shall"),
  wordRule("wording/no-hereby", "hereby", { severity: "error" }),
  wordRule("structure/no-draft", "draft", { status: "preview", severity: "info" }),
  wordRule("structure/no-frame", "frame", { status: "deprecated" }),
  wordRule("jobs/no-rockstar", "rockstar", { pages: ["job-family"] }),
  wordRule("markdown/no-tab", "tab", { isSlow: true }),
];

/** The levels on one page, engine rules left out. */
function levels(
  config: Partial<LintConfig>,
  path = "handbook/leave/index.md",
): Record<string, string> {
  const linter = linterOf(rules, config);
  const states = linter.explain(linter.parse(path, "# Leave\n"));
  const own = states.filter(({ meta }) => rules.some(({ id }) => id === meta.id));
  return Object.fromEntries(own.map(({ meta, level }) => [meta.id, level]));
}

const usual = {
  "wording/no-shall": "warning",
  "wording/no-hereby": "error",
  "structure/no-draft": "off",
  "structure/no-frame": "off",
  "jobs/no-rockstar": "off",
  "markdown/no-tab": "warning",
};

describe("which rules run", () => {
  const cases: readonly (readonly [string, Partial<LintConfig>, Record<string, string>])[] = [
    ["stable rules by themselves", {}, usual],
    ["preview rules when asked for", { preview: true }, { ...usual, "structure/no-draft": "info" }],
    [
      "a preview rule that is named, at its own severity",
      { layers: [layer({ "structure/no-draft": "on" })] },
      { ...usual, "structure/no-draft": "info" },
    ],
    [
      "no preview rule because its family is named",
      { layers: [layer({ structure: "error", all: "warning" })] },
      { ...usual, "wording/no-hereby": "warning" },
    ],
    [
      "a deprecated rule that is named",
      { preview: true, layers: [layer({ "structure/no-frame": "error" })] },
      { ...usual, "structure/no-draft": "info", "structure/no-frame": "error" },
    ],
    [
      "an id against its family, in one layer, whatever the order",
      { layers: [layer({ "wording/no-shall": "error", wording: "off", all: "info" })] },
      {
        ...usual,
        "wording/no-shall": "error",
        "wording/no-hereby": "off",
        "markdown/no-tab": "info",
      },
    ],
    [
      "a later family against an earlier id",
      { layers: [layer({ "wording/no-shall": "error" }), layer({ wording: "off" })] },
      { ...usual, "wording/no-shall": "off", "wording/no-hereby": "off" },
    ],
    [
      "“on” after “off” at the rule's own severity",
      { layers: [layer({ wording: "off" }), layer({ wording: "on" })] },
      usual,
    ],
    [
      "no slow rules over a whole handbook",
      { slow: false },
      { ...usual, "markdown/no-tab": "off" },
    ],
    [
      "slow rules that were asked for by name",
      { slow: false, only: new Set(["markdown/no-tab"]) },
      {
        ...usual,
        "wording/no-shall": "off",
        "wording/no-hereby": "off",
        "markdown/no-tab": "warning",
      },
    ],
    [
      "a rule asked for by name although it is off",
      { only: new Set(["wording/no-shall"]), layers: [layer({ wording: "off" })] },
      {
        ...usual,
        "wording/no-shall": "warning",
        "wording/no-hereby": "off",
        "markdown/no-tab": "off",
      },
    ],
  ];
  test.each(cases)("%s", (_, config, expected) => {
    expect(levels(config)).toEqual(expected);
  });
});

describe("a layer for some pages", () => {
  const forLegal = layer({ "wording/no-shall": "off" }, { paths: ["handbook/legal/**"] });
  const forJobs = layer({ "wording/no-shall": "error" }, { types: ["job-family"] });
  const forBoth = layer(
    { "wording/no-hereby": "off" },
    { types: ["job-family"], paths: ["job-families/sales/**"] },
  );
  const layers = [forLegal, forJobs, forBoth];

  test.each([
    ["handbook/leave/index.md", "warning", "error"],
    ["handbook/legal/terms.md", "off", "error"],
    ["job-families/finance/accountant/index.html.md", "error", "error"],
    ["job-families/sales/manager/index.html.md", "error", "off"],
  ])("holds on %s", (path, noShall, noHereby) => {
    expect(levels({ layers }, path)).toMatchObject({
      "wording/no-shall": noShall,
      "wording/no-hereby": noHereby,
    });
  });

  test("holds by a page type that the handbook declares", () => {
    const pageTypes = [{ type: "charter", paths: ["teams/**"] }];
    const config = { pageTypes, layers: [layer({ wording: "info" }, { types: ["charter"] })] };
    expect(levels(config, "teams/payroll.md")).toMatchObject({ "wording/no-hereby": "info" });
    expect(levels(config, "handbook/payroll.md")).toMatchObject({ "wording/no-hereby": "error" });
  });
});

test("options of later layers are laid over earlier ones, and each says where it stands", () => {
  const linter = linterOf(rules, {
    layers: [
      { source: "preset strict", rules: { "wording/no-shall": { options: { max: 3, min: 1 } } } },
      {
        source: ".handbook-bot.yml",
        rules: {
          "wording/no-shall": {
            level: "error",
            options: { max: 5 },
            source: ".handbook-bot.yml:7",
          },
        },
      },
    ],
  });
  const state = linter
    .explain({ path: "handbook/leave.md", type: "handbook" })
    .find(({ meta }) => meta.id === "wording/no-shall");
  expect(state).toMatchObject({
    level: "error",
    options: { max: 5, min: 1 },
    source: ".handbook-bot.yml:7",
    optionSources: ["preset strict", ".handbook-bot.yml:7"],
  });
});

describe("where a level comes from is named:", () => {
  const source = (config: Partial<LintConfig>, rule: string, type = "handbook") => {
    const state = linterOf(rules, config)
      .explain({ path: "handbook/leave.md", type })
      .find(({ meta }) => meta.id === rule);
    return [state?.level, state?.source];
  };
  const shall = "wording/no-shall";
  test.each<[string, Partial<LintConfig>, string, string, string]>([
    ["the rule itself", {}, shall, "warning", "default"],
    ["a rule that is tried", {}, "structure/no-draft", "off", "preview rule"],
    ["one that goes", {}, "structure/no-frame", "off", "deprecated rule"],
    ["a layer", { layers: [layer({ wording: "info" })] }, shall, "info", "test"],
    [
      "a layer that switches off what is tried",
      { layers: [layer({ structure: "off" })] },
      "structure/no-draft",
      "off",
      "test",
    ],
    [
      "a layer that says nothing of it",
      { layers: [layer({ jobs: "info" })] },
      shall,
      "warning",
      "default",
    ],
    [
      "a layer of a family that does not reach it",
      { layers: [layer({ structure: "error" })] },
      "structure/no-draft",
      "off",
      "preview rule",
    ],
    [
      "a layer that makes a rule milder",
      { layers: [{ source: "test", rules: { all: { atMost: "info" } } }] },
      shall,
      "info",
      "test",
    ],
    [
      "a layer that would make it milder than it is",
      { layers: [{ source: "test", rules: { all: { atMost: "error" } } }] },
      shall,
      "warning",
      "default",
    ],
    [
      "a layer that would make it as mild as it is",
      { layers: [{ source: "test", rules: { all: { atMost: "warning" } } }] },
      shall,
      "warning",
      "default",
    ],
    [
      "a layer that would make milder what is off",
      { layers: [{ source: "test", rules: { all: { atMost: "info" } } }] },
      "structure/no-frame",
      "off",
      "deprecated rule",
    ],
    [
      "a line of a layer that makes it milder",
      { layers: [{ source: "test", rules: { all: { atMost: "info", source: "test:3" } } }] },
      "wording/no-hereby",
      "info",
      "test:3",
    ],
    [
      "a name that was asked for",
      { only: new Set([shall]) },
      shall,
      "warning",
      "asked for by name",
    ],
    ["a name that was not", { only: new Set(["a/b"]) }, shall, "off", "asked for by name"],
    ["what is looked at", { among: new Set(["a/b"]) }, shall, "off", "not asked for"],
    ["what is looked at, too", { among: new Set([shall]) }, shall, "warning", "default"],
    [
      "a slow rule",
      { slow: false },
      "markdown/no-tab",
      "off",
      "slow rule: runs on changed pages and when asked for by name",
    ],
    [
      "a slow rule that is off anyway",
      { slow: false, layers: [layer({ markdown: "off" })] },
      "markdown/no-tab",
      "off",
      "test",
    ],
    [
      "a rule for other pages",
      {},
      "jobs/no-rockstar",
      "off",
      "looks at other page types: job-family",
    ],
  ])("%s", (_, config, rule, level, expected) => {
    expect(source(config, rule)).toEqual([level, expected]);
  });

  test("pages for which the same layers hold share one answer", () => {
    const linter = linterOf(rules, {
      layers: [layer({ wording: "info" }, { paths: ["jobs/**"] })],
    });
    const states = (path: string, type = "handbook") => linter.explain({ path, type });
    expect(states("a.md")).toBe(states("b.md"));
    expect(states("a.md")).not.toBe(states("jobs/b.md"));
    expect(states("a.md")).not.toBe(states("a.md", "job-family"));
  });
});

test.each([
  ["wording/no-shall", "wording"],
  ["wording", "wording"],
  ["a/b/c", "a"],
])("the family of %s is %s", (rule, family) => {
  expect(familyOf(rule)).toBe(family);
});

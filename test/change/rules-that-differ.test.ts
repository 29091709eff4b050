import { expect, test } from "vitest";
import { type PageOfType, rulesThatDiffer } from "../../src/change/what-if/rules-that-differ.ts";
import { engineFactory } from "../../src/config/engine.ts";
import { noOptions, type RuleGroup } from "../../src/lint/rule.ts";
import { wordRule } from "../lint/linter-of.ts";

const anyOptions = { parse: (input: unknown) => input };
const meta = { summary: "A rule holds.", why: "It is a test.", severity: "warning" } as const;
const more = { ...meta, status: "stable", isFixable: false, options: noOptions } as const;

/** Two rules that share one pass over a page. */
const group: RuleGroup = {
  scope: "group",
  name: "style",
  rules: [
    { ...more, id: "style/no-frame" },
    { ...more, id: "style/no-hence" },
  ],
  prepare: () => () => [],
};

const engineOf = engineFactory(
  {
    rules: [
      wordRule("words/no-shall", "shall"),
      wordRule("words/no-limit", "limit", { options: anyOptions }),
      { ...more, id: "links/no-dead-link", scope: "handbook", check: () => [] },
      group,
    ],
    docsBase: "https://bot.example.com/rules",
    detectLanguage: () => undefined,
  },
  () => "2026-11-29",
);

const leave: PageOfType = { path: "handbook/leave.md", type: "handbook" };
const policy: PageOfType = { path: "handbook/leave.md", type: "policy" };
const everyone = [
  "links/no-dead-link",
  "style/no-frame",
  "style/no-hence",
  "words/no-limit",
  "words/no-shall",
];
const isOwn = (id: string): boolean => everyone.includes(id);

test.each<
  [
    string,
    object,
    object,
    { pages?: [PageOfType, PageOfType][]; isSame?: boolean },
    readonly string[],
  ]
>([
  ["nothing is other", {}, {}, {}, []],
  ["another severity", {}, { rules: { "words/no-shall": "error" } }, {}, ["words/no-shall"]],
  ["a rule is off", { rules: { "words/no-shall": "off" } }, {}, {}, ["words/no-shall"]],
  [
    "other options",
    { rules: { "words/no-limit": { max: 3 } } },
    { rules: { "words/no-limit": { max: 4 } } },
    {},
    ["words/no-limit"],
  ],
  [
    "other options of a rule that is off",
    { rules: { "words/no-limit": { severity: "off", max: 3 } } },
    { rules: { "words/no-limit": { severity: "off", max: 4 } } },
    {},
    [],
  ],
  [
    "the same options from another place",
    { rules: { "words/no-limit": { max: 3 } } },
    { overrides: [{ paths: ["**"], rules: { "words/no-limit": { max: 3 } } }] },
    {},
    [],
  ],
  [
    "a rule of a group, of which each may depend on the others",
    {},
    { rules: { "style/no-hence": "error" } },
    {},
    ["style/no-frame", "style/no-hence"],
  ],
  ["another handbook", {}, {}, { isSame: false }, ["links/no-dead-link"]],
  [
    "an override of other pages",
    {},
    { overrides: [{ paths: ["jobs/**"], rules: { words: "error" } }] },
    {},
    [],
  ],
  [
    "an override, on the second page",
    {},
    { overrides: [{ paths: ["jobs/**"], rules: { "words/no-shall": "error" } }] },
    {
      pages: [
        [leave, leave],
        [leave, leave],
        [
          { ...leave, path: "jobs/a.md" },
          { ...leave, path: "jobs/a.md" },
        ],
      ],
    },
    ["words/no-shall"],
  ],
  [
    "another type of a page, by which a rule is off",
    { overrides: [{ types: ["policy"], rules: { "words/no-shall": "off" } }] },
    { overrides: [{ types: ["policy"], rules: { "words/no-shall": "off" } }] },
    { pages: [[leave, policy]] },
    ["words/no-shall"],
  ],
  ["no pages", {}, { rules: { "words/no-shall": "error" } }, { pages: [] }, []],
  ["another baseline", {}, { baseline: "b.json" }, {}, everyone],
  [
    "an exception of a rule",
    {},
    { exceptions: [{ rules: ["words/no-shall"], words: ["shall"], reason: "a law" }] },
    {},
    ["words/no-shall"],
  ],
  [
    "an exception of a family",
    {},
    { exceptions: [{ rules: ["words"], words: ["shall"], reason: "a law" }] },
    {},
    ["words/no-limit", "words/no-shall"],
  ],
  [
    "an exception of all rules",
    {},
    { exceptions: [{ rules: ["all"], words: ["shall"], reason: "a law" }] },
    {},
    everyone,
  ],
  [
    "an exception of no rule in particular",
    {},
    { exceptions: [{ words: ["shall"], reason: "a law" }] },
    {},
    everyone,
  ],
  [
    "an exception of another word",
    { exceptions: [{ rules: ["words/no-shall"], words: ["shall"], reason: "a law" }] },
    { exceptions: [{ rules: ["words/no-shall"], words: ["hence"], reason: "a law" }] },
    {},
    ["words/no-shall"],
  ],
  [
    "an exception that stands elsewhere",
    { exceptions: [{ words: ["shall"], reason: "a law" }] },
    { preview: false, exceptions: [{ words: ["shall"], reason: "a law" }] },
    {},
    [],
  ],
])("the rules that may say something else where %s", (_, before, after, given, expected) => {
  const { pages = [[leave, leave]], isSame = true } = given;
  const engines = {
    before: engineOf(JSON.stringify(before)),
    after: engineOf(JSON.stringify(after)),
  };
  expect([...rulesThatDiffer(engines, pages, isSame)].filter(isOwn).sort()).toEqual(expected);
});

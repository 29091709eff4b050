import { describe, expect, it } from "vitest";
import { builtInRules } from "../../rules/index.ts";
import { parseHandbookConfig } from "../../src/config/handbook-config.ts";
import { readRuleFiles } from "../../src/config/rule-files.ts";
import { unusedExceptions } from "../../src/lint/exceptions.ts";
import { linterOf, lintText } from "./linter-of.ts";

const rules = builtInRules(readRuleFiles());
const metas = linterOf(rules).rules;
const page = "Ask the chairman prior to the review, guys.\n";

function configOf(exceptions: string) {
  return parseHandbookConfig(".handbook-bot.yml", `exceptions:\n${exceptions}`, metas).lint;
}

/** What is still told about the page, and which exceptions had no use. */
function told(exceptions: string, path = "handbook/leave.md") {
  const lint = configOf(exceptions);
  const { findings, excepted } = lintText(linterOf(rules, lint), page, path);
  return {
    words: findings
      .filter(({ rule }) => /^(?:inclusive|prose)/.test(rule))
      .map(({ span }) => page.slice(span.start, span.end)),
    unused: unusedExceptions(lint.exceptions ?? [], excepted ?? new Set(), metas).map(
      ({ source }) => source,
    ),
  };
}

const because = "reason: An agreed exception.";

describe("exceptions", () => {
  it.each([
    ["none", "  []", ["chairman", "prior to", "guys"]],
    ["a rule", `  - { rules: [inclusive/no-gendered-noun], ${because} }`, ["prior to"]],
    ["a family", `  - { rules: [inclusive], ${because} }`, ["prior to"]],
    ["a term", `  - { terms: [prior-to], ${because} }`, ["chairman", "guys"]],
    ["a word, whatever its case", `  - { words: [CHAIRMAN], ${because} }`, ["prior to", "guys"]],
    ["a page that it names", `  - { rules: [all], paths: ["handbook/*.md"], ${because} }`, []],
    [
      "another page",
      `  - { rules: [all], paths: ["source/**"], ${because} }`,
      ["chairman", "prior to", "guys"],
    ],
    [
      "a word of another rule",
      `  - { rules: [prose], words: [chairman], ${because} }`,
      ["chairman", "prior to", "guys"],
    ],
    ["half a word", `  - { words: [chair], ${because} }`, ["chairman", "prior to", "guys"]],
  ])("except %s", (_, exceptions, words) => {
    expect(told(exceptions).words).toEqual(words);
  });

  it("are named where they have no use, with their line", () => {
    const { unused } = told(
      `  - { words: [chairman], ${because} }\n  - { words: [manpower], ${because} }`,
    );
    expect(unused).toEqual([".handbook-bot.yml:3"]);
  });

  it("of rules that look at changes are not called unused by a look at pages", () => {
    const { unused } = told(`  - { rules: [duplication/no-drifted-copy], ${because} }`);
    expect(unused).toEqual([]);
  });

  it.each([
    [
      "an unknown rule",
      `  - { rules: [inclusive/no-gendered-nown], ${because} }`,
      "no-gendered-noun",
    ],
    ["an unknown term", `  - { terms: [prior-too], ${because} }`, "prior-to"],
    ["no reason", "  - { rules: [inclusive] }", "reason"],
    ["no rule, term or word", `  - { paths: ["**"], ${because} }`, "names rules, terms or words"],
  ])("are refused with %s", (_, exceptions, says) => {
    expect(() => configOf(exceptions)).toThrow(says);
  });
});

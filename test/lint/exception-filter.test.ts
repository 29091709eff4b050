import { expect, test } from "vitest";
import { exceptionFilter, unusedExceptions } from "../../src/lint/exceptions.ts";
import type { RuleId } from "../../src/lint/finding.ts";
import type { RuleException } from "../../src/lint/lint-config.ts";
import type { RuleReport } from "../../src/lint/suppress.ts";
import { wordRule } from "./linter-of.ts";
import { plainPage } from "../change/small-linter.ts";

const source = "Ask the Chairman, the C.E.O.\n";
const page = plainPage("handbook/a.md", source);

function report(text: string, rule: RuleId = "words/no-title", term?: string): RuleReport {
  const start = source.indexOf(text);
  const span = { start, end: start + text.length };
  return { rule, report: { span, message: text, ...(term !== undefined && { term }) } };
}

function exception(more: Partial<RuleException>): RuleException {
  return { source: "test", ...more };
}

const title = report("Chairman");
const whole = report("the Chairman, the C.E.O.");
const term = report("Chairman", "words/no-title", "chairman");

test.each<[string, Partial<RuleException>, RuleReport, boolean]>([
  ["its rule", { rules: ["words/no-title"] }, title, true],
  ["its family", { rules: ["words"] }, title, true],
  ["all rules", { rules: ["all"] }, title, true],
  ["another rule", { rules: ["words/no-other"] }, title, false],
  ["one of several rules", { rules: ["a/b", "words"] }, title, true],
  ["its word in other letters", { words: ["CHAIRMAN"] }, title, true],
  ["one of several words", { words: ["x", "chairman"] }, title, true],
  ["a word within it", { words: ["chairman"] }, whole, true],
  ["words with other marks", { words: ["chairman the"] }, whole, true],
  ["letters with other marks", { words: ["c-e-o"] }, whole, true],
  ["half a word", { words: ["chair"] }, whole, false],
  ["its word and another rule", { rules: ["a/b"], words: ["chairman"] }, title, false],
  ["its term", { terms: ["chairman"] }, term, true],
  ["another term", { terms: ["guys"] }, term, false],
  ["a term, of a finding without one", { terms: ["chairman"] }, title, false],
  ["its term and another word", { terms: ["chairman"], words: ["guys"] }, term, false],
  ["its page", { rules: ["all"], paths: ["handbook/**"] }, title, true],
  ["another page", { rules: ["all"], paths: ["jobs/**"] }, title, false],
])("an exception of %s: %#", (_, given, reported, isExcepted) => {
  const own = exception(given);
  const { kept, excepted } = exceptionFilter([own])(page, [reported]);
  expect(kept).toEqual(isExcepted ? [] : [reported]);
  expect([...excepted]).toEqual(isExcepted ? [own] : []);
});

test("every exception that fits has a use, and others have none", () => {
  const both = [exception({ rules: ["all"] }), exception({ words: ["chairman"] })];
  const idle = exception({ words: ["guys"] });
  const { excepted } = exceptionFilter([...both, idle])(page, [title]);
  expect([...excepted]).toEqual(both);
  const reports = [title];
  expect(exceptionFilter([])(page, reports).kept).toBe(reports);
});

test("a word makes no passage of more than 300 characters right", () => {
  const of = (length: number) => {
    const text = `chairman ${"x".repeat(length - 9)}`;
    const long = plainPage("a.md", text);
    const span = { start: 0, end: text.length };
    const reports = [{ rule: "a/b" as const, report: { span, message: "" } }];
    return exceptionFilter([exception({ words: ["chairman"] })])(long, reports).kept.length;
  };
  expect([of(300), of(301)]).toEqual([0, 1]);
});

test("exceptions without a use are named, but for those of rules that look elsewhere", () => {
  const rules = [
    wordRule("words/no-title", "x"),
    wordRule("slow/no-title", "x", { isSlow: true }),
    { ...wordRule("change/no-title", "x"), scope: "change" as const },
  ];
  const used = exception({ rules: ["words"] });
  const idle = exception({ rules: ["words/no-title"] });
  const slow = exception({ rules: ["slow"] });
  const ofChange = exception({ rules: ["change/no-title"] });
  const all = exception({ rules: ["all"] });
  const words = exception({ words: ["chairman"] });
  const given = [used, idle, slow, ofChange, all, words];
  expect(unusedExceptions(given, new Set([used]), rules)).toEqual([idle, words]);
});

import { describe, expect, test } from "vitest";
import type { Severity } from "../../src/lint/finding.ts";
import { brokenTarget, countFindings, failsGate, judge } from "../../src/review/verdict.ts";
import { placed } from "./samples.ts";

const fault = { path: "a.md", rule: undefined, message: "it stumbled" };

function found(...severities: readonly Severity[]) {
  return severities.map((severity, at) => placed({ severity, text: `x${at}` }).finding);
}

describe("the verdict", () => {
  test.each([
    [[], 0, "success", "No findings"],
    [["info"], 0, "success", "No errors or warnings"],
    [["warning"], 0, "success", "1 warning"],
    [["error"], 0, "failed", "1 error"],
    [["warning", "error", "info", "warning", "error"], 0, "failed", "2 errors, 2 warnings"],
    [[], 1, "success", "No findings; 1 check could not be run"],
    [["warning"], 2, "success", "1 warning; 2 checks could not be run"],
  ] as const)("on %j and %i faults is %s: %s", (severities, faults, state, description) => {
    const review = {
      findings: found(...severities),
      faults: Array.from({ length: faults }, () => fault),
    };
    expect(judge(review, "error")).toEqual({ state, description });
  });

  test("leaves out what a person dismissed, and says so", () => {
    const findings = found("error", "warning");
    const review = { findings, faults: [] };
    expect(judge(review, "error", (finding) => finding === findings[0])).toEqual({
      state: "success",
      description: "1 error, 1 warning (1 dismissed)",
    });
  });

  test("says what is wrong with the configuration of the target branch", () => {
    expect(brokenTarget("Line 3 is no YAML.")).toEqual({
      state: "failed",
      description: "The configuration of the target branch has an error. Line 3 is no YAML.",
    });
  });
});

test.each([
  ["error", "error", true],
  ["warning", "error", false],
  ["warning", "warning", true],
  ["error", "warning", true],
  ["info", "warning", false],
  ["info", "info", true],
  ["error", "never", false],
] as const)("an %s fails a gate that fails on %s: %s", (severity, failOn, is) => {
  expect(failsGate({ severity, rule: "prose/no-x" }, failOn)).toBe(is);
  expect(failsGate({ severity, rule: "configuration/no-error" }, failOn)).toBe(true);
});

test.each([
  [[], ""],
  [["info"], ""],
  [["error", "error"], "2 errors"],
  [["warning", "error"], "1 error and 1 warning"],
] as const)("%j are counted as %j", (severities, words) => {
  expect(countFindings(found(...severities))).toBe(words);
});

import { expect, test } from "vitest";
import { checkRedirects } from "../../../src/handbook/links/check-redirects.ts";

const good = "- sources: [/a/]\n  target: /b/\n";
const noTarget = "This redirect has no “target”.";
const noSources = "This redirect has no “sources”.";

test.each([
  ["", []],
  ["# nothing yet\n", []],
  [good, []],
  ["- sources: /a/\n  target: /b/\n- {sources: [], target: /c/}\n", []],
  [`${good}- sources: [/c/]\n  target: 3\n`, [[3, noTarget]]],
  [`${good}- sources: 3\n  target: /c/\n`, [[3, noSources]]],
  [
    `${good}- target: /c/\n${good}- sources: /d/\n`,
    [
      [3, noSources],
      [6, noTarget],
    ],
  ],
  [
    `${good}-\n- 3\n`,
    [
      [3, "Expected “sources” and “target”."],
      [4, "Expected “sources” and “target”."],
    ],
  ],
  ["\n\na: b\n", [[3, "Expected a list of redirects, each with “sources” and “target”."]]],
])("a list of redirects %j has the problems %j", (text, problems) => {
  expect(checkRedirects("redirects.yml", text).map(({ line, message }) => [line, message])).toEqual(
    problems,
  );
});

test("a list that is no YAML has the parser's problem, and no other, at its line", () => {
  const problems = checkRedirects("redirects.yaml", `${good}- sources: [/c/\n  target: /d/\n`);
  expect(problems.map(({ line }) => line)).toEqual([expect.any(Number)]);
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
  expect(problems[0]?.message).not.toContain("Expected “sources”");
});

test.each([
  ["/a/ /b/\n/c/ /d/ 302\n# /e/\n\ne/\n", []],
  [
    "/a/\n /b/ \n",
    [
      [1, "“/a/”"],
      [2, "“/b/”"],
    ],
  ],
  [`/${"a".repeat(100)}\n`, [[1, `“/${"a".repeat(59)}”`]]],
])("lines of redirects %j have the problems %j", (text, problems) => {
  expect(checkRedirects("_redirects", text).map(({ line, message }) => [line, message])).toEqual(
    problems.map(([line, name]) => [line, `${name} has no address to lead on to.`]),
  );
});

import { describe, expect, test } from "vitest";

import { type Baseline, parseBaseline, renderBaseline } from "../../src/lint/baseline/baseline.ts";
import { acceptFindings } from "../../src/lint/baseline/accept-findings.ts";
import { candidatesOf } from "../../src/lint/baseline/candidate.ts";
import { plainHandbook, plainPage, smallLinter } from "../change/small-linter.ts";

const heading = "## Responsibilities\n";

function candidates(path: string, source: string) {
  const page = plainPage(path, source);
  return candidatesOf(smallLinter.lintPage(page, plainHandbook()).findings, page);
}

function baselineOf(path: string, source: string): Baseline {
  const entries = candidates(path, source).map(({ finding, near }) => ({
    rule: finding.rule,
    id: finding.identity.slice(finding.rule.length + 1),
    message: finding.message,
    near,
    times: 1,
  }));
  return { pages: new Map([[path, entries]]), problem: undefined };
}

function reported(baseline: Baseline, pages: Readonly<Record<string, string>>): readonly string[] {
  const found = Object.entries(pages).flatMap(([path, source]) => candidates(path, source));
  const { accepted } = acceptFindings(baseline, found, () => false);
  return found.flatMap(({ finding, near }) =>
    accepted.has(finding) ? [] : `${finding.path}: ${near}`,
  );
}

describe("an accepted finding", () => {
  const line = "Ask the guys in the office before noon.\n";
  const baseline = baselineOf("a.md", heading + line);

  test.each([
    ["in the same line", { "a.md": heading + line }],
    ["in a line that was moved", { "a.md": `${heading}Another.\n\n${line}` }],
    [
      "in a line that was edited",
      { "a.md": `${heading}Please ask the guys in the office before 12.\n` },
    ],
    ["on a page that was renamed", { "b.md": heading + line }],
    ["in a paragraph that went to another page", { "a.md": heading, "b.md": heading + line }],
  ])("stays accepted %s", (_, pages) => {
    expect(reported(baseline, pages)).toEqual([]);
  });

  test.each([
    ["another line", { "a.md": `${heading}New guys join us every first Monday.\n` }],
    ["a copy on another page", { "b.md": heading + line, "a.md": heading + line }],
    ["a copy on the same page", { "a.md": heading + line + line }],
    [
      "a second one in its line",
      { "a.md": `${heading}Ask the guys in the office, guys, before noon.\n` },
    ],
  ])("does not hide %s", (_, pages) => {
    expect(reported(baseline, pages)).toHaveLength(1);
  });

  test("that is about the page as a whole stays accepted whatever its first line says", () => {
    const missing = baselineOf("a.md", "# Leave\n");
    expect(reported(missing, { "a.md": "# Time off and everything about it\n" })).toEqual([]);
    expect(reported(missing, { "a.md": "# Leave\n", "b.md": "# Leave\n" })).toHaveLength(1);
  });

  test("of a page at which nobody looked is kept for that page", () => {
    const found = candidates("b.md", heading + line);
    const { accepted, unmatched } = acceptFindings(baseline, found, (path) => path === "a.md");
    expect(accepted.size).toBe(0);
    expect(unmatched).toEqual([]);
  });

  test("that no longer occurs is named", () => {
    const { unmatched } = acceptFindings(baseline, candidates("a.md", heading), () => false);
    expect(unmatched).toMatchObject([{ path: "a.md", entry: { near: line.trim(), times: 1 } }]);
  });
});

describe("the file of a baseline", () => {
  test("has a line for each finding, and reads as it was written", () => {
    const { pages } = baselineOf("a.md", `${heading}Two guys.\nThe guys know “it” all.\n`);
    const text = renderBaseline(pages);
    expect(text.split("\n").filter((line) => line.includes("guys"))).toHaveLength(2);
    expect(parseBaseline("baseline.json", text).pages).toEqual(pages);
    expect(parseBaseline("baseline.json", renderBaseline(new Map())).pages).toEqual(new Map());
  });

  test.each([
    ["no JSON", "{", /baseline\.json:\d+:\d+: /],
    ["another version", '{"version":2,"pages":{}}', /baseline\.json:1:12: version: /],
    ["an unknown key", '{"version":1,"page":{}}', /unknown key “page”; the nearest is pages/],
    [
      "a wrong id",
      '{"version":1,"pages":{"a.md":[\n{"rule":"a/b","id":"x","near":""}]}}',
      /:2:\d+: pages\.a\.md\.0\.id/,
    ],
    [
      "another version, in a large file",
      `{"version":2,"pages":{},"about":"${" ".repeat(200_000)}"}`,
      /^baseline\.json:1:1: version: /,
    ],
    [
      "no JSON in a large file, without a place",
      `{"version":1,${" ".repeat(300_000)}`,
      /^baseline\.json:1:1: (?!version)[^:]+$/,
    ],
    ["a large file that is no JSON", `{"version":1,${" ".repeat(300_000)}`, /baseline\.json:1:1: /],
  ])("with %s is refused with place and reason", (_, text, message) => {
    expect(() => parseBaseline("baseline.json", text)).toThrow(message);
  });
});

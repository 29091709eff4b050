import { describe, expect, test } from "vitest";
import { nameFindings } from "../../src/change/name-findings.ts";
import type { Finding } from "../../src/lint/finding.ts";
import { placed } from "../review/samples.ts";
import { plainPage } from "./small-linter.ts";

/** The names of equal findings, each at the first place of a word. */
function names(
  source: string,
  words: readonly string[],
  more: Partial<Finding> = {},
): readonly string[] {
  const page = plainPage("people/leave.md", source);
  const findings = words.map((word) => {
    const start = source.indexOf(word);
    return { ...placed({}).finding, span: { start, end: start + word.length }, ...more };
  });
  return nameFindings(findings, page).map(({ fingerprint }) => fingerprint);
}

describe("the name of a finding", () => {
  test("changes with the text of its line, but not with white space or other lines", () => {
    const [name] = names("Ask the guys.\n", ["guys"]);
    expect(names("# Leave\n\nAsk   the guys.  \n", ["guys"])).toEqual([name]);
    expect(names("Tell the guys.\n", ["guys"])).not.toEqual([name]);
  });

  test.each([{ key: "x" }, { group: "people/pay.md" }])("does not with %j", (more) => {
    const [name] = names("Ask the guys.\n", ["guys"], more);
    expect(names("Tell all the guys.\n", ["guys"], more)).toEqual([name]);
  });

  test("differs for equal findings of one line, in order", () => {
    const [first, second] = names("guys and GUYS\n", ["guys", "GUYS"]);
    expect(first).not.toBe(second);
    expect(names("guys and GUYS\n", ["guys"])).toEqual([first]);
  });

  test("differs for each page, and for each matter", () => {
    const all = [{}, { path: "people/pay.md" }, { identity: "language/no-guys@other" }];
    const found = all.flatMap((more) => names("Ask the guys.\n", ["guys"], more));
    expect(new Set(found).size).toBe(3);
  });
});

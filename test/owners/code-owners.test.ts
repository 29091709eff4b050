import { describe, expect, test } from "vitest";
import { parseCodeOwners } from "../../src/owners/code-owners.ts";

const owners = parseCodeOwners(`
# Comments do not count
* @everybody
/content/handbook/people/ @people
leave.md @leave-team
/content/**/half*.md @half-days
/content/a\\ b.md @spaced

^[Controlled Documents][2] @security
/content/handbook/people/leave.md
/content/handbook/people/pay.md @payroll not-an-owner
`);

describe("the owners of a path", () => {
  test.each([
    ["content/handbook/people/index.md", ["@people"], []],
    ["content/handbook/people/leave.md", ["@leave-team"], ["@security"]],
    ["content/handbook/people/pay.md", ["@people"], ["@payroll"]],
    ["content/deep/er/half-days.md", ["@half-days"], []],
    ["content/half-days.md", ["@half-days"], []],
    ["content/a b.md", ["@spaced"], []],
    ["README.md", ["@everybody"], []],
    ["content/sleave.md", ["@everybody"], []],
  ])("are those of the last entry of each section: %s", (path, first, second) => {
    const found = owners.entriesFor(path);
    expect(found.find(({ section }) => section === "")?.owners).toEqual(first);
    expect(found.find(({ section }) => section !== "")?.owners ?? []).toEqual(second);
  });
});

test("takes linear time over patterns of many wildcards", () => {
  const hostile = parseCodeOwners(`${"**/".repeat(30)}x @a\n${"*a".repeat(50)} @b\n`);
  expect(hostile.entriesFor("a".repeat(5_000))).toEqual([]);
});

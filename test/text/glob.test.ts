import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compileGlob, compileGlobs } from "../../src/text/glob.ts";

describe("compileGlob", () => {
  test.each([
    ["handbook/leave.md", "handbook/leave.md", true],
    ["handbook/leave.md", "handbook/leave.mdx", false],
    ["*.md", "leave.md", true],
    ["*.md", "handbook/leave.md", false],
    ["**/*.md", "leave.md", true],
    ["**/*.md", "handbook/people/leave.md", true],
    ["**/*.md", "handbook/leave.md.erb", false],
    ["handbook/**", "handbook/people/leave.md", true],
    ["handbook/**", "handbooks/leave.md", false],
    ["handbook/", "handbook/people/leave.md", true],
    ["/handbook/*", "handbook/leave.md", true],
    ["./handbook/*", "handbook/leave.md", true],
    ["handbook/*/index.md", "handbook/leave/index.md", true],
    ["handbook/*/index.md", "handbook/leave/parental/index.md", false],
    ["handbook/**/index.md", "handbook/index.md", true],
    ["**/legal/**/terms*", "a/legal/b/c/terms-2.md", true],
    ["**/legal/**/terms*", "a/legal/b/c/old/conditions.md", false],
    ["leave-202?.md", "leave-2026.md", true],
    ["leave-202?.md", "leave-202.md", false],
    ["**/*.{md,markdown}", "a/b.markdown", true],
    ["{handbook,jobs/{sales,legal}}/*.md", "jobs/legal/counsel.md", true],
    ["{handbook,jobs/{sales,legal}}/*.md", "jobs/counsel.md", false],
    ["**/*{agreement,privacy}*/**", "legal/old-agreement-2/x.md", true],
    ["**/.*/**", ".gitlab/template.md", true],
    ["**/.*/**", "handbook/leave.md", false],
    ["a+b(c)[d].md", "a+b(c)[d].md", true],
    ["été/*.md", "été/congés.md", true],
    ["??.md", "\u{1F334}!.md", true],
  ])("%s on %s: %s", (glob, path, expected) => {
    expect(compileGlob(glob)(path)).toBe(expected);
  });

  test("says no quickly to a path that a backtracking matcher would chew on", () => {
    const path = `${"a".repeat(4_000)}/${"a/".repeat(2_000)}b`;
    expect(compileGlob(`${"*a".repeat(60)}/${"**/a/".repeat(40)}*c`)(path)).toBe(false);
  });

  test("refuses braces that multiply", () => {
    expect(() => compileGlob("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")).toThrow("more than 64");
  });

  test("agrees with the definition, written as a regular expression", () => {
    const part = fc.constantFrom("a", "b", "*", "?", "/", "**/");
    const path = fc.array(fc.constantFrom("a", "b", "/a", "/b"), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), path, (parts, pieces) => {
        const glob = parts
          .join("")
          .replace(/\/+/g, "/")
          .replace(/\*{3,}/g, "**");
        fc.pre(!/[^/]\*\*|\*\*[^/]/.test(glob) && !/^\/|(?:\/|\*\*)$|^$/.test(glob));
        const text = pieces.join("").replace(/^\//, "");
        const pattern = glob
          .replaceAll("**/", "\u0001")
          .replaceAll("*", "[^/]*")
          .replaceAll("?", "[^/]")
          .replaceAll("\u0001", "(?:[^/]+/)*");
        expect(compileGlob(glob)(text)).toBe(new RegExp(`^${pattern}$`).test(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

test("compileGlobs matches where any does, and nothing where there is none", () => {
  const matches = compileGlobs(["legal/**", "*.txt"]);
  expect(["legal/a.md", "a.txt", "a.md"].map(matches)).toEqual([true, true, false]);
  expect(compileGlobs([])("a.md")).toBe(false);
});

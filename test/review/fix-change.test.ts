import { describe, expect, test } from "vitest";
import type { ChangedFile } from "../../src/change/change.ts";
import { noBaseline } from "../../src/lint/baseline/baseline.ts";
import type { Finding } from "../../src/lint/finding.ts";
import type { Linter } from "../../src/lint/linter.ts";
import { fixChange, fixLines } from "../../src/review/fix-change.ts";
import { runSteps } from "../../src/text/steps.ts";
import { engineWith, noChange } from "../change/review-of.ts";
import { plainHandbook, smallLinter } from "../change/small-linter.ts";

const heading = "## Responsibilities\n";

function added(path: string, after: ChangedFile["after"]): ChangedFile {
  return { status: "added", path, oldPath: path, before: undefined, after, diff: undefined };
}

function modified(path: string, before: string, after: ChangedFile["after"]): ChangedFile {
  return { ...added(path, after), status: "modified", before };
}

interface Options {
  readonly linter?: Linter;
  readonly isChosen?: (path: string) => boolean;
  readonly isWanted?: (finding: Finding) => boolean;
}

/** `path applied: text` of each page that is fixed. */
function fixed(
  files: readonly ChangedFile[],
  { linter = smallLinter, isChosen, isWanted }: Options = {},
): readonly string[] {
  const target = {
    engine: engineWith(linter),
    handbook: plainHandbook(),
    data: new Map<string, string>(),
    others: new Set<string>(),
    baseline: noBaseline,
  };
  const pages = runSteps(fixChange(target, { ...noChange, files }, isChosen, isWanted));
  for (const { path, before } of pages) {
    const given = files.find((file) => file.path === path)?.after;
    expect(before).toBe(given instanceof Uint8Array ? new TextDecoder().decode(given) : given);
  }
  return pages.map(({ path, applied, after }) => `${path} ${applied}: ${after}`);
}

describe("of the pages of a change are fixed", () => {
  const bytes = new TextEncoder().encode(`${heading}Ask the guys.\n`);
  test.each<[string, readonly ChangedFile[], readonly string[]]>([
    [
      "all that have a safe suggestion, in the order given",
      [added("b.md", `${heading}guys\n`), added("a.md", `${heading}guys, guys\n`)],
      [`b.md 1: ${heading}people\n`, `a.md 2: ${heading}people, people\n`],
    ],
    [
      "those in which one suggestion makes room for the next, until there is none",
      [added("a.md", `${heading}guysguysguys\n`)],
      [`a.md 3: ${heading}peoplepeoplepeople\n`],
    ],
    [
      "only what the change brings",
      [modified("a.md", `${heading}old guys\n`, `${heading}old guys\nnew guys\n`)],
      [`a.md 1: ${heading}old guys\nnew people\n`],
    ],
    ["bytes that are UTF-8", [added("a.md", bytes)], [`a.md 1: ${heading}Ask the people.\n`]],
    ["no others: bytes", [added("a.md", new Uint8Array([...bytes, 0xff]))], []],
    ["no others: a page without findings", [added("a.md", heading)], []],
    ["no others: a finding without a suggestion", [added("a.md", "# Leave\n")], []],
    [
      "no others: a deleted page",
      [{ ...modified("a.md", "guys\n", undefined), status: "deleted" }],
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(fixed(files)).toEqual(expected);
  });

  const two = [added("a.md", `${heading}guys\n`), added("b.md", `${heading}guys, guys\n`)];
  test("those that are chosen", () => {
    expect(fixed(two, { isChosen: (path) => path === "b.md" })).toEqual([
      `b.md 2: ${heading}people, people\n`,
    ]);
  });

  test("findings that are wanted", () => {
    expect(fixed(two, { isWanted: ({ span }) => span.start > heading.length })).toEqual([
      `b.md 1: ${heading}guys, people\n`,
    ]);
    expect(fixed(two, { isWanted: () => false })).toEqual([]);
  });

  test("ten times at most, where each suggestion asks for the next", () => {
    const endless: Linter = {
      ...smallLinter,
      lintPage(page, handbook) {
        const { findings, ...rest } = smallLinter.lintPage(page, handbook);
        const again = findings.map((finding) => ({
          ...finding,
          suggestions: finding.suggestions.map((suggestion) => ({
            ...suggestion,
            edits: suggestion.edits.map((edit) => ({ ...edit, text: "guys!" })),
          })),
        }));
        return { ...rest, findings: again };
      },
    };
    expect(fixed([added("a.md", `${heading}guys\n`)], { linter: endless })).toEqual([
      `a.md 10: ${heading}guys!!!!!!!!!!\n`,
    ]);
  });
});

describe("a suggestion of a comment is applied to lines", () => {
  test.each([
    ["in the middle", "a\nb\nc\n", 2, 2, "B\n", "a\nB\nc\n"],
    ["of which there are several", "a\nb\nc\nd\n", 2, 3, "x\n", "a\nx\nd\n"],
    ["that it deletes", "a\nb\nc\n", 1, 2, "", "c\n"],
    ["with other ends", "a\r\nb\r\nc\r\n", 2, 2, "B\r\n", "a\r\nB\r\nc\r\n"],
    ["at the end, without one", "a\nb", 2, 2, "B", "a\nB"],
    ["behind a byte order mark", "\uFEFFa\nb\n", 2, 2, "B\n", "\uFEFFa\nB\n"],
  ])("%s", (_, before, first, last, text, after) => {
    expect(fixLines("a.md", new TextEncoder().encode(before), { first, last, text })).toEqual({
      path: "a.md",
      before,
      after,
      applied: 1,
    });
  });

  test("unless the page is not UTF-8", () => {
    const lines = { first: 1, last: 1, text: "b\n" };
    expect(fixLines("a.md", new Uint8Array([0x61, 0xe4, 0x0a]), lines)).toBeUndefined();
  });
});

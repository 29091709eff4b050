import { describe, expect, test } from "vitest";
import { type Compared, withoutMoved } from "../../src/change/moved-findings.ts";
import type { Finding, Severity } from "../../src/lint/finding.ts";
import { plainPage } from "./small-linter.ts";

/** One finding a word `guys` in a text. */
function findingsIn(source: string | undefined, severity: Severity): readonly Finding[] {
  return Array.from((source ?? "").matchAll(/guys|folks/g), ({ index, 0: word }) => ({
    rule: "words/guys" as const,
    severity,
    path: "",
    span: { start: index, end: index + word.length },
    identity: word,
    fingerprint: `${index}`,
    message: word,
    docs: "",
    suggestions: [],
    related: [],
  }));
}

/** A page from whose old text all findings went, and to whose new one all came. */
function compared(
  before: string | undefined,
  after: string | undefined,
  { was = "warning", is = was }: { was?: Severity; is?: Severity } = {},
): Compared {
  const page = (source: string | undefined) =>
    source === undefined ? undefined : plainPage("a.md", source);
  return {
    before: page(before),
    after: page(after),
    removed: findingsIn(before, was),
    appeared: findingsIn(after, is),
    faults: [],
  };
}

const line = "Ask the guys in the office.\n";

describe("of findings that appear on one page and vanish on another", () => {
  test.each<[string, readonly Compared[], readonly number[], number]>([
    [
      "none are left where their line moved",
      [compared(line, "x\n"), compared("y\n", line)],
      [0, 0],
      0,
    ],
    [
      "none where it moved to an earlier page",
      [compared("y\n", line), compared(line, "x\n")],
      [0, 0],
      0,
    ],
    ["none where its page went", [compared(line, undefined), compared(undefined, line)], [0, 0], 0],
    [
      "the second where it was copied",
      [compared(line, "x\n"), compared("y\n", line + line)],
      [0, 1],
      0,
    ],
    [
      "none where it moved twice",
      [compared(line + line, "x\n"), compared("", line), compared("", line)],
      [0, 0, 0],
      0,
    ],
    [
      "one where one of two moved",
      [compared(line + line, "x\n"), compared("y\n", line)],
      [0, 0],
      1,
    ],
    [
      "all where the line reads otherwise",
      [compared(line, "x\n"), compared("", line.replace("Ask", "Tell"))],
      [0, 1],
      1,
    ],
    [
      "none where only white space differs",
      [compared(line, "x\n"), compared("", `  ${line.replace(" ", "  ")}`)],
      [0, 0],
      0,
    ],
    [
      "all where the finding is another",
      [compared(line, "x\n"), compared("", line.replace("guys", "folks"))],
      [0, 1],
      1,
    ],
    [
      "all where it is more severe now",
      [compared(line, "x\n"), compared("", line, { is: "error" })],
      [0, 1],
      1,
    ],
    [
      "all where the line has fewer than twenty characters",
      [compared("Ask guys for a key.\n", "x\n"), compared("", "Ask guys for a key.\n")],
      [0, 1],
      1,
    ],
    [
      "none where it has twenty",
      [compared("Ask guys for a keys.\n", "x\n"), compared("", "Ask guys for a keys.\n")],
      [0, 0],
      0,
    ],
  ])("%s", (_, pages, appeared, fixed) => {
    const result = withoutMoved(pages);
    expect(result.appeared.map(({ length }) => length)).toEqual(appeared);
    expect(result.fixed).toBe(fixed);
  });
});

test("what is for information, or went with its page, is not counted as fixed", () => {
  expect(withoutMoved([compared(line, "x\n")]).fixed).toBe(1);
  expect(withoutMoved([compared(line, "x\n", { was: "error" })]).fixed).toBe(1);
  expect(withoutMoved([compared(line, "x\n", { was: "info" })]).fixed).toBe(0);
  expect(withoutMoved([compared(line, undefined)]).fixed).toBe(0);
});

import { describe, expect, test } from "vitest";
import { compareFindings, type Side } from "../../src/change/compare-findings.ts";
import { parseDiffLines } from "../../src/change/diff-lines.ts";
import type { Fault, Finding, RuleId } from "../../src/lint/finding.ts";
import { plainPage } from "./small-linter.ts";

/** Each word is a finding of its own rule: `guys` of `words/guys`. */
const words = ["guys", "shall", "hence"] as const;

function findingsIn(path: string, source: string): readonly Finding[] {
  const found = words.flatMap((word) =>
    Array.from(source.matchAll(new RegExp(word, "g")), ({ index }): Finding => {
      const rule: RuleId = `words/${word}`;
      const span = { start: index, end: index + word.length };
      const names = { identity: `${rule}@${word}`, fingerprint: `${path} ${word} ${index}` };
      const texts = { message: word, docs: "", suggestions: [], related: [] };
      return { rule, severity: "warning", path, span, ...names, ...texts };
    }),
  );
  return found.sort((a, b) => a.span.start - b.span.start);
}

function side(source: string | undefined, faultyRules: readonly (RuleId | undefined)[] = []): Side {
  const path = "a.md";
  const faults = faultyRules.map((rule): Fault => ({ path, rule, message: "it stumbled" }));
  if (source === undefined) return { page: undefined, findings: [], faults };
  return { page: plainPage(path, source), findings: findingsIn(path, source), faults };
}

/** `line word` of what appeared and of what was removed. */
function compared(
  before: string | undefined,
  after: string | undefined,
  faulty: {
    before?: readonly (RuleId | undefined)[];
    after?: readonly (RuleId | undefined)[];
  } = {},
) {
  const sides = { before: side(before, faulty.before), after: side(after, faulty.after) };
  const lines = parseDiffLines(undefined, before, after);
  const { appeared, removed } = compareFindings(sides.before, sides.after, lines);
  const brief = (findings: readonly Finding[], { page }: Side): readonly string[] =>
    findings.map(({ message, span }) => `${page?.lines.locate(span.start).line} ${message}`);
  return [brief(appeared, sides.after), brief(removed, sides.before)];
}

describe("of two sides of a page", () => {
  test.each<[string, string | undefined, string | undefined, string[], string[]]>([
    ["a new page brings all", undefined, "guys\nshall\n", ["1 guys", "2 shall"], []],
    ["a deleted one takes all away", "guys\nshall\n", undefined, [], ["1 guys", "2 shall"]],
    ["what stays is none", "guys\nx\n", "y\nguys\n", [], []],
    ["what comes appears", "x\n", "x\nguys\n", ["2 guys"], []],
    ["what goes is removed", "x\nguys\n", "x\n", [], ["2 guys"]],
    [
      "of three that become five, two appear",
      "guys\n".repeat(3),
      "guys\n".repeat(5),
      ["4 guys", "5 guys"],
      [],
    ],
    ["one is exchanged for another", "guys\n", "shall\n", ["1 shall"], ["1 guys"]],
    [
      "the second of a kind is the one in the line that is new",
      "Ask the guys.\n",
      "Tell the guys.\nAsk the guys.\n",
      ["1 guys"],
      [],
    ],
    [
      "the one that goes is the one whose line goes",
      "Tell the guys.\nAsk the guys.\n",
      "Ask the guys.\n",
      [],
      ["1 guys"],
    ],
    [
      "white space makes no line a new one",
      "Ask  the guys.\n",
      "Tell the guys.\n  Ask the\tguys.\n",
      ["1 guys"],
      [],
    ],
    [
      "each kind is counted by itself",
      "guys shall\n",
      "guys shall\nguys\nshall hence\n",
      ["2 guys", "3 shall", "3 hence"],
      [],
    ],
    [
      "an old line that is moved is no new one",
      "Ask the guys.\nx\ny\nz\n",
      "New guys.\nx\ny\nz\nAsk the guys.\n",
      ["1 guys"],
      [],
    ],
  ])("%s", (_, before, after, appeared, removed) => {
    expect(compared(before, after)).toEqual([appeared, removed]);
  });
});

describe("a rule that failed", () => {
  const before = "old guys\nshall\n";
  const after = "old guys\nnew guys\nshall\nshall\n";
  test("on the old text speaks of added lines alone, others of all", () => {
    // Nothing was found in the old text: old findings seem new.
    const blind = { ...side(before, ["words/guys"]), findings: [] };
    const lines = parseDiffLines(undefined, before, after);
    const { appeared } = compareFindings(blind, side(after), lines);
    expect(appeared.map(({ span, message }) => `${span.start} ${message}`)).toEqual([
      "13 guys",
      "18 shall",
      "24 shall",
    ]);
  });

  test.each<[string, readonly (RuleId | undefined)[], readonly string[]]>([
    ["nothing", [], ["1 guys", "2 shall"]],
    ["one rule", ["words/guys"], ["2 shall"]],
    ["another rule", ["words/hence"], ["1 guys", "2 shall"]],
    ["a group of rules", [undefined], []],
  ])("on the new text removes nothing: %s", (_, faulty, removed) => {
    expect(compared("guys\nshall\n", "x\n", { after: faulty })).toEqual([[], removed]);
  });

  test("as part of a group on the old text leaves no rule that is sure", () => {
    expect(compared("x\n", "x\nguys\n", { before: [undefined] })).toEqual([["2 guys"], []]);
    const blind = { ...side("guys\n", [undefined]), findings: [] };
    const lines = parseDiffLines(undefined, "guys\n", "guys\nx\n");
    expect(compareFindings(blind, side("guys\nx\n"), lines).appeared).toEqual([]);
  });
});

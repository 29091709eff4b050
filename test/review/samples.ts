import * as fc from "fast-check";
import type { LineReplacement, PlacedFinding } from "../../src/change/placed-finding.ts";
import type { Finding, RuleId, Severity } from "../../src/lint/finding.ts";
import { fingerprintOf } from "../../src/lint/fingerprint.ts";
import type { Edit } from "../../src/text/edit.ts";
import type { ReviewOutcome, ReviewPolicy } from "../../src/review/review.ts";

export const policy: ReviewPolicy = {
  instance: "people-ops",
  inlineMax: 10,
  inlinePerRuleMax: 3,
  massChangePages: 20,
  resolveAnswered: true,
  failOn: "error",
  dismissals: "maintainers",
  why: new Map<RuleId, string>([
    ["language/no-guys", "Not everybody feels addressed."],
    ["links/no-missing-page", "Readers who follow the link find nothing."],
  ]),
  blobUrl: "https://gitlab.example.com/people/handbook/-/blob/main",
  helpUrl: "https://docs.example.com/help",
  unplaced: new Set(),
};

/** What a test says about a finding; the rest is filled in. */
export interface Sample {
  readonly rule?: RuleId;
  readonly severity?: Severity;
  readonly path?: string;
  readonly oldPath?: string;
  /** What the finding is about: equal texts are equal findings. */
  readonly text?: string;
  readonly message?: string;
  readonly line?: number;
  readonly anchor?: "added" | "context" | "outside";
  /** Sets findings with the same text apart. */
  readonly ordinal?: number;
  readonly related?: Finding["related"];
  readonly replacements?: readonly LineReplacement[];
}

export function placed(sample: Sample = {}): PlacedFinding {
  const {
    rule = "language/no-guys",
    severity = "warning",
    path = "people/leave.md",
    line = 5,
  } = sample;
  const { text = "guys", anchor = "added", oldPath = path, ordinal = 0 } = sample;
  const identity = `${rule}@${text}`;
  return {
    finding: {
      rule,
      severity,
      path,
      identity,
      fingerprint: fingerprintOf(identity, path, ordinal),
      span: { start: line * 10, end: line * 10 + 4 },
      message: sample.message ?? `“${text}” leaves people out; say who is meant.`,
      docs: `https://docs.example.com/rules/${rule}.md`,
      suggestions: [],
      related: sample.related ?? [],
    },
    anchor:
      anchor === "outside"
        ? { kind: "outside" }
        : anchor === "added"
          ? { kind: "added", path, oldPath, newLine: line }
          : { kind: "context", path, oldPath, newLine: line, oldLine: line + 1 },
    lines: { first: line, last: line },
    replacements: sample.replacements ?? [],
  };
}

export function replacement(
  before: readonly string[],
  after: readonly string[],
  { first = 5, isCrlf = false, label = "Replace with “people”" } = {},
): LineReplacement {
  const last = first + before.length - 1;
  const edits = [editOf(before.map(endLine).join(""), after.map(endLine).join(""))];
  return { label, isSafe: true, first, last, before, after, edits, isCrlf };
}

function endLine(line: string): string {
  return `${line}\n`;
}

/** The smallest edit that makes one text of another. */
function editOf(before: string, after: string): Edit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const span = { start, end: before.length - tail };
  return { span, text: after.slice(start, after.length - tail) };
}

export function outcome(
  found: readonly PlacedFinding[],
  more: Partial<ReviewOutcome> = {},
): ReviewOutcome {
  return { placed: found, fixed: 0, faults: [], notices: [], pages: 1, parts: {}, ...more };
}

const nasty = [
  "/close",
  "/approve",
  "\n/merge\n",
  " /label ~bug",
  "@all",
  "@admin",
  "#12",
  "!34",
  "~label",
  "$56",
  '%"1.0"',
  "&7",
  "`",
  "``",
  "```",
  "````",
  "~~~",
  "```suggestion:-0+0",
  "<!--",
  "-->",
  "<!-- handbook-bot:1 summary x 0 -->",
  "<script>",
  "<b>",
  "</details>",
  "&lt;",
  "[x](https://evil.example/)",
  "![](x)",
  "[x]: y",
  "|",
  "\\|",
  "\\",
  "\\`",
  "**",
  "__",
  "_x_",
  "* x",
  "- x",
  "+ ",
  "1. x",
  "> x",
  ">>>",
  "# x",
  "===",
  "---",
  "    code",
  "\t",
  "\r",
  "\n",
  "\n\n",
  "“",
  "”",
  "“”",
  "‮",
  "​",
  "\u0000",
  "\u001b[31m",
  "\ud83d",
  "🌴",
  "人事",
  "deadbeef",
  "abc1234def",
  ":smile:",
  "https://evil.example/",
  "www.evil.example",
  "a@b.example",
  "JIRA-12",
  "[[_TOC_]]",
  "[vulnerability:1]",
  "$`x`$",
  "{+x+}",
  "guys",
  "leave policy",
  " ",
  "",
  "he/she",
  "1",
  "1.",
  "-",
  "=",
  "(",
  ")",
  ".",
  ":",
  "^",
  "^1",
];

/** Text as somebody might write it who wants the bot to do something. */
export const hostile: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...nasty) },
      fc.string({ unit: "binary", maxLength: 5 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(""));

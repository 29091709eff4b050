import type { LintError } from "markdownlint";
import type { Page } from "../../src/page/page.ts";
import type { MarkdownlintRule } from "./rule-table.ts";

interface Mark {
  readonly rule: MarkdownlintRule;
  readonly error: LintError;
}

/** The findings on one emphasis; `closing` is undefined where its end could not be found. */
export interface MarkPair {
  readonly rule: MarkdownlintRule;
  readonly opening: LintError;
  readonly closing: LintError | undefined;
}

/** markdownlint reports the two markers around a word separately: pairs those of one emphasis. */
export function* pairMarks(page: Page, marks: readonly Mark[]): Iterable<MarkPair> {
  const open: Mark[] = [];
  for (const mark of marks) {
    const side = sideOf(page, mark.error);
    const last = open.at(-1);
    const isClosing =
      last !== undefined && last.rule === mark.rule && side !== "opening" && isBehind(mark, last);
    if (!isClosing) {
      if (side !== "closing") open.push(mark);
      continue;
    }
    open.pop();
    yield { rule: mark.rule, opening: last.error, closing: mark.error };
  }
  for (const { rule, error } of open) yield { rule, opening: error, closing: undefined };
}

function isBehind({ error }: Mark, { error: before }: Mark): boolean {
  if (error.lineNumber !== before.lineNumber) return error.lineNumber > before.lineNumber;
  return (error.errorRange?.[0] ?? 0) > (before.errorRange?.[0] ?? 0);
}

/** As CommonMark distinguishes the markers, by the characters before and after them. */
function sideOf(
  { lines, source }: Page,
  { errorRange, lineNumber }: LintError,
): "opening" | "closing" | "either" {
  const [column = 1, length = 1] = errorRange ?? [];
  const start = lines.span(lineNumber).start + column - 1;
  const before = source[start - 1] ?? " ";
  const behind = source[start + length] ?? " ";
  const opens = /\S/.test(behind) && !/[\p{L}\p{N}]/u.test(before);
  const closes = /\S/.test(before) && !/[\p{L}\p{N}]/u.test(behind);
  if (opens === closes) return "either";
  return opens ? "opening" : "closing";
}

import type { Suggestion } from "../../src/lint/finding.ts";
import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";
import type { Page, PageProblem } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";

const kinds: ReadonlySet<PageProblem["kind"]> = new Set([
  "front-matter-syntax",
  "front-matter-duplicate-key",
  "front-matter-unclosed",
  "front-matter-unopened",
]);

/** The front matter is YAML that every tool reads alike. */
export const noInvalidFrontMatter: PageRule<Record<string, never>> = {
  id: "structure/no-invalid-front-matter",
  scope: "page",
  summary: "The front matter is valid, is opened and closed, and has each key only once.",
  why: "A site generator rejects broken front matter, or silently ignores one of two values.",
  severity: "error",
  status: "stable",
  isFixable: true,
  options: noOptions,
  *check(page) {
    for (const { kind, span, message, fix } of page.problems) {
      if (!kinds.has(kind)) continue;
      const sentence = message.replace(/\.$/, "");
      const isTwice = kind === "front-matter-duplicate-key";
      const known = fix && { ...fix, isSafe: false };
      const suggestion =
        known ?? (isTwice ? withoutCopy(page, span) : withQuotes(page, kind, span));
      yield {
        span,
        message: isTwice ? `${sentence}. Keep one.` : `${sentence}.`,
        ...(suggestion && { suggestions: [suggestion] }),
      };
    }
  },
};

/** The author of `title: Leave: how` meant one text. */
function withQuotes(
  { frontMatter, lines, source }: Page,
  kind: PageProblem["kind"],
  { start }: Span,
): Suggestion | undefined {
  if (kind !== "front-matter-syntax" || frontMatter?.format === "toml") return undefined;
  const line = lines.span(lines.locate(start).line);
  const text = source.slice(line.start, Math.min(line.end, line.start + 1_000)).trimEnd();
  const value = /^[\w-]{1,80}:[ \t]([^\s"'|>&*!%@`[\]{}#,?-].*)$/.exec(text)?.[1];
  if (value === undefined || !value.includes(": ") || /\p{Cc}| #/u.test(value)) return undefined;
  const span = { start: line.start + text.length - value.length, end: line.start + text.length };
  const quoted = JSON.stringify(value);
  return {
    label: `Put quotes around ${quote(value, 60)}`,
    edits: [{ span, text: quoted }],
    isSafe: false,
  };
}

/** Deletes the second of two equal keys with equal values, each on a line of its own. */
function withoutCopy({ frontMatter, lines, source }: Page, span: Span): Suggestion | undefined {
  const copy = frontMatter?.entries.find(({ keySpan }) => keySpan.start === span.start);
  const first = frontMatter?.entries.find(({ key }) => key === copy?.key);
  if (copy === undefined || first === undefined || first === copy) return undefined;
  const textOf = (it: Span): string => source.slice(it.start, it.end);
  if (textOf(copy.valueSpan) !== textOf(first.valueSpan)) return undefined;
  const line = lines.span(lines.locate(copy.keySpan.start).line);
  const isWhole = line.start === copy.keySpan.start && line.end >= copy.valueSpan.end;
  if (!isWhole || source[line.end] !== "\n") return undefined;
  return {
    label: `Delete the second ${quote(copy.key)}`,
    edits: [{ span: { start: line.start, end: line.end + 1 }, text: "" }],
    isSafe: true,
  };
}

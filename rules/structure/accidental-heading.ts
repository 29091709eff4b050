import type { Heading, Page } from "../../src/page/page.ts";
import type { Span } from "../../src/text/span.ts";

/**
 * A comment in an indented listing that nobody marked as code, or a line of text that a stray `-` or `--` below it turns into a heading: the empty bullet of a list that was
 * begun, or a dash. Nobody underlines a heading with one or two marks.
 */
export function isAccidental({ source }: Page, { span, depth, textSpan }: Heading): boolean {
  if (isComment(source, span)) return true;
  if (depth !== 2 || textSpan.end >= span.end) return false;
  const underline = source.slice(textSpan.end, span.end).trim();
  return /^-{1,2}$/.test(underline);
}

/** Stands indented between two lines of YAML. */
function isComment(source: string, { start, end }: Span): boolean {
  const lineStart = source.lastIndexOf("\n", start - 1) + 1;
  if (!/^[ \t]{1,40}$/.test(source.slice(lineStart, start))) return false;
  const above = source.slice(source.lastIndexOf("\n", lineStart - 2) + 1, lineStart);
  const below = source.slice(end + 1, end + 200).split("\n", 1)[0] ?? "";
  return [above.slice(0, 200), below].every((line) =>
    /^\s+(?:- )?[\w./-]{1,60}:(?:\s|$)/.test(line),
  );
}

import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** A link is written on one line. */
export const noMultilineLink: PageRule<Record<string, never>> = {
  id: "style/no-multiline-link",
  scope: "page",
  summary: "A link is written on one line.",
  why: "Searches miss a link that is broken over several lines, and some renderers break it.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ links, source }) {
    for (const { kind, span, text } of links) {
      if (kind !== "inline" && kind !== "image" && kind !== "reference") continue;
      const written = source.slice(span.start, span.end);
      if (!written.includes("\n")) continue;
      // In a quotation the next line starts with `>`, and two spaces are a line break.
      const canJoin = !/\n[ \t]*>| {2}\n|\\\n|\n[ \t]*\n|<|`/.test(written);
      const joined = written
        .replace(/[ \t]?\r?\n[ \t]*/g, " ")
        .replace(/\( | \)$/g, (it) => it.trim());
      yield {
        span,
        message: `${quote(text)} is a link broken over several lines. Write it on one line.`,
        ...(canJoin && {
          suggestions: [
            { label: "Write the link on one line", edits: [{ span, text: joined }], isSafe: true },
          ],
        }),
      };
    }
  },
};

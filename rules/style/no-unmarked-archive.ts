import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** `handbook.zip` in running text; a file in a path or an address is part of more. */
const archive =
  /(?<![\p{L}\p{N}/\\_.@:-])[\p{L}\p{N}_-]{1,80}\.(?:zip|tar\.gz|tgz)(?![\p{L}\p{N}/_-]|\.\p{L})/gu;

/** Names of archives are formatted as code. */
export const noUnmarkedArchive: PageRule<Record<string, never>> = {
  id: "style/no-unmarked-archive",
  scope: "page",
  summary: "Names of archive files are formatted as code.",
  why: "`.zip` is also a top-level domain: mail and chat programs turn such names into links to unknown sites.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ prose, source }) {
    for (const { index, 0: name } of prose.matchAll(archive)) {
      const span = { start: index, end: index + name.length };
      // The prose differs from the source where markup interrupts the name.
      if (source.slice(span.start, span.end) !== name) continue;
      yield {
        span,
        message: `${quote(name)} can be mistaken for a web address. Format it as code.`,
        suggestions: [
          { label: "Format it as code", edits: [{ span, text: `\`${name}\`` }], isSafe: true },
        ],
      };
    }
  },
};

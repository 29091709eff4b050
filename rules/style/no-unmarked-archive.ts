import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** `handbook.zip` in running text; a file in a path or an address is part of more. */
const archive =
  /(?<![\p{L}\p{N}/\\_.@:-])[\p{L}\p{N}_-]{1,80}\.(?:zip|tar\.gz|tgz)(?![\p{L}\p{N}/_-]|\.\p{L})/gu;

/** Names of archives stand in code marks. */
export const noUnmarkedArchive: PageRule<Record<string, never>> = {
  id: "style/no-unmarked-archive",
  scope: "page",
  summary: "Names of archives stand in code marks.",
  why: "`.zip` is also a top-level domain: mail and chat turn such a name into a link to a stranger.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ prose, source }) {
    for (const { index, 0: name } of prose.matchAll(archive)) {
      const span = { start: index, end: index + name.length };
      // Between brackets the name is the text of a link, and a code mark belongs there too.
      if (source.slice(span.start, span.end) !== name) continue;
      yield {
        span,
        message: `${quote(name)} is taken for an address; put it in code marks`,
        suggestions: [
          { label: "Put it in code marks", edits: [{ span, text: `\`${name}\`` }], isSafe: true },
        ],
      };
    }
  },
};

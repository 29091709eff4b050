import { noOptions, type PageRule, quote } from "../../src/lint/rule.ts";

/** The default branch is called main. */
export const noDefaultBranchName: PageRule<Record<string, never>> = {
  id: "style/no-default-branch-name",
  scope: "page",
  summary: "The default branch is called “main” or “the default branch”.",
  why: "New projects use “main”, and the old name refers to slavery.",
  severity: "info",
  status: "preview",
  isFixable: true,
  options: noOptions,
  *check({ opaque, source }) {
    for (const { kind, span } of opaque) {
      if (kind !== "code-span" || source.slice(span.start, span.end) !== "`master`") continue;
      yield {
        span,
        message: `${quote("master", 30)} is the old name of the default branch. Write ${quote("main")}.`,
        suggestions: [
          {
            label: `Replace with ${quote("main")}`,
            edits: [{ span, text: "`main`" }],
            isSafe: false,
          },
        ],
      };
    }
  },
};

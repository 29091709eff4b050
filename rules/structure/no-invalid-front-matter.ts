import { noOptions, type PageRule } from "../../src/lint/rule.ts";
import type { PageProblem } from "../../src/page/page.ts";

const kinds: ReadonlySet<PageProblem["kind"]> = new Set([
  "front-matter-syntax",
  "front-matter-duplicate-key",
  "front-matter-unclosed",
]);

/** The front matter is YAML that every tool reads alike. */
export const noInvalidFrontMatter: PageRule<Record<string, never>> = {
  id: "structure/no-invalid-front-matter",
  scope: "page",
  summary: "The front matter is valid YAML, closed, and names every key once.",
  why: "A site generator refuses broken front matter or takes one of two values without telling.",
  severity: "error",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    for (const { kind, span, message } of page.problems) {
      if (!kinds.has(kind)) continue;
      const sentence = message.replace(/\.$/, "");
      yield kind === "front-matter-duplicate-key"
        ? { span, message: `${sentence}; keep one` }
        : { span, message: sentence };
    }
  },
};

import { noOptions, type PageRule } from "../../src/lint/rule.ts";
import type { PageProblem } from "../../src/page/page.ts";

/** What to do about each kind of problem of the front matter. */
const remedies: Partial<Record<PageProblem["kind"], string>> = {
  "front-matter-syntax": "put quotes around values that hold a colon, and check the indentation",
  "front-matter-duplicate-key": "keep one of the two",
  "front-matter-unclosed": "close it with a line of three hyphens",
};

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
      const remedy = remedies[kind];
      if (remedy !== undefined) yield { span, message: sentence(message, remedy), key: kind };
    }
  },
};

function sentence(message: string, remedy: string): string {
  const whole = `${message.replace(/[.\s]+$/, "")}; ${remedy}`;
  return whole.length <= 120 ? whole : message.slice(0, 120);
}

import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Section } from "../../src/page/page.ts";

/** Headings of the same level in the same section are different. */
export const noRepeatedHeading: PageRule<Record<string, never>> = {
  id: "structure/no-repeated-heading",
  scope: "page",
  summary: "Headings of the same level in the same section are different.",
  why: "The second heading gets a numbered anchor, which leads to other text once the order changes.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    const seen = new Map<string, Section>();
    for (const section of page.sections) {
      const { heading, depth, parent } = section;
      if (heading === undefined || heading.isOpaque || heading.text === "") continue;
      // structure/no-placeholder reports headings left over from a template.
      if (heading.id !== undefined || heading.text.startsWith("{")) continue;
      const key = `${parent} ${depth} ${heading.text.toLowerCase()}`;
      const first = seen.get(key)?.heading;
      if (first === undefined) {
        seen.set(key, section);
        continue;
      }
      yield {
        span: heading.span,
        message: `The heading ${quote(heading.text)} is repeated here. Rename one or merge the two sections.`,
        related: [
          {
            path: page.path,
            span: first.span,
            line: page.lines.locate(first.span.start).line,
            message: "first used here",
          },
        ],
      };
    }
  },
};

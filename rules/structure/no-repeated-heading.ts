import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Section } from "../../src/page/page.ts";

/** Headings under the same parent differ. */
export const noRepeatedHeading: PageRule<Record<string, never>> = {
  id: "structure/no-repeated-heading",
  scope: "page",
  summary: "Headings of the same level under the same parent differ.",
  why: "The second of two equal headings gets a numbered anchor, which moves to other text when order changes.",
  severity: "warning",
  status: "stable",
  isFixable: false,
  options: noOptions,
  *check(page) {
    const seen = new Map<string, Section>();
    for (const section of page.sections) {
      const { heading, depth, parent } = section;
      if (heading === undefined || heading.isOpaque || heading.text === "") continue;
      // Headings of a template are told by structure/no-placeholder.
      if (heading.id !== undefined || heading.text.startsWith("{")) continue;
      const key = `${parent} ${depth} ${heading.text.toLowerCase()}`;
      const first = seen.get(key)?.heading;
      if (first === undefined) {
        seen.set(key, section);
        continue;
      }
      yield {
        span: heading.span,
        message: `${quote(heading.text)} stands twice here; rename one, or bring the two together`,
        related: [
          {
            path: page.path,
            span: first.span,
            line: page.lines.locate(first.span.start).line,
            message: "the other one",
          },
        ],
      };
    }
  },
};

import type { Report } from "../../src/lint/finding.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page } from "../../src/page/page.ts";
import { inherits } from "./inherits.ts";
import { type Level, levelsOf, sectionsOfLevels } from "./levels.ts";
import type { PageTemplate } from "./page-template.ts";
import { createSectionMatcher } from "./section-name.ts";

/** The rule that the levels of a job family have the same sections. */
export function requireLevelSections(templates: readonly PageTemplate[]): PageRule {
  const matchers = templates
    .filter(({ pages }) => pages.includes("job-family"))
    .map(createSectionMatcher);
  return {
    id: "structure/require-level-sections",
    scope: "page",
    summary: "The levels of a job family have the same sections.",
    why: "People compare levels side by side, and a missing section reads as if the level had no such expectations.",
    severity: "warning",
    status: "stable",
    languages: ["en"],
    isFixable: false,
    pages: ["job-family"],
    options: noOptions,
    *check(page) {
      for (const matcher of matchers) {
        for (const levels of levelsOf(page, matcher)) yield* missingIn(page, levels);
      }
    },
  };
}

/** A section that one level lacks and all others, two at least, have. */
function* missingIn({ prose }: Page, levels: readonly Level[]): Iterable<Report> {
  for (const name of sectionsOfLevels) {
    const without = levels.filter(({ names }) => !names.has(name));
    const [level] = without;
    if (level === undefined || without.length > 1 || levels.length < 3) continue;
    const { heading, section } = level;
    if (inherits(prose.slice(section.span.start, section.span.end))) continue;
    yield {
      span: heading.span,
      key: `${heading.text}/${name}`,
      message: `${quote(heading.text)} has no ${quote(name)} section, but all other levels do. Add one.`,
    };
  }
}

import type { Report } from "../../src/lint/finding.ts";
import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Page, Section } from "../../src/page/page.ts";
import type { PageTemplate } from "./page-template.ts";
import { createSectionMatcher, type SectionMatcher } from "./section-name.ts";

/** What every level of a job family has; the other sections may stand once for all levels. */
const ofLevels: readonly string[] = ["Job Grade", "Responsibilities", "Requirements"];

interface Level {
  readonly section: Section;
  readonly names: ReadonlySet<string>;
}

/** The rule that the levels of a job family have the same sections. */
export function requireLevelSections(templates: readonly PageTemplate[]): PageRule {
  const matchers = templates
    .filter(({ pages }) => pages.includes("job-family"))
    .map(createSectionMatcher);
  return {
    id: "structure/require-level-sections",
    scope: "page",
    summary: "The levels of a job family have the same sections.",
    why: "People compare levels side by side, and a missing section reads as if nothing were asked there.",
    severity: "warning",
    status: "stable",
    isFixable: false,
    pages: ["job-family"],
    options: noOptions,
    *check(page) {
      for (const matcher of matchers) {
        for (const levels of levelsOf(page, matcher)) yield* missingIn(levels);
      }
    },
  };
}

/** Sections with the same parent that each have a section of a level right below them. */
function levelsOf(page: Page, matcher: SectionMatcher): Iterable<readonly Level[]> {
  const below = new Map<number, Set<string>>();
  for (const { heading, parent } of page.sections) {
    if (heading === undefined || parent === undefined || heading.isOpaque) continue;
    const names = below.get(parent) ?? new Set();
    for (const { name } of matcher.match(heading.text)) names.add(name);
    below.set(parent, names);
  }
  const groups = new Map<string, Level[]>();
  for (const [index, names] of below) {
    const section = page.sections[index];
    if (section?.heading === undefined || section.heading.isOpaque) continue;
    if (!ofLevels.some((name) => names.has(name))) continue;
    if (isNoLevel(page, section, matcher)) continue;
    const key = `${section.parent} ${section.depth}`;
    const levels = groups.get(key);
    if (levels === undefined) groups.set(key, [{ section, names }]);
    else levels.push({ section, names });
  }
  return groups.values();
}

/** “Hiring Process” or “Specialties”, a specialty below it, and interns, who have no grade. */
function isNoLevel(page: Page, { heading, parent }: Section, matcher: SectionMatcher): boolean {
  const above = parent === undefined ? undefined : page.sections[parent]?.heading?.text;
  return (
    /\bintern\b|\bfederal\b|\bpublic sector\b/i.test(heading?.text ?? "") ||
    matcher.match(heading?.text ?? "").length > 0 ||
    /special|segment/i.test(above ?? "")
  );
}

/** A section that one level lacks and all others, two at least, have. */
function* missingIn(levels: readonly Level[]): Iterable<Report> {
  for (const name of ofLevels) {
    const without = levels.filter(({ names }) => !names.has(name));
    const [level] = without;
    if (level === undefined || without.length > 1 || levels.length < 3) continue;
    const { heading } = level.section;
    if (heading === undefined) continue;
    yield {
      span: heading.span,
      key: `${heading.text}/${name}`,
      message: `${quote(heading.text)} has no section ${quote(name)}, which all other levels have; add it`,
    };
  }
}

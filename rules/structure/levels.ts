import type { Heading, Page, PageType, Section } from "../../src/page/page.ts";
import type { PageTemplate } from "./page-template.ts";
import { createSectionMatcher, type SectionMatcher } from "./section-name.ts";

/** Sections that every level of a job family has; the levels may share the others. */
export const sectionsOfLevels: readonly string[] = [
  "Job Grade",
  "Responsibilities",
  "Requirements",
];

/** A level of a job family: “Senior Accountant”, with its own sections directly below it. */
export interface Level {
  readonly section: Section;
  readonly heading: Heading;
  /** Names of the template sections directly below. */
  readonly names: ReadonlySet<string>;
}

/** The levels of a job page, those with the same parent and depth together, in the order of the page. */
export function levelsOf(page: Page, matcher: SectionMatcher): readonly (readonly Level[])[] {
  const below = new Map<number, Set<string>>();
  for (const { heading, parent } of page.sections) {
    if (heading === undefined || parent === undefined || heading.isOpaque) continue;
    const names = below.get(parent) ?? new Set();
    for (const { name } of matcher.match(heading.text)) names.add(name);
    below.set(parent, names);
  }
  const groups = new Map<string, Level[]>();
  for (const [index, section] of page.sections.entries()) {
    const { heading } = section;
    const names = below.get(index);
    if (heading === undefined || heading.isOpaque || names === undefined) continue;
    if (!sectionsOfLevels.some((name) => names.has(name))) continue;
    if (isNoLevel(page, section, matcher)) continue;
    const key = `${section.parent} ${section.depth}`;
    const levels = groups.get(key) ?? [];
    groups.set(key, levels);
    levels.push({ section, heading, names });
  }
  for (const key of besideLevels(page, matcher, groups)) groups.delete(key);
  return [...groups.values()];
}

/** Groups beside a section “Levels” that has levels: “Payroll” there is the family, not one of its levels. */
function* besideLevels(
  { sections }: Page,
  matcher: SectionMatcher,
  groups: ReadonlyMap<string, readonly Level[]>,
): Iterable<string> {
  for (const [index, { heading, parent, depth }] of sections.entries()) {
    if (heading === undefined || !matcher.match(heading.text).some(isLevels)) continue;
    if ([...groups.keys()].some((key) => key.startsWith(`${index} `))) yield `${parent} ${depth}`;
  }
}

function isLevels({ name }: { readonly name: string }): boolean {
  return name === "Levels";
}

/** “Hiring Process” or “Specialties”, a specialty below it, and interns, who have no grade. */
function isNoLevel(page: Page, { heading, parent }: Section, matcher: SectionMatcher): boolean {
  const above = parent === undefined ? undefined : page.sections[parent]?.heading?.text;
  return (
    /\bintern\b|\bfederal\b|\bpublic sector\b/i.test(heading?.text ?? "") ||
    matcher.match(heading?.text ?? "").length > 0 ||
    /special(?!ist)|segment/i.test(above ?? "")
  );
}

/** Finds the matcher for pages of a type, if job pages of that type have a template. */
export function jobMatchers(
  templates: readonly PageTemplate[],
): (type: PageType) => SectionMatcher | undefined {
  const known = new Map<PageType, SectionMatcher>();
  for (const template of templates) {
    if (template.rule !== "structure/require-sections") continue;
    for (const type of template.pages) known.set(type, createSectionMatcher(template));
  }
  return (type) => known.get(type);
}

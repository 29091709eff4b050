import type { Page } from "../../page/page.ts";
import type { PageTemplate } from "../../../rules/structure/page-template.ts";
import {
  createSectionMatcher,
  foldName,
  sectionsOf,
} from "../../../rules/structure/section-name.ts";
import { compareText } from "../../text/compare-text.ts";

/** A section that sibling pages share. */
export interface SharedSection {
  /** As the template, or most pages, write it. */
  readonly name: string;
  /** For each page, in the order given, whether it has it. */
  readonly isOn: readonly boolean[];
}

/** The sections of a template and the pages that have them. */
export function sectionsOfTemplate(
  pages: readonly Page[],
  template: PageTemplate,
): readonly SharedSection[] {
  const matcher = createSectionMatcher(template);
  const present = pages.map((page) => sectionsOf(page, matcher, template.deepest));
  return template.sections
    .map((section) => ({
      section,
      isOn: present.map((sections) => sections.has(section)),
    }))
    .filter(({ section, isOn }) => section.required || isOn.includes(true))
    .map(({ section, isOn }) => ({ name: section.name, isOn }));
}

/** Themes make a table of contents under these. */
const contents = /^(?:on this page|table of contents|contents)$/i;

/** Second-level headings that at least half of the pages share, and at least two. */
export function sharedHeadings(pages: readonly Page[]): readonly SharedSection[] {
  const spellings = new Map<string, string[]>();
  const present = pages.map((page) => {
    const headings = page.headings.filter(
      ({ depth, isOpaque, text }) => depth === 2 && !isOpaque && !contents.test(text),
    );
    const names = new Map(headings.map(({ text }) => [foldName(text), text]));
    for (const [name, text] of names) spellings.set(name, [...(spellings.get(name) ?? []), text]);
    return names;
  });
  const least = Math.max(2, Math.ceil(pages.length / 2));
  return [...spellings]
    .filter(([name, texts]) => name !== "" && texts.length >= least)
    .map(([name, texts]) => ({
      name: mostUsed(texts),
      isOn: present.map((names) => names.has(name)),
    }))
    .sort((a, b) => count(b) - count(a) || compareText(a.name, b.name));
}

function count({ isOn }: SharedSection): number {
  return isOn.filter(Boolean).length;
}

function mostUsed(texts: readonly string[]): string {
  const times = (text: string): number => texts.filter((it) => it === text).length;
  return [...texts].sort((a, b) => times(b) - times(a) || compareText(a, b))[0] ?? "";
}

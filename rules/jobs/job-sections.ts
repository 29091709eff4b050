import type { Page, Section } from "../../src/page/page.ts";
import type { SectionMatcher } from "../structure/section-name.ts";

/** The sections of a name on a job page, without those inside another one of that name. */
export function sectionsNamed(
  page: Page,
  matcher: SectionMatcher,
  name: string,
): readonly Section[] {
  const isNamed = ({ heading }: Section): boolean =>
    heading !== undefined &&
    !heading.isOpaque &&
    matcher.match(heading.text).some((it) => it.name === name);
  return page.sections.filter(
    (section) => isNamed(section) && !sectionsAbove(page, section).some(isNamed),
  );
}

/** The sections around one, the nearest first. */
export function sectionsAbove({ sections }: Page, { parent }: Section): readonly Section[] {
  const above: Section[] = [];
  for (let at = parent; at !== undefined; at = sections[at]?.parent) {
    const section = sections[at];
    if (section !== undefined) above.push(section);
  }
  return above;
}

/** What an include brings is not on the page. */
export function hasTemplate({ opaque }: Page, { span }: Section): boolean {
  return opaque.some(
    (it) =>
      (it.kind === "erb" || it.kind === "shortcode") &&
      it.span.start >= span.start &&
      it.span.end <= span.end,
  );
}

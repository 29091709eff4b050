import { noOptions, quote, type PageRule } from "../../src/lint/rule.ts";
import type { Heading, Section } from "../../src/page/page.ts";

/** Headings that only say what kind of text follows, once for each subject of a page. */
const labels: ReadonlySet<string> = new Set(
  (
    "good|bad|example|examples|counterexample|pro tip|pro tips|tip|tips|note|notes|hint|warning|pros|cons|" +
    "pros and cons|do|don't|dos|don'ts|before|after|problem|solution|question|answer|pass|fail|why|how|what|" +
    "when|who|summary|discussion|decision|action items|actions|attendees|agenda|references|resources|links|" +
    "see also|further reading|learn more|output|input|usage|syntax|parameters|response|request"
  ).split("|"),
);

/** So many of a kind are the form of a page, not a slip. */
const FORM_TIMES = 3;

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
    const places = new Map(page.sections.map((section, place) => [section, place]));
    const groups = Map.groupBy(page.sections.filter(isNamed), keyOf);
    for (const sections of groups.values()) {
      const [first] = sections;
      if (first === undefined || sections.length < 2 || isForm(places, sections)) continue;
      const related = [
        {
          path: page.path,
          span: first.heading.span,
          line: page.lines.locate(first.heading.span.start).line,
          message: "first used here",
        },
      ];
      for (const { heading } of sections.slice(1)) {
        const message = `The heading ${quote(heading.text)} is repeated here. Rename one or merge the two sections.`;
        yield { span: heading.span, message, related };
      }
    }
  },
};

type NamedSection = Section & { readonly heading: Heading };

function isNamed(section: Section): section is NamedSection {
  const { heading } = section;
  if (heading === undefined || heading.isOpaque || heading.text === "") return false;
  // structure/no-placeholder reports headings left over from a template.
  return heading.id === undefined && !heading.text.startsWith("{");
}

function keyOf({ heading, depth, parent }: NamedSection): string {
  return `${parent} ${depth} ${heading.text.toLowerCase()}`;
}

/** Labels such as “Example”, or headings that return below one subject after the other. */
function isForm(places: ReadonlyMap<Section, number>, sections: readonly NamedSection[]): boolean {
  const name = (sections[0]?.heading.text ?? "").toLowerCase().replace(/[^\p{L}\p{N}' ]/gu, "");
  const isLabel = labels.has(name.trim());
  if (!isLabel && sections.length < FORM_TIMES) return false;
  const at = sections.map((section) => places.get(section) ?? 0);
  return at.every((place, index) => index === 0 || place > (at[index - 1] ?? 0) + 1);
}

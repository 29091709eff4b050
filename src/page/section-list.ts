import type { Heading, Section } from "./page.ts";

/** Cuts a page into sections at the given headings, which are in order and are at the top level. */
export function sectionsOf(
  headings: readonly Heading[],
  bodyStart: number,
  end: number,
): Section[] {
  const sections: Section[] = [];
  const open: number[] = [];
  const starts = headings.map(({ span }) => span.start);
  const ends = sectionEnds(headings, end);
  const first = starts[0] ?? end;
  const opening = { start: bodyStart, end: first };
  sections.push({ heading: undefined, depth: 0, parent: undefined, span: opening, own: opening });
  for (const [index, heading] of headings.entries()) {
    while (open.length > 0 && (sections[open.at(-1) ?? 0]?.depth ?? 0) >= heading.depth) open.pop();
    sections.push({
      heading,
      depth: heading.depth,
      parent: open.at(-1),
      span: { start: heading.span.start, end: ends[index] ?? end },
      own: { start: heading.span.end, end: starts[index + 1] ?? end },
    });
    open.push(index + 1);
  }
  return sections;
}

/** Gives for each heading where the next one of the same or a higher level begins. */
function sectionEnds(headings: readonly Heading[], end: number): number[] {
  const ends: number[] = [];
  const nextAt: number[] = [end, end, end, end, end, end, end];
  for (const { depth, span } of headings.toReversed()) {
    ends.push(nextAt[depth] ?? end);
    nextAt.fill(span.start, depth);
  }
  return ends.reverse();
}

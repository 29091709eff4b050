import type { Saying } from "../handbook.ts";
import type { Layer } from "../layers.ts";
import type { Statement } from "./sentence-templates.ts";

/** A sentence that stands in more places is a template. */
const SAYINGS_MAX = 50;

/** Finds the sentences of other pages that are this one but for its telling words, sorted by place. */
export function findSayings(
  layers: readonly Layer[],
  { keyLow, keyHigh }: Statement,
  ownPath: string,
): readonly Saying[] {
  const found: Saying[] = [];
  for (const { segment, hidden } of layers) {
    for (const row of segment.statements.find(keyLow, keyHigh)) {
      const place = segment.statements.place(row);
      const facts = segment.pages[place.page]?.facts;
      if (facts === undefined || facts.path === ownPath || hidden.has(place.page)) continue;
      const { line, start, end, variant: telling } = place;
      const heading = facts.headings[place.heading]?.text;
      found.push({ path: facts.path, line, span: { start, end }, heading, telling });
    }
  }
  return found.sort(comparePlaces).slice(0, SAYINGS_MAX);
}

function comparePlaces(a: Saying, b: Saying): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.span.start - b.span.start;
}

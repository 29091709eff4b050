import type { SharedSentence } from "../handbook.ts";
import type { Layer } from "../layers.ts";
import type { TemplatedSentence } from "./read-sentences.ts";
import { compareText } from "../../text/compare-text.ts";

/** Finds the sentences of other pages that are this one but for the values of its slots, sorted by location. */
export function findSharedSentences(
  layers: readonly Layer[],
  { keyLow, keyHigh }: TemplatedSentence,
  ownPath: string,
): readonly SharedSentence[] {
  const found: SharedSentence[] = [];
  for (const { segment, hidden } of layers) {
    for (const row of segment.sentences.find(keyLow, keyHigh)) {
      const place = segment.sentences.place(row);
      const page = segment.pages[place.page];
      if (page === undefined || page.path === ownPath || hidden.has(place.page)) continue;
      const { line, start, end, slotValues } = place;
      const heading = page.stored.headings[place.heading]?.text;
      found.push({ path: page.path, line, span: { start, end }, heading, slotValues });
    }
  }
  return found.sort(comparePlaces);
}

function comparePlaces(a: SharedSentence, b: SharedSentence): number {
  return compareText(a.path, b.path) || a.span.start - b.span.start;
}

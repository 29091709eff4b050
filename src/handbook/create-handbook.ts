import type { Page } from "../page/page.ts";
import { runSteps, type Steps } from "../text/steps.ts";
import type { Handbook } from "./handbook.ts";
import type { HandbookOptions } from "./handbook-options.ts";
import { LayeredHandbook } from "./layered-handbook.ts";
import { Layers } from "./layers.ts";
import { Segment } from "./segment.ts";
import { SegmentBuilder } from "./segment-builder.ts";
import { siteSettings } from "./site-settings.ts";
import {
  decodeSegment,
  encodeSegment,
  type StoredContents,
  type StoredSegment,
} from "./stored-segment.ts";

/** Reads all pages of one revision into a handbook. The pages themselves are not kept. */
export function createHandbook(pages: Iterable<Page>, options: HandbookOptions = {}): Handbook {
  return runSteps(createHandbookStepwise(pages, options));
}

/** Does the same in steps of a page each: thousands of them take a second or more. */
export function* createHandbookStepwise(
  pages: Iterable<Page>,
  options: HandbookOptions,
): Steps<Handbook> {
  const builder = new SegmentBuilder();
  for (const page of pages) {
    builder.add(page);
    yield page.path;
  }
  const settings = siteSettings(options, builder.paths());
  const segment = builder.finish(settings);
  // Of two texts for one path the later one counts.
  const replaced = builder
    .paths()
    .flatMap((path, number) => (segment.numberOf(path) === number ? [] : [number]));
  const layers = new Layers([{ segment, hidden: new Set(replaced) }]);
  return new LayeredHandbook(layers, settings);
}

/**
 * Writes what a handbook knows of its pages as bytes, so that the next process need not read them again;
 * `restoreHandbook` of the same program reads them.
 * @throws TypeError for a handbook that was not made here.
 */
export function storeHandbook(handbook: Handbook): StoredSegment {
  if (!(handbook instanceof LayeredHandbook)) throw new TypeError("This handbook has no index");
  return encodeSegment(handbook.wholeSegment());
}

/**
 * Reads what `storeHandbook` wrote of one handbook, or of several whose pages together are one, under given options;
 * undefined where the bytes are none of its.
 */
export function restoreHandbook(
  parts: readonly { readonly numbers: Uint8Array; readonly texts: Uint8Array }[],
  options: HandbookOptions,
): Handbook | undefined {
  const stored: StoredContents[] = [];
  for (const { numbers, texts } of parts) {
    const contents = decodeSegment(numbers, texts);
    if (contents === undefined) return undefined;
    stored.push(contents);
  }
  const settings = siteSettings(
    options,
    stored.flatMap(({ pages }) => pages.map(({ path }) => path)),
  );
  const layers = stored.map((contents) => ({
    segment: new Segment(contents.pages, contents, settings),
    hidden: new Set<number>(),
  }));
  return new LayeredHandbook(new Layers(layers), settings);
}

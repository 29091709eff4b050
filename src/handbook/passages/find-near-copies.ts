import type { NearCopy } from "../handbook.ts";
import type { Layer } from "../layers.ts";
import { NONE } from "./passage-table.ts";
import type { Passage } from "./passages.ts";
import type { Sketch } from "./fingerprints.ts";
import { runsWithout } from "./shingles.ts";
import { jaccard } from "./similarity.ts";
import { compareText } from "../../text/compare-text.ts";
import { textName } from "./text-key.ts";

/**
 * A run of twelve words that more different texts than this share belongs to a template, which says nothing about
 * any of them: texts that have nothing else in common are not compared.
 */
const TEXTS_PER_FINGERPRINT_MAX = 64;

/** A near copy, with the runs of words of the given passage that it does not have. */
export interface FoundCopy extends Omit<NearCopy, "differs"> {
  readonly runs: readonly (readonly [number, number])[];
}

/**
 * Finds the passages of other pages that equal or resemble one passage, best first, then by path.
 * The answer depends on the texts alone, not on how they are spread over layers.
 */
export function findNearCopies(
  layers: readonly Layer[],
  { sketch: passage, hashes }: Pick<Passage, "sketch" | "hashes">,
  ownPath: string,
  minSimilarity: number,
): FoundCopy[] {
  const found: FoundCopy[] = [];
  const exact = layers.map(({ segment }) => segment.passages.find(passage.keyLow, passage.keyHigh));
  for (const [index, layer] of layers.entries()) {
    const text = exact[index] ?? NONE;
    collect(layer, text, { similarity: 1, runs: [] }, ownPath, found);
  }
  if (minSimilarity < 1) {
    const candidates = candidateTexts(layers, passage, exact);
    for (const [index, layer] of layers.entries()) {
      const { passages } = layer.segment;
      for (const text of candidates[index] ?? []) {
        const from = passages.shinglesFrom(text);
        const similarity = jaccard(
          passage.shingles,
          passage.shingleCount,
          passages.shingles,
          from,
          passages.shinglesFrom(text + 1) - from,
          minSimilarity,
        );
        // A near text that has the same shingles in another order is like, but no exact copy.
        if (similarity === 0) continue;
        const shingles = passages.shingles.subarray(from, passages.shinglesFrom(text + 1));
        const runs = runsWithout(hashes, shingles);
        const match = { similarity: Math.min(similarity, 0.999), runs };
        collect(layer, text, match, ownPath, found);
      }
    }
  }
  return found.sort(compareCopies);
}

function compareCopies(a: FoundCopy, b: FoundCopy): number {
  return b.similarity - a.similarity || compareText(a.path, b.path) || a.span.start - b.span.start;
}

/** Adds every visible location of a text on other pages. */
function collect(
  layer: Layer,
  text: number,
  match: Pick<FoundCopy, "similarity" | "runs">,
  own: string,
  to: FoundCopy[],
): void {
  if (text === NONE) return;
  const { pages, passages } = layer.segment;
  const name = textName({ keyLow: passages.keyLow(text), keyHigh: passages.keyHigh(text) });
  for (let at = passages.first(text); at !== NONE; at = passages.next(at)) {
    const place = passages.place(at);
    const page = pages[place.page];
    if (page === undefined || page.path === own || layer.hidden.has(place.page)) continue;
    to.push({
      path: page.path,
      line: place.line,
      span: { start: place.start, end: place.end },
      heading: page.stored.headings[place.heading]?.text,
      words: place.words,
      text: name,
      ...match,
    });
  }
}

/** The texts of each layer that share a fingerprint that few have with the passage, without the exact ones. */
function candidateTexts(
  layers: readonly Layer[],
  passage: Sketch,
  exact: readonly number[],
): ReadonlySet<number>[] {
  const [only] = layers;
  if (layers.length === 1 && only?.hidden.size === 0) {
    return [candidatesIn(only, passage, exact[0] ?? NONE)];
  }
  const candidates = layers.map(() => new Set<number>());
  const sharingLayers: number[] = [];
  const sharingTexts: number[] = [];
  for (let at = 0; at < passage.fingerprintCount; at += 1) {
    sharingLayers.length = 0;
    sharingTexts.length = 0;
    let texts = 0;
    for (const [index, layer] of layers.entries()) {
      const { passages } = layer.segment;
      const range = passages.postingsOf(passage.fingerprints[at] ?? 0);
      if (range === undefined) continue;
      if (layer.hidden.size === 0 && range.to - range.from > TEXTS_PER_FINGERPRINT_MAX) {
        texts = TEXTS_PER_FINGERPRINT_MAX + 1;
        break;
      }
      for (
        let post = range.from;
        post < range.to && texts <= TEXTS_PER_FINGERPRINT_MAX;
        post += 1
      ) {
        const text = passages.postings[post] ?? NONE;
        if (!isVisible(layer, text)) continue;
        if (!isInEarlierLayer(layers, index, text)) texts += 1;
        sharingLayers.push(index);
        sharingTexts.push(text);
      }
    }
    if (texts > TEXTS_PER_FINGERPRINT_MAX) continue;
    for (const [place, index] of sharingLayers.entries()) {
      const text = sharingTexts[place] ?? NONE;
      if (text !== exact[index]) candidates[index]?.add(text);
    }
  }
  return candidates;
}

/** The same where all pages are in one layer and none is hidden: a whole handbook is checked so. */
function candidatesIn(
  { segment: { passages } }: Layer,
  { fingerprints, fingerprintCount }: Sketch,
  exact: number,
): ReadonlySet<number> {
  const candidates = new Set<number>();
  for (let at = 0; at < fingerprintCount; at += 1) {
    const range = passages.postingsOf(fingerprints[at] ?? 0);
    if (range === undefined || range.to - range.from > TEXTS_PER_FINGERPRINT_MAX) continue;
    for (let post = range.from; post < range.to; post += 1) {
      const text = passages.postings[post] ?? NONE;
      if (text !== exact) candidates.add(text);
    }
  }
  return candidates;
}

function isVisible(layer: Layer, text: number): boolean {
  if (layer.hidden.size === 0) return true;
  const { passages } = layer.segment;
  for (let at = passages.first(text); at !== NONE; at = passages.next(at)) {
    if (!layer.hidden.has(passages.page(at))) return true;
  }
  return false;
}

function isInEarlierLayer(layers: readonly Layer[], index: number, text: number): boolean {
  const passages = layers[index]?.segment.passages;
  if (passages === undefined) return false;
  for (let earlier = 0; earlier < index; earlier += 1) {
    const layer = layers[earlier];
    if (layer === undefined) continue;
    const same = layer.segment.passages.find(passages.keyLow(text), passages.keyHigh(text));
    if (same !== NONE && isVisible(layer, same)) return true;
  }
  return false;
}

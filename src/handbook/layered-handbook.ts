import type { CodeOwners } from "../owners/code-owners.ts";
import type { Page } from "../page/page.ts";
import type { Span } from "../text/span.ts";
import type {
  Handbook,
  IncomingLink,
  NearCopy,
  PageFacts,
  Resolution,
  SharedSentence,
} from "./handbook.ts";
import type { HandbookOptions } from "./handbook-options.ts";
import { Layers, layersUnder } from "./layers.ts";
import { foldAnchor } from "./links/anchors.ts";
import { incomingLinks } from "./links/incoming-links.ts";
import { resolveLink } from "./links/resolve-link.ts";
import { linkTo, respellLink, retargetLink } from "./links/respell-link.ts";
import type { Site } from "./links/sites/site.ts";
import type { LinkStyle } from "./links/target.ts";
import type { MandatedPassage } from "./passages/boilerplate.ts";
import { findNearCopies, type FoundCopy } from "./passages/find-near-copies.ts";
import { emptySketch, type Sketch, sketch } from "./passages/fingerprints.ts";
import { INDEXED_WORDS_MIN, readParagraphs } from "./passages/passages.ts";
import { textKey, TextMap, textName } from "./passages/text-key.ts";
import { endOfWord } from "./passages/word-hashes.ts";
import { PageRecord } from "./page-record.ts";
import { readPage, TextPool } from "./read-page.ts";
import type { Segment } from "./segment.ts";
import { mergeSegments, SegmentBuilder } from "./segment-builder.ts";
import { findSharedSentences } from "./sentences/find-shared-sentences.ts";
import { readSentences, SENTENCE_WORDS_MIN, slotSpans } from "./sentences/read-sentences.ts";
import { type SiteSettings, siteSettings } from "./site-settings.ts";

/** A handbook in layers: the pages that it was made of, and those that were laid over it. */
export class LayeredHandbook implements Handbook {
  readonly #layers: Layers;
  readonly #settings: SiteSettings;
  #lastCopies:
    | {
        readonly path: string;
        readonly minSimilarity: number;
        readonly found: TextMap<readonly FoundCopy[]>;
      }
    | undefined;
  /** What the links of the page that was asked about last lead to: several rules ask, and again for its edited text. */
  #lastLinks: { readonly from: string; readonly found: Map<string, Resolution> } | undefined;
  #sketch: Sketch | undefined;

  constructor(layers: Layers, settings: SiteSettings) {
    this.#layers = layers;
    this.#settings = settings;
  }

  /** All pages in one segment. */
  wholeSegment(): Segment {
    const [first, ...others] = this.#layers.all;
    const isWhole = first !== undefined && others.length === 0 && first.hidden.size === 0;
    return isWhole ? first.segment : mergeSegments(this.#layers.all, this.#settings);
  }

  get owners(): CodeOwners | undefined {
    return this.#settings.owners;
  }

  isCanonical(path: string): boolean {
    return this.#settings.isCanonical(path);
  }

  mandated(page: Page): readonly MandatedPassage[] {
    return this.#settings.boilerplate.passagesOf(page);
  }

  get redirectFile(): string | undefined {
    return this.#settings.options.redirectFile;
  }

  get size(): number {
    return this.#layers.size;
  }

  paths(): Iterable<string> {
    return pathsOf(this.#layers);
  }

  page(path: string): PageFacts | undefined {
    return this.#layers.find(path)?.record.facts;
  }

  siteOf(path: string): Site {
    return this.#settings.sites.siteOf(path);
  }

  anchors(page: Page): ReadonlySet<string> {
    const { sites } = this.#settings;
    const { anchors } = new PageRecord(readPage(page, new TextPool()), sites);
    return new Set([...anchors].map(foldAnchor));
  }

  resolve(from: string, target: string): Resolution {
    if (this.#lastLinks?.from !== from) this.#lastLinks = { from, found: new Map() };
    const { found } = this.#lastLinks;
    const known = found.get(target);
    if (known !== undefined) return known;
    const resolution = resolveLink(this.#layers, this.#settings, from, target);
    found.set(target, resolution);
    return resolution;
  }

  respell(from: string, target: string, style: LinkStyle): string | undefined {
    return respellLink(this.#layers, this.#settings, from, target, style);
  }

  retarget(
    link: { from: string; target: string },
    to: string,
    anchor?: string,
  ): string | undefined {
    return retargetLink(this.#layers, this.#settings, link, to, anchor);
  }

  linkTo(from: string, to: string, anchor?: string): string | undefined {
    return linkTo(this.#layers, this.#settings, { from, to, anchor });
  }

  incoming(path: string, anchor?: string): readonly IncomingLink[] {
    return incomingLinks(this.#layers, this.#settings, path, anchor);
  }

  *nearCopies(
    page: Page,
    limits: { readonly minWords: number; readonly minSimilarity: number },
  ): Generator<{ span: Span; words: number; text: string; nearCopies: readonly NearCopy[] }> {
    const known = this.#copiesKnownOn(page.path, limits.minSimilarity);
    const least = Math.max(limits.minWords, INDEXED_WORDS_MIN);
    for (const { span, words: hashes } of readParagraphs(page, least)) {
      const key = textKey(hashes.hashes, 0, hashes.length);
      let found = known.get(key);
      if (found === undefined) {
        const result = (this.#sketch ??= emptySketch());
        sketch(hashes, result);
        const passage = { sketch: result, hashes };
        found = findNearCopies(this.#layers.all, passage, page.path, limits.minSimilarity);
        known.set(key, found);
      }
      if (found.length === 0) continue;
      const spanOf = ([first, last]: readonly [number, number]): Span => ({
        start: hashes.starts[first] ?? 0,
        end: endOfWord(page.prose, hashes.starts[last] ?? 0),
      });
      const nearCopies = found.map(({ runs, ...copy }) => ({ ...copy, differs: runs.map(spanOf) }));
      yield { span, words: hashes.words, text: textName(key), nearCopies };
    }
  }

  /**
   * The copies found of texts on the page that was asked about last. A hostile page may repeat one passage that is
   * on every page; and the same page is asked about again with one sentence edited, to prove a suggestion.
   */
  #copiesKnownOn(path: string, minSimilarity: number): TextMap<readonly FoundCopy[]> {
    const last = this.#lastCopies;
    if (last?.path === path && last.minSimilarity === minSimilarity) return last.found;
    const found = new TextMap<readonly FoundCopy[]>();
    this.#lastCopies = { path, minSimilarity, found };
    return found;
  }

  *sharedSentences(page: Page): Generator<{
    key: string;
    span: Span;
    heading: number | undefined;
    slots: readonly Span[];
    others: readonly SharedSentence[];
  }> {
    for (const paragraph of readParagraphs(page, SENTENCE_WORDS_MIN)) {
      for (const sentence of readSentences(page, paragraph)) {
        const others = findSharedSentences(this.#layers.all, sentence, page.path);
        if (others.length === 0) continue;
        const { span, heading } = sentence;
        const key = textName(sentence);
        yield { key, span, heading, slots: slotSpans(page, sentence), others };
      }
    }
  }

  overlay(pages: ReadonlyMap<string, Page | null>, options?: HandbookOptions): Handbook {
    if (pages.size === 0 && options === undefined) return this;
    const builder = new SegmentBuilder();
    for (const page of pages.values()) if (page !== null) builder.add(page);
    const settings = this.#settingsWith(pages, options);
    const isMoved = settings.sites !== this.#settings.sites;
    const below = isMoved ? layersUnder(this.#layers, settings) : this.#layers;
    if (pages.size === 0) return new LayeredHandbook(below, settings);
    const segment = builder.finish(settings);
    return new LayeredHandbook(below.with(segment, pages.keys(), settings), settings);
  }

  /** What the names of files tell of their site is asked again where pages come or go. */
  #settingsWith(
    pages: ReadonlyMap<string, Page | null>,
    options: HandbookOptions | undefined,
  ): SiteSettings {
    const isSame = [...pages].every(
      ([path, page]) => (page !== null) === (this.#layers.find(path) !== undefined),
    );
    if (isSame && options === undefined) return this.#settings;
    const paths = new Set(pathsOf(this.#layers));
    for (const [path, page] of pages) {
      if (page === null) paths.delete(path);
      else paths.add(path);
    }
    const settings = siteSettings(options ?? this.#settings.options, paths);
    const { sites } = this.#settings;
    return settings.sites.name === sites.name ? { ...settings, sites } : settings;
  }
}

function pathsOf(layers: Layers): string[] {
  return layers.list((segment) => [...segment.pages.keys()]).map(({ record }) => record.path);
}

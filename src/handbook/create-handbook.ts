import type { Page } from "../page/page.ts";
import { foldAnchor } from "./links/anchors.ts";
import type { CodeOwners } from "../owners/code-owners.ts";
import { createBoilerplate, type MandatedPassage } from "./passages/boilerplate.ts";
import { findSharedSentences } from "./sentences/find-shared-sentences.ts";
import { findNearCopies, type FoundCopy } from "./passages/find-near-copies.ts";
import type {
  Handbook,
  IncomingLink,
  PageFacts,
  Resolution,
  SharedSentence,
  NearCopy,
} from "./handbook.ts";
import type { HandbookOptions } from "./handbook-options.ts";
import { Layers } from "./layers.ts";
import { referencedFiles } from "./links/page-references.ts";
import { readParagraphs, readPassages } from "./passages/passages.ts";
import { redirectTable } from "./links/redirects.ts";
import { resolveLink, respellLink, type SiteSettings } from "./links/resolve-link.ts";
import { linkLocation, referenceKey, Segment } from "./segment.ts";
import { mergeSegments, SegmentBuilder } from "./segment-builder.ts";
import { readSentences, SENTENCE_WORDS_MIN, slotSpans } from "./sentences/read-sentences.ts";
import { decodeSegment, encodeSegment, type StoredSegment } from "./stored-segment.ts";
import type { Span } from "../text/span.ts";
import { runSteps, type Steps } from "../text/steps.ts";
import { endOfWord } from "./passages/word-hashes.ts";
import {
  detectLayout,
  keyOf,
  type LinkStyle,
  pageAddress,
  readSite,
  readTarget,
} from "./links/urls.ts";
import { compareText } from "../text/compare-text.ts";
import { textName } from "./passages/text-key.ts";

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
  const settings = siteSettingsOf(options, builder.paths());
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

/** Reads what `storeHandbook` wrote, under the same options; undefined where the bytes are none of its. */
export function restoreHandbook(
  { numbers, texts }: { readonly numbers: Uint8Array; readonly texts: Uint8Array },
  options: HandbookOptions,
): Handbook | undefined {
  const stored = decodeSegment(numbers, texts);
  if (stored === undefined) return undefined;
  const { pages } = stored;
  const settings = siteSettingsOf(
    options,
    pages.map(({ facts }) => facts.path),
  );
  const segment = new Segment(pages, stored, settings);
  return new LayeredHandbook(new Layers([{ segment, hidden: new Set() }]), settings);
}

function siteSettingsOf(options: HandbookOptions, paths: readonly string[]): SiteSettings {
  const { layout: wanted = "auto" } = options;
  const layout = wanted === "auto" ? detectLayout(paths) : wanted;
  const files = new Set<string>();
  for (const path of options.files ?? []) {
    const inside = path.replace(/^(?:.*\/)?(?:source|content|static|docs)\//, "");
    files.add(keyOf(path, layout)).add(keyOf(inside, layout));
  }
  return {
    layout,
    site: options.site === undefined ? undefined : readSite(options.site),
    redirects: redirectTable(options.redirects ?? [], layout),
    redirectFile: options.redirectFile,
    boilerplate: createBoilerplate(options.boilerplate ?? []),
    files,
    generated: (options.generated ?? []).map((area) => keyOf(area, layout)),
    assumeComplete: options.assumeComplete ?? true,
    owners: options.owners,
    isCanonical: options.isCanonical ?? (() => false),
  };
}

/** Tells whether a reference could mean a file, were it there. */
function mayName(reference: string, from: string, path: string): boolean {
  const isNamed = !reference.includes("/");
  return isNamed || referencedFiles(from, reference).some((files) => files.includes(path));
}

class LayeredHandbook implements Handbook {
  readonly #layers: Layers;
  readonly #settings: SiteSettings;

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
    return this.#settings.redirectFile;
  }

  get size(): number {
    return this.#layers.size;
  }

  paths(): Iterable<string> {
    return this.#layers
      .list((segment) => [...segment.pages.keys()])
      .map(({ record }) => record.facts.path);
  }

  page(path: string): PageFacts | undefined {
    return this.#layers.find(path)?.record.facts;
  }

  resolve(from: string, target: string): Resolution {
    return resolveLink(this.#layers, this.#settings, from, target);
  }

  respell(from: string, target: string, style: LinkStyle): string | undefined {
    return respellLink(this.#layers, this.#settings, from, target, style);
  }

  incoming(path: string, anchor?: string): readonly IncomingLink[] {
    const { layout, site } = this.#settings;
    const page = this.#layers.find(path);
    const address = page === undefined ? pageAddress(path, layout) : page.record.address;
    if (address === undefined) return [];
    const wanted = anchor === undefined ? undefined : foldAnchor(anchor);
    const found: IncomingLink[] = [];
    for (const { segment, hidden } of this.#layers.all) {
      const pairs = [...segment.linksTo(address.key), ...segment.linksTo(referenceKey(path))];
      for (let at = 0; at < pairs.length; at += 2) {
        const record = segment.pages[pairs[at] ?? 0];
        const place = pairs[at + 1] ?? 0;
        if (record === undefined || record.facts.path === path) continue;
        if (hidden.has(pairs[at] ?? 0)) continue;
        const text = record.links.targets[place] ?? "";
        const from = { path: record.facts.path, address: record.address };
        const target = readTarget(from, text, layout, site);
        const named = "anchor" in target ? target.anchor : undefined;
        if (wanted !== undefined && (named === undefined || foldAnchor(named) !== wanted)) continue;
        const leads = this.resolve(from.path, text);
        const isThere = leads.kind === "found" || leads.kind === "no-anchor";
        if (isThere ? leads.path !== path : page !== undefined) continue;
        if (!isThere && target.kind === "reference" && !mayName(target.path, from.path, path))
          continue;
        found.push({
          path: from.path,
          ...linkLocation(record.links, place),
          target: text,
          anchor: named,
        });
      }
    }
    return found.sort((a, b) => compareText(a.path, b.path) || a.span.start - b.span.start);
  }

  *nearCopies(
    page: Page,
    limits: { readonly minWords: number; readonly minSimilarity: number },
  ): Generator<{ span: Span; words: number; text: string; nearCopies: readonly NearCopy[] }> {
    // A hostile page may repeat one passage that stands on every page; the answer is the same.
    const known = new Map<string, readonly FoundCopy[]>();
    for (const passage of readPassages(page, limits.minWords)) {
      const { span, words, sketch, hashes } = passage;
      const text = textName(sketch);
      let nearCopies = known.get(text);
      if (nearCopies === undefined) {
        nearCopies = findNearCopies(this.#layers.all, passage, page.path, limits.minSimilarity);
        known.set(text, nearCopies);
      }
      if (nearCopies.length === 0) continue;
      const spanOf = ([first, last]: readonly [number, number]): Span => ({
        start: hashes.starts[first] ?? 0,
        end: endOfWord(page.prose, hashes.starts[last] ?? 0),
      });
      const placed = nearCopies.map(({ runs, ...copy }) => ({
        ...copy,
        differs: runs.map(spanOf),
      }));
      yield { span, words, text, nearCopies: placed };
    }
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
    const { layout } = this.#settings;
    const settings =
      options === undefined ? this.#settings : siteSettingsOf({ ...options, layout }, []);
    if (pages.size === 0) return new LayeredHandbook(this.#layers, settings);
    const builder = new SegmentBuilder();
    for (const page of pages.values()) if (page !== null) builder.add(page);
    const segment = builder.finish(settings);
    return new LayeredHandbook(this.#layers.with(segment, pages.keys(), settings), settings);
  }
}

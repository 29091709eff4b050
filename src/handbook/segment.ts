import type { Span } from "../text/span.ts";
import { foldAnchor } from "./links/anchors.ts";
import type { PageFacts } from "./handbook.ts";
import type { PassageTable } from "./passages/passage-table.ts";
import { referenceName } from "./links/page-references.ts";
import type { SentenceTable } from "./sentences/sentence-table.ts";
import { type Address, directoryOf, type Layout, readTarget, type Site } from "./links/urls.ts";

/** What a segment holds of one page, beside its passages. */
export interface PageRecord {
  readonly facts: PageFacts;
  readonly address: Address | undefined;
  /** Names that work as anchors beside those of the headings. */
  readonly otherAnchors: readonly string[];
  /** Tells that a template may make anchors that are not known. */
  readonly hasUnknownAnchors: boolean;
  /** Keys of other addresses that lead here. */
  readonly aliases: readonly string[];
  readonly links: LinkTable;
}

/** The links of one page in a flat array: target, line, start, end of each. */
export interface LinkTable {
  readonly targets: readonly string[];
  readonly places: Uint32Array;
}

/** How addresses are read; the same for all segments of a handbook. */
export interface AddressSettings {
  readonly layout: Layout;
  readonly site: Site | undefined;
}

/** Some pages of a handbook with their indexes. Never changed once made. */
export class Segment {
  readonly pages: readonly PageRecord[];
  readonly passages: PassageTable;
  readonly sentences: SentenceTable;
  readonly #settings: AddressSettings;
  readonly #byPath = new Map<string, number>();
  readonly #byKey = new Map<string, number[]>();
  readonly #byAlias = new Map<string, number[]>();
  readonly #byFolder = new Map<string, number[]>();
  readonly #byName = new Map<string, number[]>();
  #linksByKey: Map<string, number[]> | undefined;
  readonly #anchors = new Map<number, ReadonlySet<string>>();

  constructor(
    pages: readonly PageRecord[],
    { passages, sentences }: Pick<Segment, "passages" | "sentences">,
    settings: AddressSettings,
  ) {
    this.pages = pages;
    this.passages = passages;
    this.sentences = sentences;
    this.#settings = settings;
    for (const [number, { facts, address, aliases }] of pages.entries()) {
      this.#byPath.set(facts.path, number);
      for (const alias of aliases) append(this.#byAlias, alias, number);
      if (address === undefined) continue;
      append(this.#byKey, address.key, number);
      append(this.#byName, lastPart(address.key), number);
      append(this.#byFolder, directoryOf(address.key), number);
    }
  }

  numberOf(path: string): number | undefined {
    return this.#byPath.get(path);
  }

  /** Pages served at an address; more than one where two files claim it. */
  atKey(key: string): readonly number[] {
    return this.#byKey.get(key) ?? [];
  }

  /** Pages that name an address as an alias of theirs. */
  atAlias(key: string): readonly number[] {
    return this.#byAlias.get(key) ?? [];
  }

  /** Pages directly in a folder (`handbook/leave/`) of the site. */
  inFolder(folder: string): readonly number[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** Pages whose address ends in this part. */
  named(name: string): readonly number[] {
    return this.#byName.get(name) ?? [];
  }

  /** All anchors of a page, folded for comparison. */
  anchors(number: number): ReadonlySet<string> {
    const known = this.#anchors.get(number);
    if (known !== undefined) return known;
    const page = this.pages[number];
    const names = new Set<string>();
    for (const heading of page?.facts.headings ?? []) names.add(foldAnchor(heading.anchor));
    for (const other of page?.otherAnchors ?? []) names.add(foldAnchor(other));
    this.#anchors.set(number, names);
    return names;
  }

  /** Links that may lead to an address, as pairs: page, then place in its link table. */
  linksTo(key: string): readonly number[] {
    this.#linksByKey ??= this.#indexLinks();
    return this.#linksByKey.get(key) ?? [];
  }

  #indexLinks(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (const [number, { facts, address, links }] of this.pages.entries()) {
      const from = { path: facts.path, address };
      for (const [place, text] of links.targets.entries()) {
        const target = readTarget(from, text, this.#settings.layout, this.#settings.site);
        const keys =
          target.kind === "reference"
            ? [referenceKey(target.path)]
            : target.kind === "page"
              ? target.keys
              : [];
        for (const key of keys) {
          const list = index.get(key);
          if (list === undefined) index.set(key, [number, place]);
          else list.push(number, place);
        }
      }
    }
    return index;
  }
}

/** The key under which references to pages of this name are kept, which no address has. */
export function referenceKey(path: string): string {
  return `{{${referenceName(path)}`;
}

/** Where a link of a link table stands. */
export function linkLocation(links: LinkTable, place: number): { line: number; span: Span } {
  const [line = 0, start = 0, end = 0] = links.places.subarray(place * 3, place * 3 + 3);
  return { line, span: { start, end } };
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

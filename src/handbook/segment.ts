import { directoryOf, fileName } from "./links/addresses.ts";
import { referenceName } from "./links/page-references.ts";
import type { Sites } from "./links/sites/sites.ts";
import type { OwnSite } from "./links/own-site.ts";
import { readTarget } from "./links/target.ts";
import { PageRecord, type StoredPage } from "./page-record.ts";
import type { PassageTable } from "./passages/passage-table.ts";
import type { SentenceTable } from "./sentences/sentence-table.ts";

/** How addresses are read; the same for all segments of a handbook. */
export interface AddressSettings {
  readonly sites: Sites;
  readonly own: OwnSite | undefined;
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
  readonly #byFile = new Map<string, number[]>();
  #linksByKey: Map<string, number[]> | undefined;

  constructor(
    pages: readonly StoredPage[],
    { passages, sentences }: Pick<Segment, "passages" | "sentences">,
    settings: AddressSettings,
  ) {
    this.pages = pages.map((page) => new PageRecord(page, settings.sites));
    this.passages = passages;
    this.sentences = sentences;
    this.#settings = settings;
    for (const [number, { path, address, aliases }] of this.pages.entries()) {
      this.#byPath.set(path, number);
      append(this.#byFile, referenceName(path).toLowerCase(), number);
      for (const alias of aliases) append(this.#byAlias, alias, number);
      if (address === undefined) continue;
      append(this.#byKey, address.key, number);
      append(this.#byName, fileName(address.key), number);
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

  /** Pages directly in a folder (`0/handbook/leave/`) of a site. */
  inFolder(folder: string): readonly number[] {
    return this.#byFolder.get(folder) ?? [];
  }

  /** Pages whose address ends in this part. */
  named(name: string): readonly number[] {
    return this.#byName.get(name) ?? [];
  }

  /** Pages whose file has this name, in small letters and without its ending; an index has that of its folder. */
  inFileNamed(name: string): readonly number[] {
    return this.#byFile.get(name) ?? [];
  }

  /** Links that may lead to a page, as pairs: page, then place in its link table. */
  linksTo(key: string): readonly number[] {
    this.#linksByKey ??= this.#indexLinks();
    return this.#linksByKey.get(key) ?? [];
  }

  /** The same segment with other addresses. */
  under(settings: AddressSettings): Segment {
    return new Segment(
      this.pages.map(({ stored }) => stored),
      this,
      settings,
    );
  }

  #indexLinks(): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (const [number, record] of this.pages.entries()) {
      const from = originOf(record);
      for (const [place, text] of record.stored.links.targets.entries()) {
        const target = readTarget(from, text, this.#settings.sites, this.#settings.own);
        const keys =
          target.kind === "reference"
            ? [referenceKey(target.path)]
            : target.kind === "page"
              ? target.lookups.map((lookup) =>
                  lookup.kind === "file" ? fileKey(lookup.path) : lookup.key,
                )
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

/** Where the links of a page count from. */
export function originOf({ path, site, address }: PageRecord) {
  return { path, site, url: address?.url };
}

/** The key under which references to pages of this name are kept, which no address has. */
export function referenceKey(path: string): string {
  return `{{${referenceName(path)}`;
}

/** The key under which links to a file are kept, which no address has. */
export function fileKey(path: string): string {
  return `file:${path}`;
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

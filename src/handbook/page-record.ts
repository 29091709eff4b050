import type { PageType } from "../page/page.ts";
import type { PageFacts } from "./handbook.ts";
import type { Address } from "./links/addresses.ts";
import { exactAnchor, foldAnchor, type HeadingSource, pageAnchors } from "./links/anchors.ts";
import type { PageHints, Site } from "./links/sites/site.ts";
import type { Sites } from "./links/sites/sites.ts";
import type { LinkTable } from "./links/link-table.ts";

/** A heading of a page, with what its anchor is made of. */
export interface StoredHeading extends HeadingSource {
  readonly depth: number;
  readonly line: number;
}

/** What a handbook remembers of a page, whatever site it is on. */
export interface StoredPage {
  readonly path: string;
  readonly type: PageType;
  readonly title: string | undefined;
  readonly canonical: string | undefined;
  readonly date: string | undefined;
  /** The keys of its front matter. */
  readonly keys: readonly string[];
  readonly hasTemplates: boolean;
  /** Whether a template may make anchors that are not known. */
  readonly hasUnknownAnchors: boolean;
  readonly headings: readonly StoredHeading[];
  /** Names that its HTML and attribute lists give. */
  readonly names: readonly string[];
  readonly hints: PageHints;
  readonly links: LinkTable;
}

/** A page in its segment, and what its site makes of it. */
export class PageRecord {
  readonly stored: StoredPage;
  readonly site: Site;
  /** Undefined where it is not served by itself: an include. */
  readonly address: Address | undefined;
  /** Keys of other addresses that lead here. */
  readonly aliases: readonly string[];
  #facts: PageFacts | undefined;
  #anchors: ReadonlySet<string> | undefined;
  #names: ReturnType<typeof pageAnchors> | undefined;

  constructor(stored: StoredPage, sites: Sites) {
    const { path, type, hints } = stored;
    this.stored = stored;
    this.site = sites.siteOf(path);
    this.address = type === "include" ? undefined : sites.addressOf(path, hints);
    this.aliases = (hints.aliases ?? []).map((alias) => sites.keyIn(this.site, alias));
  }

  get path(): string {
    return this.stored.path;
  }

  get facts(): PageFacts {
    return (this.#facts ??= this.#readFacts());
  }

  /** All anchors, in the form in which they are compared. */
  get anchors(): ReadonlySet<string> {
    if (this.#anchors !== undefined) return this.#anchors;
    const { headings, others } = this.#anchorNames();
    this.#anchors = new Set([...headings, ...others].map((name) => this.#fold(name)));
    return this.#anchors;
  }

  hasAnchor(anchor: string): boolean {
    return this.anchors.has(this.#fold(anchor));
  }

  #fold(anchor: string): string {
    return this.site.anchors.isExact ? exactAnchor(anchor) : foldAnchor(anchor);
  }

  #anchorNames(): ReturnType<typeof pageAnchors> {
    const { headings, names } = this.stored;
    return (this.#names ??= pageAnchors(headings, names, this.site.anchors));
  }

  #readFacts(): PageFacts {
    const { path, type, title, canonical, date, keys, hasTemplates, headings } = this.stored;
    const nameOf = (index: number): string => this.#anchorNames().headings[index] ?? "";
    let named: PageFacts["headings"] | undefined;
    return {
      path,
      type,
      title,
      url: this.address?.url,
      canonical,
      date,
      keys,
      hasTemplates,
      // Few pages are asked for their anchors.
      get headings() {
        return (named ??= headings.map(({ depth, text, line }, index) => ({
          depth,
          text,
          line,
          anchor: nameOf(index),
        })));
      },
    };
  }
}

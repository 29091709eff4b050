import { LineIndex } from "../text/line-index.ts";
import { type LanguageHints, PageLanguages } from "./page-languages.ts";
import type { Page } from "./page.ts";

/** What parsing gives; the rest of a page is worked out of it. */
export type PageParts = Omit<Page, "lines" | "language" | "languageAt">;

/**
 * A page whose lines and languages are worked out when first asked for, which for most pages is never. A class,
 * because a getter in an object literal gives every page a hidden class of its own, and those keep
 * dead pages alive until the next full collection.
 */
export class ParsedPage implements Page {
  readonly path: Page["path"];
  readonly source: Page["source"];
  readonly type: Page["type"];
  readonly provenance: Page["provenance"];
  readonly frontMatter: Page["frontMatter"];
  readonly problems: Page["problems"];
  readonly headings: Page["headings"];
  readonly sections: Page["sections"];
  readonly links: Page["links"];
  readonly blocks: Page["blocks"];
  readonly items: Page["items"];
  readonly opaque: Page["opaque"];
  readonly ids: Page["ids"];
  readonly hasTemplates: Page["hasTemplates"];
  readonly prose: Page["prose"];
  readonly #languageHints: LanguageHints;
  #lines: LineIndex | undefined;
  #languages: PageLanguages | undefined;

  constructor(page: PageParts, languageHints: LanguageHints) {
    this.path = page.path;
    this.source = page.source;
    this.type = page.type;
    this.provenance = page.provenance;
    this.frontMatter = page.frontMatter;
    this.problems = page.problems;
    this.headings = page.headings;
    this.sections = page.sections;
    this.links = page.links;
    this.blocks = page.blocks;
    this.items = page.items;
    this.opaque = page.opaque;
    this.ids = page.ids;
    this.hasTemplates = page.hasTemplates;
    this.prose = page.prose;
    this.#languageHints = languageHints;
  }

  get lines(): LineIndex {
    return (this.#lines ??= new LineIndex(this.source));
  }

  get language(): string | undefined {
    return this.#asked().main;
  }

  languageAt(offset: number): string | undefined {
    return this.#asked().at(offset);
  }

  #asked(): PageLanguages {
    return (this.#languages ??= new PageLanguages(this, this.#languageHints));
  }
}

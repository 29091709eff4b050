import type { Link, Page, YamlValue } from "../page/page.ts";
import { detach } from "../text/detach.ts";
import type { Span } from "../text/span.ts";
import { foldAnchor, pageAnchors } from "./anchors.ts";
import { Growable } from "./growable.ts";
import type { PageFacts } from "./handbook.ts";
import { NONE, type PassageTable, PassageTableBuilder } from "./passage-table.ts";
import { INDEXED_WORDS_MIN, readParagraphs } from "./passages.ts";
import { readPageReference, referenceName } from "./page-references.ts";
import { readStatements, STATEMENT_WORDS_MIN, tellingText } from "./statements.ts";
import { type StatementTable, StatementTableBuilder } from "./statement-table.ts";
import { emptySketch, sketch } from "./winnow.ts";
import {
  type Address,
  directoryOf,
  keyOf,
  type Layout,
  pageAddress,
  readTarget,
  type Site,
} from "./urls.ts";

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
  readonly statements: StatementTable;
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
    { passages, statements }: Pick<Segment, "passages" | "statements">,
    settings: AddressSettings,
  ) {
    this.pages = pages;
    this.passages = passages;
    this.statements = statements;
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
export function linkPlace(links: LinkTable, place: number): { line: number; span: Span } {
  const [line = 0, start = 0, end = 0] = links.places.subarray(place * 3, place * 3 + 3);
  return { line, span: { start, end } };
}

/** Collects pages into a segment. Pages themselves are let go. */
export class SegmentBuilder {
  readonly #records: Omit<PageRecord, "address" | "aliases">[] = [];
  readonly #hints: { url: string | undefined; slug: string | undefined; aliases: string[] }[] = [];
  readonly #passages = new PassageTableBuilder();
  readonly #statements = new StatementTableBuilder();
  readonly #sketch = emptySketch();
  readonly #texts = new TextPool();

  add(page: Page): void {
    const number = this.#records.length;
    const anchors = pageAnchors(page);
    const texts = this.#texts;
    const facts = {
      path: page.path,
      type: page.type,
      title: titleOf(page),
      url: undefined,
      headings: page.headings.map(({ depth, text, span }, index) => ({
        depth,
        text: texts.keep(text),
        line: page.lines.locate(span.start).line,
        anchor: texts.keep(anchors.headings[index] ?? ""),
      })),
      hasTemplates: page.hasTemplates,
      canonical: canonicalOf(page.frontMatter?.get("canonical")),
      date: dateOf(page),
    };
    this.#records.push({
      facts,
      otherAnchors: anchors.others.map((name) => texts.keep(name)),
      hasUnknownAnchors:
        page.hasTemplates ||
        page.path.endsWith(".erb") ||
        page.headings.some(({ isOpaque, id }) => isOpaque && id === undefined),
      links: linkTable(page, texts),
    });
    this.#hints.push({
      url: textOf(page.frontMatter?.get("url")),
      slug: textOf(page.frontMatter?.get("slug")),
      aliases: textsOf(page.frontMatter?.get("aliases")),
    });
    this.#addPassages(page, number);
  }

  #addPassages(page: Page, number: number): void {
    this.#passages.beginPage();
    const least = Math.min(INDEXED_WORDS_MIN, STATEMENT_WORDS_MIN);
    for (const paragraph of readParagraphs(page, least)) {
      const { span, words, heading = NONE } = paragraph;
      const { line } = page.lines.locate(span.start);
      for (const statement of readStatements(page, paragraph)) {
        const place = { page: number, ...statement.span, heading };
        this.#statements.add(
          statement,
          { ...place, line: lineOf(page, span, line, statement.span) },
          statement.variant,
          () => tellingText(page, statement),
        );
      }
      if (words.words < INDEXED_WORDS_MIN) continue;
      sketch(words, this.#sketch);
      const place = { page: number, ...span, line, heading, words: words.words };
      this.#passages.add(place, this.#sketch);
    }
  }

  paths(): string[] {
    return this.#records.map(({ facts }) => facts.path);
  }

  finish(settings: AddressSettings): Segment {
    const pages = this.#records.map((record, number) => {
      const hints = this.#hints[number];
      const address =
        record.facts.type === "include"
          ? undefined
          : pageAddress(record.facts.path, settings.layout, hints);
      const aliases = settings.layout === "hugo" ? (hints?.aliases ?? []) : [];
      return {
        ...record,
        facts: { ...record.facts, url: address?.url },
        address,
        aliases: aliases.map((alias) => keyOf(alias, settings.layout)),
      };
    });
    const passages = this.#passages.finish();
    return new Segment(pages, { passages, statements: this.#statements.finish() }, settings);
  }
}

/** Most paragraphs stand on one line, which is known. */
function lineOf(page: Page, paragraph: Span, line: number, { start }: Span): number {
  const isOneLine = page.lines.span(line).end >= paragraph.end;
  return isOneLine ? line : page.lines.locate(start).line;
}

/** Texts that outlive their pages, each kept once: most anchors and link targets recur. */
class TextPool {
  readonly #texts = new Map<string, string>();

  keep(text: string): string {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    const own = detach(text);
    this.#texts.set(own, own);
    return own;
  }
}

/** Puts the pages that are still shown of several segments into one. */
export function mergeSegments(
  layers: readonly { readonly segment: Segment; readonly hidden: ReadonlySet<number> }[],
  settings: AddressSettings,
): Segment {
  const pages: PageRecord[] = [];
  const passages = new PassageTableBuilder();
  const statements = new StatementTableBuilder();
  for (const { segment, hidden } of layers) {
    const numbers = new Map<number, number>();
    for (const [number, page] of segment.pages.entries()) {
      if (hidden.has(number)) continue;
      segment.passages.copyPage(number, passages, pages.length);
      numbers.set(number, pages.length);
      pages.push(page);
    }
    segment.statements.copyTo(statements, numbers);
  }
  const tables = { passages: passages.finish(), statements: statements.finish() };
  return new Segment(pages, tables, settings);
}

/**
 * Tells whether the target stands in this link and can be known. A link by reference is judged at its
 * definition, where one correction mends every use.
 */
export function isOwnTarget(link: Link): boolean {
  if (link.kind === "reference" || link.kind === "image" || link.target === "") return false;
  return !link.isOpaque || readPageReference(link.target) !== undefined;
}

function linkTable(page: Page, texts: TextPool): LinkTable {
  const targets: string[] = [];
  const places = new Growable(16);
  for (const link of page.links) {
    if (!isOwnTarget(link) || /^(?:mailto|tel):/i.test(link.target)) continue;
    targets.push(texts.keep(link.target));
    places.push(page.lines.locate(link.span.start).line);
    places.push(link.span.start);
    places.push(link.span.end);
  }
  return { targets, places: places.toArray() };
}

function titleOf(page: Page): string | undefined {
  const title = textOf(page.frontMatter?.get("title"));
  if (title !== undefined && title.trim() !== "") return title.trim();
  const heading = page.headings.find(({ depth }) => depth === 1);
  return heading === undefined ? undefined : detach(heading.text);
}

function canonicalOf(value: YamlValue | undefined): string | undefined {
  return value === true ? "true" : textOf(value);
}

function dateOf({ frontMatter }: Page): string | undefined {
  const value = frontMatter?.get("date") ?? frontMatter?.get("created");
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  }
  return typeof value === "string" ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
}

function textOf(value: YamlValue | undefined): string | undefined {
  return typeof value === "string" ? detach(value) : undefined;
}

function textsOf(value: YamlValue | undefined): string[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((item) => typeof item === "string").map(detach);
}

function append(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

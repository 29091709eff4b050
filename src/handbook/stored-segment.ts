import { NumberList } from "./number-list.ts";
import { passageTable } from "./passages/passage-table.ts";
import type { StoredPage } from "./page-record.ts";
import type { Segment } from "./segment.ts";
import { SentenceTable } from "./sentences/sentence-table.ts";

/** `HBIX` in the order of this machine: another order is not read. */
const MAGIC = 0x58494248;
/** To be raised when the layout below changes. */
const VERSION = 3;
const ARRAYS = [
  "records",
  "rows",
  "places",
  "pageStarts",
  "keys",
  "firsts",
  "shingles",
  "shingleEnds",
  "fingerprints",
  "fingerprintEnds",
  "slots",
] as const;

type Arrays = Record<(typeof ARRAYS)[number], Uint32Array>;

/** A segment as bytes. */
export interface StoredSegment {
  /** A head of numbers (magic, version, lengths), then the arrays one after the other. */
  readonly numbers: readonly Uint8Array[];
  /** All texts as one JSON list. */
  readonly texts: Uint8Array;
}

/** What a segment is made of. */
export interface StoredContents extends Pick<Segment, "passages" | "sentences"> {
  readonly pages: readonly StoredPage[];
}

/** Writes a segment as bytes; the arrays are not copied. */
export function encodeSegment(segment: Segment): StoredSegment {
  const texts = new TextNumbers();
  const records = new NumberList(1024);
  records.push(segment.pages.length);
  for (const { stored } of segment.pages) writePage(stored, records, texts);
  const { rows, values } = segment.sentences;
  records.push(values.length);
  for (const value of values) records.push(texts.number(value));
  const arrays: Arrays = { ...segment.passages.data, records: records.toArray(), rows };
  const head = Uint32Array.from([MAGIC, VERSION, ...ARRAYS.map((name) => arrays[name].length)]);
  return {
    numbers: [head, ...ARRAYS.map((name) => arrays[name])].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
    texts: new TextEncoder().encode(JSON.stringify(texts.all)),
  };
}

/**
 * Reads what a segment is made of. The numbers are kept as they are and must begin at a multiple of four.
 * Undefined where the bytes are none of a segment; damage within them is not noticed.
 */
export function decodeSegment(
  { buffer, byteOffset, byteLength }: Uint8Array,
  textBytes: Uint8Array,
): StoredContents | undefined {
  const headLength = 2 + ARRAYS.length;
  if (byteLength < headLength * 4 || byteOffset % 4 !== 0) return undefined;
  const [magic, version, ...lengths] = new Uint32Array(buffer, byteOffset, headLength);
  const count = lengths.reduce((sum, length) => sum + length, headLength);
  if (magic !== MAGIC || version !== VERSION || count * 4 !== byteLength) return undefined;
  let at = byteOffset + headLength * 4;
  const [records, rows, places, pageStarts, keys, firsts, ...rest] = lengths.map((length) => {
    const array = new Uint32Array(buffer, at, length);
    at += array.byteLength;
    return array;
  });
  const [shingles, shingleEnds, fingerprints, fingerprintEnds, slots] = rest;
  const texts = readTexts(textBytes);
  if (!records || !rows || !places || !pageStarts || !keys || !firsts || !shingles)
    return undefined;
  if (!shingleEnds || !fingerprints || !fingerprintEnds || !slots || texts === undefined)
    return undefined;
  const reader = new RecordReader(records, texts);
  const pages = reader.list(() => readPage(reader));
  const sentences = new SentenceTable(
    rows,
    reader.list(() => reader.text()),
  );
  const data = {
    places,
    pageStarts,
    keys,
    firsts,
    shingles,
    shingleEnds,
    fingerprints,
    fingerprintEnds,
    slots,
  };
  return { pages, passages: passageTable(data), sentences };
}

function writePage(page: StoredPage, to: NumberList, texts: TextNumbers): void {
  const { hints, links } = page;
  const text = (value: string | undefined): void => to.push(texts.number(value));
  const list = (values: readonly string[]): void => {
    to.push(values.length);
    for (const value of values) text(value);
  };
  text(page.path);
  text(page.type);
  for (const value of [page.title, page.canonical, page.date]) text(value);
  for (const value of [hints.url, hints.slug, hints.id, hints.permalink]) text(value);
  to.push(
    Number(page.hasTemplates) +
      2 * Number(page.hasUnknownAnchors) +
      4 * Number(hints.isDraft === true),
  );
  to.push(page.headings.length);
  for (const heading of page.headings) {
    to.push(heading.depth);
    to.push(heading.line);
    for (const value of [heading.text, heading.markup, heading.attribute]) text(value);
  }
  for (const values of [page.keys, page.names, hints.aliases ?? [], links.targets]) list(values);
  to.append(links.locations, links.locations.length);
}

function readPage(from: RecordReader): StoredPage {
  const path = from.text();
  const type = from.text();
  const [title, canonical, date] = [from.option(), from.option(), from.option()];
  const [url, slug, id, permalink] = [from.option(), from.option(), from.option(), from.option()];
  const flags = from.number();
  const headings = from.list((): StoredPage["headings"][number] => {
    const [depth, line] = [from.number(), from.number()];
    return { depth, line, text: from.text(), markup: from.option(), attribute: from.option() };
  });
  const keys = from.list(() => from.text());
  const names = from.list(() => from.text());
  const aliases = from.list(() => from.text());
  const targets = from.list(() => from.text());
  return {
    path,
    type,
    title,
    canonical,
    date,
    keys,
    hasTemplates: (flags & 1) !== 0,
    hasUnknownAnchors: (flags & 2) !== 0,
    headings,
    names,
    hints: { url, slug, id, permalink, aliases, isDraft: (flags & 4) !== 0 },
    links: { targets, locations: from.numbers(targets.length * 3) },
  };
}

/** Gives each text a number; 0 stands for none. */
class TextNumbers {
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  number(text: string | undefined): number {
    if (text === undefined) return 0;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.all.push(text);
    this.#numbers.set(text, number);
    return number;
  }
}

/** Reads numbers and texts one after the other. */
class RecordReader {
  readonly #numbers: Uint32Array;
  readonly #texts: readonly string[];
  #at = 0;

  constructor(numbers: Uint32Array, texts: readonly string[]) {
    this.#numbers = numbers;
    this.#texts = texts;
  }

  number(): number {
    const number = this.#numbers[this.#at] ?? 0;
    this.#at += 1;
    return number;
  }

  numbers(count: number): Uint32Array {
    this.#at += count;
    return this.#numbers.subarray(this.#at - count, this.#at);
  }

  option(): string | undefined {
    const number = this.number();
    return number === 0 ? undefined : this.#texts[number - 1];
  }

  text(): string {
    return this.option() ?? "";
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.number() }, read);
  }
}

function readTexts(bytes: Uint8Array): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(list) ? list.map(String) : undefined;
  } catch {
    return undefined;
  }
}

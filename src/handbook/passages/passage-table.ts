import { NumberList } from "../number-list.ts";
import type { Sketch } from "./fingerprints.ts";
import { invertFingerprints } from "./postings.ts";

/** Marks an empty place in a table of numbers. */
export const NONE = 0xffffffff;

/** Where a passage stands. */
export interface PassageLocation {
  /** Number of the page in its segment. */
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Index of the nearest heading above; `NONE` before the first one. */
  readonly heading: number;
  readonly words: number;
}

/**
 * All passages of some pages, in flat arrays of numbers: about 200 bytes a passage, no object for any.
 * Equal texts are kept once; `text` numbers below are theirs. Never changed once made.
 */
export interface PassageTable {
  readonly data: PassageData;
  readonly texts: number;
  /** The text with this exact key, or `NONE`. */
  find(keyLow: number, keyHigh: number): number;
  keyLow(text: number): number;
  keyHigh(text: number): number;
  /** All shingle sets; that of a text is from `shinglesFrom(text)` to `shinglesFrom(text + 1)`. */
  readonly shingles: Uint32Array;
  shinglesFrom(text: number): number;
  /** The first place of a text; `next` gives the others, in the order in which pages came. */
  first(text: number): number;
  next(place: number): number;
  page(place: number): number;
  place(place: number): PassageLocation;
  /** The texts that share a fingerprint: `postings[at]` from `from` to `to`. */
  readonly postings: Uint32Array;
  postingsOf(fingerprint: number): { readonly from: number; readonly to: number } | undefined;
  /** Adds all passages of one page to another table under a new page number. */
  copyPage(page: number, to: PassageTableBuilder, pageThere: number): void;
}

const PLACE_FIELDS = 8;

/** Collects the passages of pages, one page after the other. */
export class PassageTableBuilder {
  /** Eight numbers a place: page, start, end, line, heading, words, text, next. */
  readonly #places = new NumberList();
  readonly #pageStarts = new NumberList();
  readonly #keys = new NumberList();
  readonly #firsts = new NumberList();
  readonly #lasts = new NumberList();
  readonly #shingles = new NumberList();
  readonly #shingleEnds = new NumberList();
  readonly #fingerprints = new NumberList();
  readonly #fingerprintEnds = new NumberList();
  readonly #row = new Uint32Array(PLACE_FIELDS);
  #slots = new Uint32Array(64).fill(NONE);

  /** Pages come in order of their numbers; each is begun once, even without passages. */
  beginPage(): void {
    this.#pageStarts.push(this.#places.length / PLACE_FIELDS);
  }

  /** Adds a passage; a second one of the same text on the same page is left out. */
  add(place: PassageLocation, passage: Sketch): void {
    const text = this.#textOf(passage);
    const number = this.#places.length / PLACE_FIELDS;
    const last = this.#lasts.get(text);
    if (last === NONE) {
      this.#firsts.set(text, number);
    } else {
      if (this.#places.get(last * PLACE_FIELDS) === place.page) return;
      this.#places.set(last * PLACE_FIELDS + 7, number);
    }
    this.#lasts.set(text, number);
    const { page, start, end, line, heading, words } = place;
    this.#row.set([page, start, end, line, heading, words, text, NONE]);
    this.#places.append(this.#row, PLACE_FIELDS);
  }

  finish(): PassageTable {
    this.beginPage();
    return passageTable({
      places: this.#places.toArray(),
      pageStarts: this.#pageStarts.toArray(),
      keys: this.#keys.toArray(),
      firsts: this.#firsts.toArray(),
      shingles: this.#shingles.toArray(),
      shingleEnds: this.#shingleEnds.toArray(),
      fingerprints: this.#fingerprints.toArray(),
      fingerprintEnds: this.#fingerprintEnds.toArray(),
      slots: this.#slots,
    });
  }

  #textOf(passage: Sketch): number {
    const count = this.#firsts.length;
    if (count * 2 >= this.#slots.length) this.#rehash();
    const slot = findSlot(this.#slots, this.#keys, passage.keyLow, passage.keyHigh);
    const known = this.#slots[slot] ?? NONE;
    if (known !== NONE) return known;
    this.#slots[slot] = count;
    this.#keys.push(passage.keyLow);
    this.#keys.push(passage.keyHigh);
    this.#firsts.push(NONE);
    this.#lasts.push(NONE);
    this.#shingles.append(passage.shingles, passage.shingleCount);
    this.#shingleEnds.push(this.#shingles.length);
    this.#fingerprints.append(passage.fingerprints, passage.fingerprintCount);
    this.#fingerprintEnds.push(this.#fingerprints.length);
    return count;
  }

  #rehash(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2).fill(NONE);
    for (let text = 0; text < this.#firsts.length; text += 1) {
      const low = this.#keys.get(text * 2);
      const high = this.#keys.get(text * 2 + 1);
      this.#slots[findSlot(this.#slots, this.#keys, low, high)] = text;
    }
  }
}

/** The arrays that a table is made of. */
export interface PassageData {
  readonly places: Uint32Array;
  readonly pageStarts: Uint32Array;
  readonly keys: Uint32Array;
  readonly firsts: Uint32Array;
  readonly shingles: Uint32Array;
  readonly shingleEnds: Uint32Array;
  readonly fingerprints: Uint32Array;
  readonly fingerprintEnds: Uint32Array;
  readonly slots: Uint32Array;
}

/** Makes a table of its arrays. */
export function passageTable(data: PassageData): PassageTable {
  const { places, keys, firsts, shingles, shingleEnds, fingerprints, fingerprintEnds } = data;
  const inverted = invertFingerprints(fingerprints, fingerprintEnds);
  const keyReader = { get: (index: number) => keys[index] ?? 0 };
  const field = (place: number, which: number): number => places[place * PLACE_FIELDS + which] ?? 0;
  const table: PassageTable = {
    data,
    texts: firsts.length,
    find: (low, high) => data.slots[findSlot(data.slots, keyReader, low, high)] ?? NONE,
    keyLow: (text) => keys[text * 2] ?? 0,
    keyHigh: (text) => keys[text * 2 + 1] ?? 0,
    shingles,
    shinglesFrom: (text) => (text === 0 ? 0 : (shingleEnds[text - 1] ?? 0)),
    first: (text) => firsts[text] ?? NONE,
    next: (place) => field(place, 7),
    page: (place) => field(place, 0),
    place: (place) => ({
      page: field(place, 0),
      start: field(place, 1),
      end: field(place, 2),
      line: field(place, 3),
      heading: field(place, 4),
      words: field(place, 5),
    }),
    postings: inverted.postings,
    postingsOf: inverted.find,
    copyPage(page, to, pageThere) {
      to.beginPage();
      const end = data.pageStarts[page + 1] ?? 0;
      for (let place = data.pageStarts[page] ?? 0; place < end; place += 1) {
        const text = field(place, 6);
        const from = table.shinglesFrom(text);
        const fingerprintFrom = text === 0 ? 0 : (fingerprintEnds[text - 1] ?? 0);
        const textShingles = shingles.subarray(from, shingleEnds[text] ?? 0);
        const textFingerprints = fingerprints.subarray(fingerprintFrom, fingerprintEnds[text] ?? 0);
        to.add(
          { ...table.place(place), page: pageThere },
          {
            shingles: textShingles,
            shingleCount: textShingles.length,
            fingerprints: textFingerprints,
            fingerprintCount: textFingerprints.length,
            keyLow: table.keyLow(text),
            keyHigh: table.keyHigh(text),
          },
        );
      }
    },
  };
  return table;
}

/** Finds the place of a key in an open table, or the empty place where it belongs. */
function findSlot(
  slots: Uint32Array,
  keys: { get(index: number): number },
  low: number,
  high: number,
): number {
  const mask = slots.length - 1;
  let slot = low & mask;
  for (;;) {
    const text = slots[slot] ?? NONE;
    if (text === NONE || (keys.get(text * 2) === low && keys.get(text * 2 + 1) === high)) {
      return slot;
    }
    slot = (slot + 1) & mask;
  }
}

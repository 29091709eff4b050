import { detach } from "../../text/detach.ts";
import { NumberList } from "../number-list.ts";
import { NONE } from "../passages/passage-table.ts";

/** Where a sentence is, and the values of its slots there. */
export interface SentenceLocation {
  /** Number of the page in its segment. */
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Index of the nearest heading above; `NONE` before the first one. */
  readonly heading: number;
  readonly slotValues: string;
}

const FIELDS = 8;

/** The sentences of some pages, in one flat array, about 40 bytes each. Never changed once made. */
export class SentenceTable {
  /** Eight numbers a sentence: key in two halves, page, start, end, line, heading, slot values. */
  readonly rows: Uint32Array;
  readonly values: readonly string[];
  /** Numbers of the sentences, sorted by key. */
  #order: Uint32Array | undefined;

  constructor(rows: Uint32Array, values: readonly string[]) {
    this.rows = rows;
    this.values = values;
  }

  get size(): number {
    return this.rows.length / FIELDS;
  }

  place(row: number): SentenceLocation {
    const at = row * FIELDS;
    const [page = 0, start = 0, end = 0, line = 0, heading = NONE, values = 0] = this.rows.subarray(
      at + 2,
      at + FIELDS,
    );
    return { page, start, end, line, heading, slotValues: this.values[values] ?? "" };
  }

  keyLow(row: number): number {
    return this.rows[row * FIELDS] ?? 0;
  }

  keyHigh(row: number): number {
    return this.rows[row * FIELDS + 1] ?? 0;
  }

  /** The sentences with a key, in the order in which pages came. */
  find(low: number, high: number): readonly number[] {
    const order = (this.#order ??= this.#sort());
    let from = 0;
    let to = order.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if (this.keyLow(order[middle] ?? 0) < low) from = middle + 1;
      else to = middle;
    }
    const found: number[] = [];
    for (let at = from; at < order.length; at += 1) {
      const row = order[at] ?? 0;
      if (this.keyLow(row) !== low) break;
      if (this.keyHigh(row) === high) found.push(row);
    }
    return found.sort((a, b) => a - b);
  }

  /** Adds the sentences of some pages to another table; `pageThere` gives their new numbers. */
  copyTo(to: SentenceTableBuilder, pageThere: ReadonlyMap<number, number>): void {
    for (let row = 0; row < this.size; row += 1) {
      const place = this.place(row);
      const page = pageThere.get(place.page);
      if (page === undefined) continue;
      const key = { keyLow: this.keyLow(row), keyHigh: this.keyHigh(row) };
      to.add(key, { ...place, page }, place.slotValues, () => place.slotValues);
    }
  }

  #sort(): Uint32Array {
    const order = Uint32Array.from({ length: this.size }, (_, row) => row);
    return order.sort((a, b) => this.keyLow(a) - this.keyLow(b) || a - b);
  }
}

/** Collects the sentences of pages, one page after the other. */
export class SentenceTableBuilder {
  readonly #rows = new NumberList();
  readonly #row = new Uint32Array(FIELDS);
  readonly #numbers = new Map<number | string, number>();
  readonly #values: string[] = [];

  /** `name` is equal for equal values, and `write` gives those that are new: most are not. */
  add(
    { keyLow, keyHigh }: { readonly keyLow: number; readonly keyHigh: number },
    { page, start, end, line, heading }: Omit<SentenceLocation, "slotValues">,
    name: number | string,
    write: () => string,
  ): void {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#values.push(detach(write())) - 1;
      this.#numbers.set(name, number);
    }
    this.#row.set([keyLow, keyHigh, page, start, end, line, heading, number]);
    this.#rows.append(this.#row, FIELDS);
  }

  finish(): SentenceTable {
    return new SentenceTable(this.#rows.toArray(), this.#values);
  }
}

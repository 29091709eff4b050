import { detach } from "../../text/detach.ts";
import { Growable } from "../growable.ts";
import { NONE } from "../passages/passage-table.ts";

/** Where a statement stands, and the words that settle what it says there. */
export interface StatementPlace {
  /** Number of the page in its segment. */
  readonly page: number;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Index of the nearest heading above; `NONE` before the first one. */
  readonly heading: number;
  readonly variant: string;
}

const FIELDS = 8;

/** The statements of some pages, in one flat array, about 40 bytes each. Never changed once made. */
export class StatementTable {
  /** Eight numbers a statement: key in two halves, page, start, end, line, heading, variant. */
  readonly rows: Uint32Array;
  readonly variants: readonly string[];
  /** Numbers of the statements, sorted by key. */
  #order: Uint32Array | undefined;

  constructor(rows: Uint32Array, variants: readonly string[]) {
    this.rows = rows;
    this.variants = variants;
  }

  get size(): number {
    return this.rows.length / FIELDS;
  }

  place(row: number): StatementPlace {
    const at = row * FIELDS;
    const [page = 0, start = 0, end = 0, line = 0, heading = NONE, variant = 0] =
      this.rows.subarray(at + 2, at + FIELDS);
    return { page, start, end, line, heading, variant: this.variants[variant] ?? "" };
  }

  keyLow(row: number): number {
    return this.rows[row * FIELDS] ?? 0;
  }

  keyHigh(row: number): number {
    return this.rows[row * FIELDS + 1] ?? 0;
  }

  /** The statements with a key, in the order in which pages came. */
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

  /** Adds the statements of some pages to another table; `pageThere` gives their new numbers. */
  copyTo(to: StatementTableBuilder, pageThere: ReadonlyMap<number, number>): void {
    for (let row = 0; row < this.size; row += 1) {
      const place = this.place(row);
      const page = pageThere.get(place.page);
      if (page === undefined) continue;
      const key = { keyLow: this.keyLow(row), keyHigh: this.keyHigh(row) };
      to.add(key, { ...place, page }, place.variant, () => place.variant);
    }
  }

  #sort(): Uint32Array {
    const order = Uint32Array.from({ length: this.size }, (_, row) => row);
    return order.sort((a, b) => this.keyLow(a) - this.keyLow(b) || a - b);
  }
}

/** Collects the statements of pages, one page after the other. */
export class StatementTableBuilder {
  readonly #rows = new Growable();
  readonly #row = new Uint32Array(FIELDS);
  readonly #numbers = new Map<number | string, number>();
  readonly #variants: string[] = [];

  /** `name` is equal for equal variants, and `spell` gives one that is new: most are not. */
  add(
    { keyLow, keyHigh }: { readonly keyLow: number; readonly keyHigh: number },
    { page, start, end, line, heading }: Omit<StatementPlace, "variant">,
    name: number | string,
    spell: () => string,
  ): void {
    let number = this.#numbers.get(name);
    if (number === undefined) {
      number = this.#variants.push(detach(spell())) - 1;
      this.#numbers.set(name, number);
    }
    this.#row.set([keyLow, keyHigh, page, start, end, line, heading, number]);
    this.#rows.append(this.#row, FIELDS);
  }

  finish(): StatementTable {
    return new StatementTable(this.#rows.toArray(), this.#variants);
  }
}

/** A list of 32-bit numbers that grows; a plain array of numbers would take twice the memory and more time. */
export class NumberList {
  #data: Uint32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 64) {
    this.#data = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.#data.length) this.#grow(this.length + 1);
    this.#data[this.length] = value;
    this.length += 1;
  }

  /** Appends the first `count` values of `values`. */
  append(values: Uint32Array, count: number): void {
    if (this.length + count > this.#data.length) this.#grow(this.length + count);
    this.#data.set(values.subarray(0, count), this.length);
    this.length += count;
  }

  get(index: number): number {
    return this.#data[index] ?? 0;
  }

  set(index: number, value: number): void {
    this.#data[index] = value;
  }

  /** A copy without the spare room. */
  toArray(): Uint32Array {
    return this.#data.slice(0, this.length);
  }

  #grow(least: number): void {
    const grown = new Uint32Array(Math.max(least, this.#data.length * 2));
    grown.set(this.#data);
    this.#data = grown;
  }
}

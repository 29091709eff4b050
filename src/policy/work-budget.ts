/**
 * The work that comparing one page may take, in comparisons of two tokens; what goes beyond it is left out,
 * and said. 30 million take about half a second (measured on Node 24, 2026-11).
 */
const workMax = 30_000_000;

/** Work that is left, counted and not timed, so that a busy machine finds the same. */
export class WorkBudget {
  readonly #max: number;
  #spent = 0;

  constructor(max: number = workMax) {
    this.#max = max;
  }

  get spent(): number {
    return this.#spent;
  }

  /** Some work was asked for that was not left. */
  get isSpent(): boolean {
    return this.#spent > this.#max;
  }

  /** Takes work from what is left, and answers whether there was as much. */
  take(work: number): boolean {
    this.#spent += work;
    return this.#spent <= this.#max;
  }
}

/**
 * The work that comparing the policies of one change may take, in units of some 10 ns: 20,000 lines that are all
 * rewritten take two thirds of it. What goes beyond it is left out, and said. Counted and not timed, so that a busy
 * machine finds the same. Measured on Node 24, 2026-11.
 */
const workMax = 300_000_000;

/** What reading one character costs, comparing the words of two sentences per word, and aligning two words. */
export const workOf = { character: 60, word: 30, alignment: 2 } as const;

/** How much of all work may be done when a stage ends, so that each comes to its turn. */
const stages = { reading: 0.5, pairing: 0.8, comparing: 1 } as const;

/** Work that is left. */
export class WorkBudget {
  readonly #max: number;
  #spent = 0;
  #refusals = 0;

  constructor(max: number = workMax) {
    this.#max = max;
  }

  get spent(): number {
    return this.#spent;
  }

  /** How often work was asked for that was not left, and was left out. */
  get refusals(): number {
    return this.#refusals;
  }

  /** Takes work from what is left for a stage, and answers whether there was as much. */
  take(work: number, stage: keyof typeof stages): boolean {
    if (this.#spent + work > this.#max * stages[stage]) {
      this.#refusals += 1;
      return false;
    }
    this.#spent += work;
    return true;
  }
}

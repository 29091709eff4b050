/** A stretch of two sequences, half-open. */
export interface Stretch {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
  /** Nothing but the shortest way through it will do. */
  readonly isExact: boolean;
}

/** Where a way through a stretch is cut in two. */
export interface Middle {
  readonly oldAt: number;
  readonly newAt: number;
  readonly isFirstExact: boolean;
  readonly isSecondExact: boolean;
}

/** So many equal lines in a row make a way promising. */
const goodRun = 20;
/** How far a promising way has come, measured in edits. */
const promising = 4;
/** So many edits are tried before a promising way, or at last the furthest, is good enough. */
const editsMin = 256;

const unreached = 2 ** 31 - 1;

/**
 * Finds middles of shortest ways from one sequence to another, searching from both ends at once: how far a way
 * comes on each diagonal (old minus new position) with a number of edits.
 */
export class EditSearch {
  readonly #old: Int32Array;
  readonly #fresh: Int32Array;
  readonly #editsMax: number;
  /** How far the ways from the start have come, by diagonal. */
  readonly #forward: Int32Array;
  readonly #backward: Int32Array;
  /** Where diagonal 0 is in both. */
  readonly #zero: number;

  constructor(old: Int32Array, fresh: Int32Array) {
    const diagonals = old.length + fresh.length + 3;
    this.#old = old;
    this.#fresh = fresh;
    this.#editsMax = Math.max(editsMin, roughRoot(diagonals));
    this.#forward = new Int32Array(diagonals);
    this.#backward = new Int32Array(diagonals);
    this.#zero = fresh.length + 1;
  }

  /** Finds the middle of a stretch that begins and ends with lines that differ. */
  middleOf(stretch: Stretch): Middle {
    const { oldFrom, oldTo, newFrom, newTo } = stretch;
    const first = { low: oldFrom - newFrom, high: oldFrom - newFrom };
    const last = { low: oldTo - newTo, high: oldTo - newTo };
    const isOdd = ((first.low - last.low) & 1) !== 0;
    this.#forward[this.#zero + first.low] = oldFrom;
    this.#backward[this.#zero + last.low] = oldTo;
    const middles = { start: first.low, end: last.low };
    for (let edits = 1; ; edits += 1) {
      const forth = this.#stepForward(stretch, first, isOdd ? last : undefined);
      if (forth.meeting) return forth.meeting;
      const back = this.#stepBackward(stretch, last, isOdd ? undefined : first);
      if (back.meeting) return back.meeting;
      if (stretch.isExact) continue;
      if ((forth.hasGoodRun || back.hasGoodRun) && edits > editsMin) {
        const way = this.#promising(stretch, first, last, middles, edits);
        if (way) return way;
      }
      if (edits >= this.#editsMax) return this.#furthest(stretch, first, last);
    }
  }

  #stepForward(stretch: Stretch, range: Range, others: Range | undefined): Step {
    const { oldFrom, oldTo, newFrom, newTo } = stretch;
    const ways = this.#forward;
    const zero = this.#zero;
    widen(ways, zero, range, [oldFrom - newTo, oldTo - newFrom], -1);
    let hasGoodRun = false;
    for (let diagonal = range.high; diagonal >= range.low; diagonal -= 2) {
      const left = ways[zero + diagonal - 1] ?? 0;
      const right = ways[zero + diagonal + 1] ?? 0;
      const start = left >= right ? left + 1 : right;
      let oldAt = start;
      let newAt = oldAt - diagonal;
      while (oldAt < oldTo && newAt < newTo && this.#old[oldAt] === this.#fresh[newAt]) {
        oldAt += 1;
        newAt += 1;
      }
      if (oldAt - start > goodRun) hasGoodRun = true;
      ways[zero + diagonal] = oldAt;
      const meets =
        others !== undefined &&
        others.low <= diagonal &&
        diagonal <= others.high &&
        (this.#backward[zero + diagonal] ?? 0) <= oldAt;
      if (meets) return { hasGoodRun, meeting: exact(oldAt, newAt) };
    }
    return { hasGoodRun, meeting: undefined };
  }

  #stepBackward(stretch: Stretch, range: Range, others: Range | undefined): Step {
    const { oldFrom, oldTo, newFrom, newTo } = stretch;
    const ways = this.#backward;
    const zero = this.#zero;
    widen(ways, zero, range, [oldFrom - newTo, oldTo - newFrom], unreached);
    let hasGoodRun = false;
    for (let diagonal = range.high; diagonal >= range.low; diagonal -= 2) {
      const left = ways[zero + diagonal - 1] ?? 0;
      const right = ways[zero + diagonal + 1] ?? 0;
      const start = left < right ? left : right - 1;
      let oldAt = start;
      let newAt = oldAt - diagonal;
      while (
        oldAt > oldFrom &&
        newAt > newFrom &&
        this.#old[oldAt - 1] === this.#fresh[newAt - 1]
      ) {
        oldAt -= 1;
        newAt -= 1;
      }
      if (start - oldAt > goodRun) hasGoodRun = true;
      ways[zero + diagonal] = oldAt;
      const meets =
        others !== undefined &&
        others.low <= diagonal &&
        diagonal <= others.high &&
        oldAt <= (this.#forward[zero + diagonal] ?? 0);
      if (meets) return { hasGoodRun, meeting: exact(oldAt, newAt) };
    }
    return { hasGoodRun, meeting: undefined };
  }

  /** The most promising way that came through a good run of equal lines. */
  #promising(
    { oldFrom, oldTo, newFrom, newTo }: Stretch,
    first: Range,
    last: Range,
    middles: { readonly start: number; readonly end: number },
    edits: number,
  ): Middle | undefined {
    let best: { readonly value: number; readonly middle: Middle } | undefined;
    for (let diagonal = first.high; diagonal >= first.low; diagonal -= 2) {
      const oldAt = this.#forward[this.#zero + diagonal] ?? 0;
      const newAt = oldAt - diagonal;
      const value = oldAt - oldFrom + newAt - newFrom - Math.abs(diagonal - middles.start);
      const isInside =
        oldFrom + goodRun <= oldAt && oldAt < oldTo && newFrom + goodRun <= newAt && newAt < newTo;
      if (value <= promising * edits || value <= (best?.value ?? 0) || !isInside) continue;
      if (!this.#areEqual(oldAt - goodRun, newAt - goodRun)) continue;
      best = { value, middle: { oldAt, newAt, isFirstExact: true, isSecondExact: false } };
    }
    if (best) return best.middle;
    for (let diagonal = last.high; diagonal >= last.low; diagonal -= 2) {
      const oldAt = this.#backward[this.#zero + diagonal] ?? 0;
      const newAt = oldAt - diagonal;
      const value = oldTo - oldAt + newTo - newAt - Math.abs(diagonal - middles.end);
      const isInside =
        oldFrom < oldAt && oldAt <= oldTo - goodRun && newFrom < newAt && newAt <= newTo - goodRun;
      if (value <= promising * edits || value <= (best?.value ?? 0) || !isInside) continue;
      if (!this.#areEqual(oldAt, newAt)) continue;
      best = { value, middle: { oldAt, newAt, isFirstExact: false, isSecondExact: true } };
    }
    return best?.middle;
  }

  #areEqual(oldFrom: number, newFrom: number): boolean {
    for (let at = 0; at < goodRun; at += 1) {
      if (this.#old[oldFrom + at] !== this.#fresh[newFrom + at]) return false;
    }
    return true;
  }

  /** The way that has come furthest, from either end. */
  #furthest({ oldFrom, oldTo, newFrom, newTo }: Stretch, first: Range, last: Range): Middle {
    let far = { sum: -1, oldAt: -1 };
    for (let diagonal = first.high; diagonal >= first.low; diagonal -= 2) {
      const reached = Math.min(this.#forward[this.#zero + diagonal] ?? 0, oldTo);
      const oldAt = reached - diagonal > newTo ? newTo + diagonal : reached;
      const sum = oldAt + oldAt - diagonal;
      if (sum > far.sum) far = { sum, oldAt };
    }
    let near = { sum: unreached, oldAt: unreached };
    for (let diagonal = last.high; diagonal >= last.low; diagonal -= 2) {
      const reached = Math.max(this.#backward[this.#zero + diagonal] ?? 0, oldFrom);
      const oldAt = reached - diagonal < newFrom ? newFrom + diagonal : reached;
      const sum = oldAt + oldAt - diagonal;
      if (sum < near.sum) near = { sum, oldAt };
    }
    const isForward = oldTo + newTo - near.sum < far.sum - (oldFrom + newFrom);
    const { sum, oldAt } = isForward ? far : near;
    return { oldAt, newAt: sum - oldAt, isFirstExact: isForward, isSecondExact: !isForward };
  }
}

/** The diagonals that ways have reached, both included. */
interface Range {
  low: number;
  high: number;
}

interface Step {
  readonly hasGoodRun: boolean;
  readonly meeting: Middle | undefined;
}

/** Takes a diagonal more on either side, or one less where the sequences end. */
function widen(
  ways: Int32Array,
  zero: number,
  range: Range,
  [lowest, highest]: readonly [number, number],
  outside: number,
): void {
  if (range.low > lowest) {
    range.low -= 1;
    ways[zero + range.low - 1] = outside;
  } else {
    range.low += 1;
  }
  if (range.high < highest) {
    range.high += 1;
    ways[zero + range.high + 1] = outside;
  } else {
    range.high -= 1;
  }
}

function exact(oldAt: number, newAt: number): Middle {
  return { oldAt, newAt, isFirstExact: true, isSecondExact: true };
}

/** A power of two near the square root. */
export function roughRoot(count: number): number {
  let root = 1;
  for (let left = count; left > 0; left >>= 2) root <<= 1;
  return root;
}

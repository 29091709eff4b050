/**
 * Where equal lines leave a choice which of them changed, git slides each run of changed lines to the place that
 * reads best. This does the same: xdiff/xdiffi.c, `xdl_change_compact` with the indent heuristic, git 2.52, 2026-11.
 */

/** One side of a comparison: which of its lines have no partner on the other side. */
export interface ComparedLines {
  readonly lines: readonly string[];
  readonly isChanged: Uint8Array;
}

/** A run of changed lines, maybe an empty one, between two lines that did not change. */
class Run {
  start = 0;
  end = 0;
  readonly #lines: readonly string[];
  readonly #isChanged: Uint8Array;

  constructor({ lines, isChanged }: ComparedLines) {
    this.#lines = lines;
    this.#isChanged = isChanged;
    this.#growDown();
  }

  get size(): number {
    return this.end - this.start;
  }

  toNext(): boolean {
    if (this.end === this.#lines.length) return false;
    this.start = this.end + 1;
    this.end = this.start;
    this.#growDown();
    return true;
  }

  toPrevious(): void {
    this.end = this.start - 1;
    this.start = this.end;
    this.#growUp();
  }

  slideDown(): boolean {
    const { start, end } = this;
    if (end >= this.#lines.length || this.#lines[start] !== this.#lines[end]) return false;
    this.#isChanged[start] = 0;
    this.#isChanged[end] = 1;
    this.start += 1;
    this.end += 1;
    this.#growDown();
    return true;
  }

  slideUp(): boolean {
    const { start, end } = this;
    if (start === 0 || this.#lines[start - 1] !== this.#lines[end - 1]) return false;
    this.start -= 1;
    this.end -= 1;
    this.#isChanged[this.start] = 1;
    this.#isChanged[this.end] = 0;
    this.#growUp();
    return true;
  }

  #growDown(): void {
    while (this.#isChanged[this.end] === 1) this.end += 1;
  }

  #growUp(): void {
    while (this.#isChanged[this.start - 1] === 1) this.start -= 1;
  }
}

/** Slides the runs of changed lines of one side; the other side's stay where they are. */
export function slideChanges(side: ComparedLines, other: ComparedLines): void {
  const run = new Run(side);
  const otherRun = new Run(other);
  do {
    if (run.size > 0) slideRun(side.lines, run, otherRun);
  } while (run.toNext() && otherRun.toNext());
}

function slideRun(lines: readonly string[], run: Run, otherRun: Run): void {
  let size: number;
  let earliestEnd: number;
  let isMatched: boolean;
  // Runs that meet on the way become one, which may slide on.
  do {
    size = run.size;
    isMatched = false;
    while (run.slideUp()) otherRun.toPrevious();
    earliestEnd = run.end;
    if (otherRun.size > 0) isMatched = true;
    while (run.slideDown()) {
      otherRun.toNext();
      if (otherRun.size > 0) isMatched = true;
    }
  } while (run.size !== size);
  if (run.end === earliestEnd) return;
  const best = isMatched ? undefined : bestEnd(lines, run, earliestEnd);
  const isThere = (): boolean => (best === undefined ? otherRun.size > 0 : run.end <= best);
  while (!isThere() && run.slideUp()) otherRun.toPrevious();
}

/** No run is tried at more places than this. */
const slidesMax = 100;

function bestEnd(lines: readonly string[], { end, size }: Run, earliestEnd: number): number {
  let best: { readonly end: number; readonly score: Score } | undefined;
  for (let at = Math.max(earliestEnd, end - size - 1, end - slidesMax); at <= end; at += 1) {
    const score = { indent: 0, penalty: 0 };
    addSplit(score, lines, at);
    addSplit(score, lines, at - size);
    if (best === undefined || compare(score, best.score) <= 0) best = { end: at, score };
  }
  return best?.end ?? end;
}

interface Score {
  indent: number;
  penalty: number;
}

/** How much less an indent weighs than anything else. */
const indentWeight = 60;

function compare(one: Score, other: Score): number {
  return indentWeight * Math.sign(one.indent - other.indent) + one.penalty - other.penalty;
}

const blanksMax = 20;
const indentMax = 200;
/** The indent of a line of white space, and of no line. */
const blank = -1;

/** Adds how badly a border of a run stands before the line at `split`. */
function addSplit(score: Score, lines: readonly string[], split: number): void {
  const isEnd = split >= lines.length;
  const own = isEnd ? blank : indentOf(lines[split]);
  const above = nearestText(lines, split, -1);
  const below = nearestText(lines, split, 1);
  if (above.indent === blank && above.blanks === 0) score.penalty += 1;
  if (isEnd) score.penalty += 21;
  const blanksBelow = own === blank ? 1 + below.blanks : 0;
  const blanks = above.blanks + blanksBelow;
  score.penalty += -30 * blanks + 6 * blanksBelow;
  const indent = own === blank ? below.indent : own;
  score.indent += indent;
  if (indent === blank || above.indent === blank || indent === above.indent) return;
  const hasBlanks = blanks > 0;
  if (indent > above.indent) score.penalty += hasBlanks ? 10 : -4;
  else if (below.indent > indent) score.penalty += hasBlanks ? 17 : 24;
  else score.penalty += hasBlanks ? 17 : 23;
}

/** The indent of the nearest line with text in a direction, and how many blank lines are between. */
function nearestText(
  lines: readonly string[],
  from: number,
  step: 1 | -1,
): { readonly indent: number; readonly blanks: number } {
  let blanks = 0;
  for (let at = from + step; at >= 0 && at < lines.length; at += step) {
    const indent = indentOf(lines[at]);
    if (indent !== blank) return { indent, blanks };
    blanks += 1;
    if (blanks === blanksMax) return { indent: 0, blanks };
  }
  return { indent: blank, blanks };
}

function indentOf(line = ""): number {
  let indent = 0;
  for (const character of line) {
    if (character === " ") indent += 1;
    else if (character === "\t") indent += 8 - (indent % 8);
    else if (!/[\n\r\v\f]/.test(character)) return indent;
    if (indent >= indentMax) return indentMax;
  }
  return blank;
}

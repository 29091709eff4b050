import { EditSearch, roughRoot, type Stretch } from "./edit-search.ts";

/**
 * Myers' comparison of two texts in linear space, with git's choices: which lines are left out of it, and which of
 * several shortest ways is taken. Whoever places a comment in GitLab's diff, or names the new one of two equal
 * lines, has to choose as git does (xdiff/xprepare.c, xdiff/xdiffi.c, git 2.52, 2026-11).
 */

/** Which lines of either text have no partner in the other: 1 for those. */
export interface ChangedLines {
  readonly old: Uint8Array;
  readonly fresh: Uint8Array;
}

/** Finds the changed lines. Time grows with lines and edits, and is bounded as git bounds it. */
export function changedLines(
  oldLines: readonly string[],
  newLines: readonly string[],
): ChangedLines {
  const changed: ChangedLines = {
    old: new Uint8Array(oldLines.length),
    fresh: new Uint8Array(newLines.length),
  };
  const numbers = new Map<string, number>();
  const old = numbersOf(oldLines, numbers);
  const fresh = numbersOf(newLines, numbers);
  const shortest = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shortest && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1;
  const oldCounts = countsOf(old, numbers.size);
  const newCounts = countsOf(fresh, numbers.size);
  const one = comparedLines(old, newCounts, [head, old.length - tail], changed.old);
  const other = comparedLines(fresh, oldCounts, [head, fresh.length - tail], changed.fresh);
  compare(one, other);
  return changed;
}

/** Gives equal lines equal numbers. */
function numbersOf(lines: readonly string[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(lines, (line) => {
    const number = numbers.get(line) ?? numbers.size;
    numbers.set(line, number);
    return number;
  });
}

function countsOf(lines: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const number of lines) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}

/** The lines of one side that are compared, and where to note which of them changed. */
interface Side {
  readonly numbers: Int32Array;
  /** Where they stand in the text. */
  readonly rows: Int32Array;
  readonly isChanged: Uint8Array;
}

/** Occurs on the other side: nowhere, sometimes, or so often that it says little. */
const nowhere = 0;
const sometimes = 1;
const often = 2;
const oftenMax = 1_024;

/** Leaves out lines that the other side does not have, and frequent ones that stand among such. */
function comparedLines(
  lines: Int32Array,
  otherCounts: Int32Array,
  [from, to]: readonly [number, number],
  isChanged: Uint8Array,
): Side {
  const oftenMin = Math.min(roughRoot(lines.length), oftenMax);
  const kinds = Uint8Array.from(lines, (number) => {
    const count = otherCounts[number] ?? 0;
    return count === 0 ? nowhere : count >= oftenMin ? often : sometimes;
  });
  const rows: number[] = [];
  for (let at = from; at < to; at += 1) {
    const isCompared =
      kinds[at] === sometimes || (kinds[at] === often && !isAmongNew(kinds, at, from, to));
    if (isCompared) rows.push(at);
    else isChanged[at] = 1;
  }
  return {
    numbers: Int32Array.from(rows, (row) => lines[row] ?? 0),
    rows: Int32Array.from(rows),
    isChanged,
  };
}

/** So many lines on either side are looked at. */
const windowLines = 100;

/** Whether a frequent line stands in a run of lines that are mostly not on the other side. */
function isAmongNew(kinds: Uint8Array, at: number, from: number, to: number): boolean {
  const before = runFrom(kinds, at, -1, Math.max(from, at - windowLines));
  if (before.nowhere === 0) return false;
  const after = runFrom(kinds, at, 1, Math.min(to - 1, at + windowLines));
  if (after.nowhere === 0) return false;
  const frequent = before.often + after.often + 2;
  return frequent * 4 < frequent + before.nowhere + after.nowhere;
}

function runFrom(
  kinds: Uint8Array,
  from: number,
  step: 1 | -1,
  last: number,
): { readonly nowhere: number; readonly often: number } {
  const run = { nowhere: 0, often: 0 };
  for (let at = from + step; step === 1 ? at <= last : at >= last; at += step) {
    if (kinds[at] === nowhere) run.nowhere += 1;
    else if (kinds[at] === often) run.often += 1;
    else break;
  }
  return run;
}

/** Notes on both sides which lines changed. */
function compare(old: Side, fresh: Side): void {
  const search = new EditSearch(old.numbers, fresh.numbers);
  const open: Stretch[] = [
    {
      oldFrom: 0,
      oldTo: old.rows.length,
      newFrom: 0,
      newTo: fresh.rows.length,
      isExact: false,
    },
  ];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const stretch = withoutEnds(next, old.numbers, fresh.numbers);
    const { oldFrom, oldTo, newFrom, newTo } = stretch;
    if (oldFrom === oldTo || newFrom === newTo) {
      for (const row of old.rows.subarray(oldFrom, oldTo)) old.isChanged[row] = 1;
      for (const row of fresh.rows.subarray(newFrom, newTo)) fresh.isChanged[row] = 1;
    } else {
      const { oldAt, newAt, isFirstExact, isSecondExact } = search.middleOf(stretch);
      open.push(
        { oldFrom, oldTo: oldAt, newFrom, newTo: newAt, isExact: isFirstExact },
        { oldFrom: oldAt, oldTo, newFrom: newAt, newTo, isExact: isSecondExact },
      );
    }
  }
}

/** Cuts off equal lines at both ends. */
function withoutEnds(stretch: Stretch, old: Int32Array, fresh: Int32Array): Stretch {
  let { oldFrom, oldTo, newFrom, newTo } = stretch;
  while (oldFrom < oldTo && newFrom < newTo && old[oldFrom] === fresh[newFrom]) {
    oldFrom += 1;
    newFrom += 1;
  }
  while (oldFrom < oldTo && newFrom < newTo && old[oldTo - 1] === fresh[newTo - 1]) {
    oldTo -= 1;
    newTo -= 1;
  }
  return { ...stretch, oldFrom, oldTo, newFrom, newTo };
}

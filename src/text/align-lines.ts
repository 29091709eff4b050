import { diffArrays } from "diff";

/**
 * The most lines that may differ before the exact comparison, whose cost grows with the square of this
 * number, is given up for the coarse one. 1,000 take about 60 ms (measured on Node 24, 2026-11).
 */
const editsMax = 1_000;

/**
 * Finds which old line each new line is: 1-based, 0 for a line that is new. Exact where the texts are
 * alike; two texts that differ in thousands of lines are matched at the lines that occur once in each.
 * Where equal lines leave a choice, it is git's in all but a few places, most of them blank lines.
 */
export function alignLines(oldLines: readonly string[], newLines: readonly string[]): Int32Array {
  const oldLineOf = new Int32Array(newLines.length);
  const shortest = Math.min(oldLines.length, newLines.length);
  let head = 0;
  while (head < shortest && oldLines[head] === newLines[head]) {
    oldLineOf[head] = head + 1;
    head += 1;
  }
  let tail = 0;
  while (tail < shortest - head && oldLines.at(-1 - tail) === newLines.at(-1 - tail)) {
    oldLineOf[newLines.length - 1 - tail] = oldLines.length - tail;
    tail += 1;
  }
  const oldMiddle = oldLines.slice(head, oldLines.length - tail);
  const newMiddle = newLines.slice(head, newLines.length - tail);
  if (oldMiddle.length > 0 && newMiddle.length > 0) {
    const matches = matchExactly(oldMiddle, newMiddle) ?? matchUniqueLines(oldMiddle, newMiddle);
    for (const [newIndex, oldIndex] of matches) oldLineOf[head + newIndex] = head + oldIndex + 1;
  }

  slideDown(oldLineOf, newLines);
  const newLineOf = invert(oldLineOf, oldLines.length);
  slideDown(newLineOf, oldLines);
  return invert(newLineOf, newLines.length);
}

/** Moves each run of lines without a partner down as far as equal lines allow, as git does. */
function slideDown(partnerOf: Int32Array, lines: readonly string[]): void {
  let start = partnerOf.indexOf(0);
  while (start !== -1) {
    let end = runEnd(partnerOf, start);
    while (end < lines.length && lines[start] === lines[end]) {
      partnerOf[start] = partnerOf[end] ?? 0;
      partnerOf[end] = 0;
      start += 1;
      end = runEnd(partnerOf, end);
    }
    start = partnerOf.indexOf(0, end);
  }
}

function runEnd(partnerOf: Int32Array, start: number): number {
  let end = start;
  while (partnerOf[end] === 0) end += 1;
  return end;
}

function invert(partnerOf: Int32Array, count: number): Int32Array {
  const inverse = new Int32Array(count);
  for (const [index, partner] of partnerOf.entries()) {
    if (partner > 0) inverse[partner - 1] = index + 1;
  }
  return inverse;
}

type Match = readonly [newIndex: number, oldIndex: number];

function matchExactly(oldLines: string[], newLines: string[]): readonly Match[] | undefined {
  const changes = diffArrays(oldLines, newLines, { maxEditLength: editsMax });
  if (changes === undefined) return undefined;
  const matches: Match[] = [];
  let oldIndex = 0;
  let newIndex = 0;
  for (const { added, removed, count } of changes) {
    if (!added && !removed) {
      for (let step = 0; step < count; step += 1) matches.push([newIndex + step, oldIndex + step]);
    }
    if (!removed) newIndex += count;
    if (!added) oldIndex += count;
  }
  return matches;
}

/** The longest run of lines that occur once on each side and keep their order, grown to their neighbours. */
function matchUniqueLines(
  oldLines: readonly string[],
  newLines: readonly string[],
): readonly Match[] {
  const anchors = longestRising(uniquePairs(oldLines, newLines));
  const matches: Match[] = [];
  let oldDone = 0;
  let newDone = 0;
  for (const [newAnchor, oldAnchor] of anchors) {
    if (newAnchor < newDone) continue;
    let newIndex = newAnchor;
    let oldIndex = oldAnchor;
    while (
      newIndex > newDone &&
      oldIndex > oldDone &&
      newLines[newIndex - 1] === oldLines[oldIndex - 1]
    ) {
      newIndex -= 1;
      oldIndex -= 1;
    }
    while (newIndex < newLines.length && newLines[newIndex] === oldLines[oldIndex]) {
      matches.push([newIndex, oldIndex]);
      newIndex += 1;
      oldIndex += 1;
    }
    newDone = newIndex;
    oldDone = oldIndex;
  }
  return matches;
}

function uniquePairs(oldLines: readonly string[], newLines: readonly string[]): Match[] {
  const repeated = -1;
  const oldPlace = new Map<string, number>();
  for (const [index, line] of oldLines.entries()) {
    oldPlace.set(line, oldPlace.has(line) ? repeated : index);
  }
  const newPlace = new Map<string, number>();
  for (const [index, line] of newLines.entries()) {
    newPlace.set(line, newPlace.has(line) ? repeated : index);
  }
  const pairs: Match[] = [];
  for (const [line, newIndex] of newPlace) {
    const oldIndex = oldPlace.get(line) ?? repeated;
    if (newIndex !== repeated && oldIndex !== repeated) pairs.push([newIndex, oldIndex]);
  }
  return pairs;
}

/** The longest subsequence whose old indices rise (patience sorting); the new ones rise already. */
function longestRising(pairs: readonly Match[]): readonly Match[] {
  const piles: number[] = [];
  const previous = new Int32Array(pairs.length).fill(-1);
  for (const [index, [, oldIndex]] of pairs.entries()) {
    let low = 0;
    let high = piles.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[piles[middle] ?? 0]?.[1] ?? 0) < oldIndex) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = piles[low - 1] ?? -1;
    piles[low] = index;
  }
  const rising: Match[] = [];
  for (let index = piles.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

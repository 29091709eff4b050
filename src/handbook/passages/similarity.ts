/**
 * Gives the Jaccard similarity of two sorted sets, or 0 as soon as it cannot reach `least`.
 * The second set lies in `pool` from `from` on.
 */
export function jaccard(
  first: Uint32Array,
  firstCount: number,
  pool: Uint32Array,
  from: number,
  secondCount: number,
  least: number,
): number {
  const smaller = Math.min(firstCount, secondCount);
  const larger = Math.max(firstCount, secondCount);
  if (smaller === 0 || smaller < least * larger) return 0;
  // With fewer shared shingles than this the similarity is under `least`.
  const shareNeeded = Math.ceil((least * (firstCount + secondCount)) / (1 + least) - 1e-9);
  let a = 0;
  let b = 0;
  let shared = 0;
  while (a < firstCount && b < secondCount) {
    const left = first[a] ?? 0;
    const right = pool[from + b] ?? 0;
    if (left === right) {
      shared += 1;
      a += 1;
      b += 1;
    } else {
      if (left < right) a += 1;
      else b += 1;
      if (shared + Math.min(firstCount - a, secondCount - b) < shareNeeded) return 0;
    }
  }
  const similarity = shared / (firstCount + secondCount - shared);
  return similarity >= least ? similarity : 0;
}

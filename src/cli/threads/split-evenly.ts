/** Cuts a list into as many stretches, each of about the same size. */
export function splitEvenly<T>(
  items: readonly T[],
  count: number,
  sizeOf: (item: T) => number,
): readonly (readonly T[])[] {
  const total = items.reduce((sum, item) => sum + sizeOf(item), 0);
  const parts = Array.from({ length: count }, (): T[] => []);
  let before = 0;
  for (const item of items) {
    const part = total === 0 ? 0 : Math.min(count - 1, Math.floor((before * count) / total));
    parts[part]?.push(item);
    before += sizeOf(item);
  }
  return parts;
}

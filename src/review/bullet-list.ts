/** A title with a bullet for each item, the first `max` of them; empty without items. */
export function bulletList<T>(
  title: string,
  items: readonly T[],
  write: (item: T) => string,
  max: number,
): string {
  if (items.length === 0) return "";
  const rows = items.slice(0, max).map((item) => `- ${write(item)}`);
  const more = items.length - rows.length;
  return [title, "", ...rows, ...(more > 0 ? [`- and ${more} more`] : [])].join("\n");
}

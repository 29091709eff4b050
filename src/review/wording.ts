/** Writes a number with its noun: `1 error`, `3 errors`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** Puts parts into a sentence: `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  const head = parts.slice(0, -1).join(", ");
  return head === "" ? (parts[0] ?? "") : `${head} and ${parts.at(-1)}`;
}

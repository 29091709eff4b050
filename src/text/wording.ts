/** Writes an amount with its noun: `1 error`, `1,034 errors`. */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${withThousands(amount)} ${amount === 1 ? noun : plural}`;
}

/** `1,034`. By hand: the first use of a locale costs some 40 ms. */
export function withThousands(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3}){1,6}$)/g, ",");
}

/** Puts parts into a sentence: `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  const head = parts.slice(0, -1).join(", ");
  return head === "" ? (parts[0] ?? "") : `${head} and ${parts.at(-1)}`;
}

/** “1,034 passages”. By hand: the first use of a locale costs some 40 ms. */
export function count(amount: number, noun: string): string {
  return `${withThousands(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** “1,034” */
export function withThousands(amount: number): string {
  return String(amount).replace(/\B(?=(?:\d{3}){1,6}$)/g, ",");
}

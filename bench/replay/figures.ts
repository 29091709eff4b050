/** The value below which a share of all values lies; 0 for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** `p50 3, p90 7, max 12 ms` */
export function spread(values: readonly number[], shares: readonly number[], unit = ""): string {
  const parts = shares.map((share) => `p${Math.round(share * 100)} ${percentile(values, share)}`);
  return `${[...parts, `max ${Math.max(0, ...values)}`].join(", ")}${unit && ` ${unit}`}`;
}

/** Mean with two digits. */
export function mean(values: readonly number[]): string {
  const sum = values.reduce((total, value) => total + value, 0);
  return (values.length === 0 ? 0 : sum / values.length).toFixed(2);
}

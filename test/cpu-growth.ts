/**
 * Whether work grows much faster than its input, by the CPU time that this thread spends on it. For what cannot be
 * counted, such as the steps of a regular expression: the clock of a busy machine counts what others do, and a time
 * alone says as much about the machine as about the work, so two pieces of one moment are compared.
 */

/** How many times larger the whole is than the part. */
export const PARTS = 8;
/** A linear whole takes 8 times as long as its part, and one that grows with the square 64 times. */
const GROWTH_MAX = 24;
/** What takes less CPU time than this does not matter, however it grows. */
const NOTICED_MS = 100;

/** Compares work on a part with work on the whole; a hiccup is forgiven twice. */
export function growsTooFast(onPart: () => unknown, onWhole: () => unknown): boolean {
  return isTooMuchMore(
    () => cpuMs(onPart),
    () => cpuMs(onWhole),
  );
}

/** The same by costs in milliseconds, measured anew for each attempt. */
export function isTooMuchMore(costOfPart: () => number, costOfWhole: () => number): boolean {
  let [part, whole] = [Infinity, Infinity];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    whole = Math.min(whole, costOfWhole());
    if (whole < NOTICED_MS) return false;
    part = Math.min(part, costOfPart());
    if (whole <= GROWTH_MAX * Math.max(part, NOTICED_MS / GROWTH_MAX)) return false;
  }
  return true;
}

function cpuMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

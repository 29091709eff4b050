/** Keeps a number of calls in flight and measures them. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of this process alone, a call. It says more than the clock on a machine that others use too. */
  readonly cpuMicros: number;
}

/** Calls `work` so many times, `inFlight` at a time. */
export async function measure(
  calls: number,
  inFlight: number,
  work: (index: number) => Promise<unknown>,
): Promise<Load> {
  const tookMs = new Float64Array(calls);
  let index = 0;
  const one = async (): Promise<void> => {
    while (index < calls) {
      const mine = index;
      index += 1;
      const start = performance.now();
      await work(mine);
      tookMs[mine] = performance.now() - start;
    }
  };
  const cpu = process.cpuUsage();
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  return summed(tookMs, (performance.now() - start) / 1_000, cpu);
}

/**
 * Calls `work` at a fixed rate, whether or not earlier calls have ended, and counts from when a call was due:
 * so a receiver that stops for a while pays for everybody who waits.
 */
export async function measurePaced(
  calls: number,
  perSecond: number,
  work: (index: number) => Promise<unknown>,
): Promise<Load> {
  const tookMs = new Float64Array(calls);
  const running: Promise<void>[] = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  while (running.length < calls) {
    const dueNow = Math.min(calls, Math.floor(((performance.now() - start) * perSecond) / 1_000));
    while (running.length < dueNow) {
      const mine = running.length;
      const due = start + ((mine + 1) * 1_000) / perSecond;
      running.push(work(mine).then(() => void (tookMs[mine] = performance.now() - due)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  return summed(tookMs, (performance.now() - start) / 1_000, cpu);
}

function summed(tookMs: Float64Array, seconds: number, since: NodeJS.CpuUsage): Load {
  const calls = tookMs.length;
  const { user, system } = process.cpuUsage(since);
  tookMs.sort();
  return {
    perSecond: calls / seconds,
    cpuMicros: (user + system) / calls,
    p50Ms: tookMs[Math.floor(calls * 0.5)] ?? Number.NaN,
    p99Ms: tookMs[Math.floor(calls * 0.99)] ?? Number.NaN,
  };
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs the contenders in turn, round after round, so that a busy machine is busy for all of them. */
export async function compare<N extends string>(
  rounds: number,
  contenders: Readonly<Record<N, () => Promise<Load>>>,
): Promise<Readonly<Record<N, readonly Load[]>>> {
  const names = Object.keys(contenders) as N[];
  const results = Object.fromEntries(names.map((name) => [name, [] as Load[]])) as Record<
    N,
    Load[]
  >;
  for (const name of names) await contenders[name](); // Once unmeasured, for the compiler to warm up.
  for (let round = 0; round < rounds; round += 1) {
    for (const name of names) results[name].push(await contenders[name]());
  }
  return results;
}

/** One line a contender: medians, and its processor time over the first one's, round by round. */
export function report<N extends string>(
  title: string,
  results: Readonly<Record<N, readonly Load[]>>,
): void {
  console.log(`\n${title}`);
  const entries = Object.entries<readonly Load[]>(results);
  const [, baseline = []] = entries[0] ?? [];
  for (const [name, loads] of entries) {
    const figure = (pick: (load: Load) => number, digits: number): string => {
      const middle = median(loads.map(pick));
      return (Number.isNaN(middle) ? "–" : middle.toFixed(digits)).padStart(7);
    };
    const ratios = (pick: (load: Load, first: Load | undefined) => number): string => {
      const all = loads.map((load, round) => pick(load, baseline[round]));
      return `${median(all).toFixed(2)} (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`;
    };
    console.log(
      `  ${name.padEnd(30)} ${figure((load) => load.perSecond, 0)}/s` +
        `  p50 ${figure((load) => load.p50Ms, 2)} ms  p99 ${figure((load) => load.p99Ms, 2)} ms` +
        `  ${figure((load) => load.cpuMicros, 0)} µs CPU` +
        `  speed × ${ratios((load, first) => load.perSecond / (first?.perSecond ?? Number.NaN))}` +
        `  CPU × ${ratios((load, first) => load.cpuMicros / (first?.cpuMicros ?? Number.NaN))}`,
    );
  }
}

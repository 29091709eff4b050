/** Keeps a number of calls in flight and measures them. */
export interface Load {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
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
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, one));
  const seconds = (performance.now() - start) / 1_000;
  tookMs.sort();
  return {
    perSecond: calls / seconds,
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

/** One line a contender: medians, and how its throughput stands to the first one's, round by round. */
export function report<N extends string>(
  title: string,
  results: Readonly<Record<N, readonly Load[]>>,
): void {
  console.log(`\n${title}`);
  const entries = Object.entries<readonly Load[]>(results);
  const [, baseline = []] = entries[0] ?? [];
  for (const [name, loads] of entries) {
    const figure = (pick: (load: Load) => number): number => median(loads.map(pick));
    const ratios = loads.map(
      ({ perSecond }, round) => perSecond / (baseline[round]?.perSecond ?? Number.NaN),
    );
    console.log(
      `  ${name.padEnd(34)} ${figure((load) => load.perSecond)
        .toFixed(0)
        .padStart(7)}/s` +
        `  p50 ${figure((load) => load.p50Ms)
          .toFixed(2)
          .padStart(7)} ms` +
        `  p99 ${figure((load) => load.p99Ms)
          .toFixed(2)
          .padStart(7)} ms` +
        `  ratio ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    );
  }
}

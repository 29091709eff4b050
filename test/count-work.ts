import { type Profiler, Session } from "node:inspector/promises";

const OWN_CODE = /\/(?:src|rules)\//;

/**
 * How often parts of our own code run during a piece of work: functions, branches and bodies of loops as V8 counts
 * them for coverage. Unlike time it is the same on a slow or busy machine.
 */
export async function countWork(work: () => unknown, counted = OWN_CODE): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await work();
    const { result } = await session.post("Profiler.takePreciseCoverage");
    return result.filter(({ url }) => counted.test(url)).reduce(sumCounts, 0);
  } finally {
    await session.post("Profiler.stopPreciseCoverage");
    session.disconnect();
  }
}

function sumCounts(sum: number, { functions }: Profiler.ScriptCoverage): number {
  for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  return sum;
}

import { readFileSync } from "node:fs";
import { readUsage } from "../../src/worker/reviewer/process-usage.ts";

/** The most memory that processes and their children have held, in megabytes of one process. */
export interface MemoryWatch {
  readonly peakMb: () => number;
  readonly stop: () => void;
}

/** Looks ten times a second at what each process and each of its children holds. */
export function watchMemory(pids: () => readonly (number | undefined)[]): MemoryWatch {
  let peak = 0;
  const timer = setInterval(() => {
    for (const pid of pids().flatMap((one) => (one === undefined ? [] : [one, ...childrenOf(one)])))
      peak = Math.max(peak, readUsage(pid)?.rssBytes ?? 0);
  }, 100);
  return { peakMb: () => Math.round(peak / 1_000_000), stop: () => clearInterval(timer) };
}

function childrenOf(pid: number): readonly number[] {
  try {
    const listed = readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1");
    return listed.split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

import { readFileSync } from "node:fs";

/** What a process has used so far. */
export interface ProcessUsage {
  /** CPU time of all its threads, in milliseconds. */
  readonly cpuMs: number;
  /** Memory that it holds, in bytes. */
  readonly rssBytes: number;
}

/** Linux counts in hundredths of a second and in pages of 4 KiB on all machines that Node.js runs on. proc(5) */
const tickMs = 10;
const pageBytes = 4096;

/** Asks the system what a process has used; undefined where the system does not say, as on macOS and Windows. */
export function readUsage(pid: number): ProcessUsage | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return undefined;
  }
  // The name of the program stands in parentheses and may hold anything; 14 user, 15 system, 24 memory.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [user, system, pages] = [fields[11], fields[12], fields[21]].map(Number);
  if (user === undefined || system === undefined || pages === undefined) return undefined;
  return { cpuMs: (user + system) * tickMs, rssBytes: pages * pageBytes };
}

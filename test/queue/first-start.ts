import { readFileSync } from "node:fs";
import { openPglite } from "../../src/queue/pglite-store.ts";

/** Makes a data folder in a process of its own, and prints the most memory that took, in megabytes. */
const store = await openPglite(process.argv[2] ?? "");
const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
await store.close();
process.stdout.write(String(Math.round((Number(peak) * 1024) / 1_000_000)));

import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** What one run of a command used. */
export interface Run {
  /** Seconds on the clock, and of all its processes and threads on the CPU. */
  readonly wall: number;
  readonly cpu: number;
  /** Most memory of the largest of its processes, in megabytes. */
  readonly memory: number;
}

/** A command with where and with what it is run. */
export interface Command {
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** One more exit code of a run that did its work. */
  readonly doneCode?: number;
}

/** What a tool says that has done its work, with findings or without; `xargs` says 123 for those it ran. */
const doneCodes: readonly (number | null)[] = [0, 1, 123];

/**
 * Runs a command to its end; `scratch` is a folder for what it prints.
 * @throws Error where it did not do its work: that would be quick.
 */
export function measure({ argv, cwd, env, doneCode }: Command, scratch: string): Run {
  const file = join(scratch, "time");
  const { error, status } = spawnSync(
    "/usr/bin/time",
    ["--quiet", "-o", file, "-f", "%e %U %S %M", ...argv],
    {
      cwd,
      env: { ...process.env, ...env },
      stdio: "ignore",
    },
  );
  if (error !== undefined) throw new Error(`GNU time is needed (Debian: time). ${error.message}`);
  if (status !== doneCode && !doneCodes.includes(status))
    throw new Error(`${argv.join(" ")} ended with ${status}.`);
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = readFileSync(file, "utf8")
    .trim()
    .split(" ")
    .map(Number);
  rmSync(file);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

/** The middle one, or the upper of the two. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { parseLogLine, type LogLine } from "../../test/log-line.ts";

/** The bot as its own process, the way an operator runs it. */
export interface Service {
  readonly url: string;
  /** Every line so far. */
  readonly log: readonly LogLine[];
  /** Waits for the first matching line after `from` and returns when it came. */
  readonly waitFor: (
    what: string,
    from: number,
    fits: (line: LogLine) => boolean,
  ) => Promise<LogLine>;
  /** Memory of the process now and at its highest, in MiB. */
  readonly memory: () => { readonly now: number; readonly peak: number };
  readonly stop: () => Promise<void>;
}

const { scripts } = z
  .object({ scripts: z.object({ start: z.string() }) })
  .parse(JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")));

/** Starts `handbook-bot serve` with these settings and waits until it listens. */
export async function startService(
  main: string,
  settings: Readonly<Record<string, string>>,
): Promise<Service> {
  // What `npm start` runs, as the process itself and not as a child of npm.
  const command = scripts.start.replace("src/cli/launch.ts", main);
  const child = spawn("sh", ["-c", command], {
    env: { PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter), ...settings },
    stdio: ["ignore", "inherit", "pipe"],
  });
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface({ input: child.stderr });
  lines.on("line", (line) => {
    const parsed = parseLogLine(line);
    if (parsed === undefined) console.error(line);
    else log.push(parsed);
    for (const look of [...waiting]) look();
  });
  let exit: number | null | undefined;
  child.on("exit", (code) => {
    exit = code;
    for (const look of [...waiting]) look();
  });

  const waitFor: Service["waitFor"] = (what, from, fits) =>
    new Promise((resolve, reject) => {
      let at = from;
      const timer = setTimeout(() => {
        const tail = log.slice(-8).map((line) => JSON.stringify(line));
        finish(new Error(`No ${what} within 600 s. The log ends:\n${tail.join("\n")}`));
      }, 600_000);
      const finish = (result: LogLine | Error): void => {
        clearTimeout(timer);
        waiting.delete(look);
        if (result instanceof Error) reject(result);
        else resolve(result);
      };
      const look = (): void => {
        for (; at < log.length; at += 1) {
          const line = log[at];
          if (line !== undefined && fits(line)) return finish(line);
        }
        if (exit !== undefined) finish(new Error(`The bot ended with ${exit} before ${what}.`));
      };
      waiting.add(look);
      look();
    });

  const started = await waitFor("start of the bot", 0, ({ msg }) => msg === "bot started");
  // The highest mark counts from here: making a new data folder takes more, once.
  writeFileSync(`/proc/${child.pid}/clear_refs`, "5");
  return {
    url: String(started["url"]),
    log,
    waitFor,
    memory: () => memoryOf(child),
    stop: async () => {
      if (exit !== undefined) return;
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The bot and the process that reads pages, in MiB; the peaks of both together are no less than the true one. */
function memoryOf({ pid }: ChildProcess): { now: number; peak: number } {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
  const all = [String(pid), ...children].filter((id) => id !== "").map(statusOf);
  const sum = (name: string): number => all.reduce((most, status) => most + read(status, name), 0);
  return { now: sum("VmRSS"), peak: sum("VmHWM") };
}

function statusOf(pid: string): string {
  return readFileSync(`/proc/${pid}/status`, "utf8");
}

function read(status: string, name: string): number {
  return Math.round(
    Number(new RegExp(`^${name}:\\s*(\\d+) kB`, "m").exec(status)?.[1] ?? 0) / 1024,
  );
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { StartedStore } from "../stores/server-process.ts";
import { parseLogLine, type LogLine } from "../log-line.ts";

/** The bot as a process of its own, which may be killed and started again. */
export interface BotProcess {
  /** Every line that all lives of it have written. */
  readonly log: readonly LogLine[];
  /** Everything that all lives of it have written, as it came. */
  readonly output: readonly string[];
  /** Of the life that runs. */
  readonly pid: () => number | undefined;
  /** `kill -9`, and a new start; resolves when the new one runs. */
  readonly crash: () => Promise<void>;
  /** As an operator stops it. */
  readonly stop: () => Promise<void>;
}

/** The program as it is in the sources; the built one starts in a third of the time. */
export const sources = fileURLToPath(new URL("../../src/cli/launch.ts", import.meta.url));

/** Starts `serve` of a program, `sources` or a built one, and resolves when it has started. */
export async function startBotProcess(
  program: string,
  role: "all" | "receiver" | "worker",
  settings: Readonly<Record<string, string>>,
): Promise<BotProcess> {
  const output: string[] = [];
  const log: LogLine[] = [];

  async function start(): Promise<ChildProcess> {
    const child = spawn(
      process.execPath,
      ["--max-semi-space-size=8", program, "serve", "--role", role],
      {
        env: { PATH: process.env["PATH"], ...settings },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    const gone = once(child, "exit").then(() => undefined);
    createInterface({ input: child.stdout }).on("line", (line) => output.push(line));
    const lines = createInterface({ input: child.stderr });
    const started = new Promise<true>((resolve) => {
      lines.on("line", (line) => {
        output.push(line);
        const parsed = parseLogLine(line);
        if (parsed === undefined) return;
        log.push(parsed);
        if (parsed.msg === "bot started") resolve(true);
      });
    });
    if ((await Promise.race([started, gone])) === true) return child;
    throw new Error(`The ${role} did not start:\n${output.slice(-10).join("\n")}`);
  }

  async function end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  let child = await start();
  return {
    log,
    output,
    pid: () => child.pid,
    crash: async () => {
      await end("SIGKILL");
      child = await start();
    },
    stop: () => end("SIGTERM"),
  };
}

/**
 * Starts the bot as one process with its embedded queue; with a store, as a receiver and two workers that share it.
 * Folders with data are made below the one that `settings` name.
 */
export async function startBotProcesses(
  program: string,
  store: StartedStore | undefined,
  settings: Readonly<Record<string, string>>,
): Promise<readonly BotProcess[]> {
  if (store === undefined) return [await startBotProcess(program, "all", settings)];
  const shared = { ...settings, HANDBOOK_BOT_QUEUE_URL: store.url };
  const dataDir = settings["HANDBOOK_BOT_DATA_DIR"] ?? "";
  const worker = (name: string): Promise<BotProcess> =>
    startBotProcess(program, "worker", { ...shared, HANDBOOK_BOT_DATA_DIR: join(dataDir, name) });
  return Promise.all([startBotProcess(program, "receiver", shared), worker("one"), worker("two")]);
}

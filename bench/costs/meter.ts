import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readUsage } from "../../src/worker/reviewer/process-usage.ts";
import type { AskedPage, ReviewedPage } from "./review-page.ts";

/** What a page cost. */
export interface PageCost {
  /** CPU time of the process in milliseconds. */
  readonly cpuMs: number;
  /** The most memory that the process held, in megabytes. */
  readonly peakMb: number;
  /** Undefined where the process was ended, or ended itself. */
  readonly reviewed: ReviewedPage | undefined;
  readonly ended: "time" | "memory" | "crash" | undefined;
}

export interface CostMeter {
  readonly measure: (page: AskedPage) => Promise<PageCost>;
  readonly close: () => void;
}

/** Where the meter gives a page up: far beyond what the bot does. */
const cpuMsMax = 12_000;
const bytesMax = 2_000_000_000;

const lookMs = 20;

/** Measures pages in a process that is started anew after each that took much. */
export function openCostMeter(rules: "bare" | "all"): CostMeter {
  let child: ChildProcess | undefined;
  return {
    async measure(page) {
      child ??= fork(fileURLToPath(new URL("review-page.ts", import.meta.url)), [rules], {
        execArgv: ["--max-semi-space-size=8", "--max-old-space-size=768"],
        serialization: "advanced",
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      });
      const cost = await measure(child, page);
      if (cost.reviewed === undefined || cost.peakMb > 400) {
        child.kill("SIGKILL");
        child = undefined;
      }
      return cost;
    },
    close: () => child?.kill("SIGKILL"),
  };
}

function measure(child: ChildProcess, page: AskedPage): Promise<PageCost> {
  const { promise, resolve } = Promise.withResolvers<PageCost>();
  const started = readUsage(child.pid ?? 0)?.cpuMs ?? 0;
  let peak = 0;
  let cpuMs = 0;
  const end = (reviewed: ReviewedPage | undefined, ended: PageCost["ended"]): void => {
    clearInterval(timer);
    child.removeAllListeners();
    resolve({
      cpuMs: reviewed?.cpuMs ?? cpuMs,
      peakMb: Math.round(peak / 1_000_000),
      reviewed,
      ended,
    });
  };
  const timer = setInterval(() => {
    const usage = readUsage(child.pid ?? 0);
    if (usage === undefined) return;
    peak = Math.max(peak, usage.rssBytes);
    cpuMs = usage.cpuMs - started;
    if (cpuMs > cpuMsMax) end(undefined, "time");
    else if (usage.rssBytes > bytesMax) end(undefined, "memory");
  }, lookMs);
  child.once("message", (reviewed: ReviewedPage) => end(reviewed, undefined));
  child.once("exit", () => end(undefined, "crash"));
  child.send(page);
  return promise;
}

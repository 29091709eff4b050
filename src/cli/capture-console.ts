import type { Log } from "../log.ts";

const methods = ["log", "info", "warn", "error", "debug"] as const;

/**
 * Takes what libraries print and what Node warns of into the log, so that its lines stay JSON. Nothing of the bot itself
 * prints while it serves. Gives the function that ends this.
 */
export function captureConsole(log: Pick<Log, "warn">): () => void {
  const before = Object.fromEntries(methods.map((method) => [method, console[method]]));
  for (const method of methods) {
    console[method] = (...parts: unknown[]): void => {
      const text = parts.map((part) => (part instanceof Error ? part.message : String(part)));
      log.warn({ text: text.join(" ") }, "library printed");
    };
  }
  const listeners = process.listeners("warning");
  const warn = ({ name, message }: Error): void => log.warn({ name, message }, "Node warned");
  process.removeAllListeners("warning").on("warning", warn);
  return () => {
    Object.assign(console, before);
    process.off("warning", warn);
    for (const listener of listeners) process.on("warning", listener);
  };
}

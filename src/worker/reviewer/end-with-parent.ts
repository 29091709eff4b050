import { Worker } from "node:worker_threads";

/** Runs in a thread of its own, so that a page that never ends does not keep it from looking. */
const watch = `
  const { workerData: parent } = require("node:worker_threads");
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 1_000);
`;

/**
 * Ends this process soon after the one that started it, even while it is busy with a page. A parent that is
 * killed can end nobody, and a busy process does not hear that its channel was closed.
 */
export function endWithParent(): void {
  const thread = new Worker(watch, {
    eval: true,
    workerData: process.ppid,
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 },
  });
  thread.on("error", () => {});
  thread.unref();
}

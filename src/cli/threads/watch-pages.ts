import type { Worker } from "node:worker_threads";

import { restingAt } from "./channel.ts";
import type { ThreadLimits } from "./page-threads.ts";

/** How often the cost of a page is looked at, in milliseconds. */
const lookMs = 100;

/** Looks now and then how much time a thread spends on one page; gives what stops it. */
export function watchPages(
  worker: Worker,
  at: Int32Array,
  limits: ThreadLimits,
  onTooLong: () => void,
): () => void {
  let page = restingAt;
  let since = performance.now();
  let usedBefore: number | undefined;
  let used: number | undefined;
  let isAsked = false;
  const timer = setInterval(() => {
    const now = Atomics.load(at, 0);
    if (now !== page) {
      page = now;
      since = performance.now();
      usedBefore = undefined;
    }
    if (page === restingAt) return;
    if (performance.now() - since > limits.clockMs) onTooLong();
    else if (used !== undefined && usedBefore !== undefined && used - usedBefore > limits.cpuMs)
      onTooLong();
    if (isAsked) return;
    isAsked = true;
    void worker.cpuUsage().then(
      ({ user, system }) => {
        isAsked = false;
        if (Atomics.load(at, 0) !== now) return;
        used = (user + system) / 1_000;
        usedBefore ??= used;
      },
      () => {},
    );
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
}

import type { Steps } from "../text/steps.ts";

/** So long may other things wait: a webhook is answered and a health check is heard in between. */
const turnMs = 20;

/** Takes the steps of a long computation, and lets the process do something else every few of them. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < turnMs) continue;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    start = performance.now();
  }
}

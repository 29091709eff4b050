import type { Steps } from "../text/steps.ts";

/** So long may other things wait: a webhook is answered and a health check is heard in between. */
const turnMs = 20;

/** Hears which page a computation is about to work on; undefined while it rests. */
export type Announce = (page: string | undefined) => void;

/** Takes the steps of a long computation, and lets the process do something else every few of them. */
export async function inTurns<T>(steps: Steps<T>, announce: Announce = () => {}): Promise<T> {
  let page: string | undefined;
  let start = performance.now();
  try {
    for (;;) {
      if (page !== undefined) announce(page);
      const step = steps.next();
      if (step.done === true) return step.value;
      page = step.value ?? page;
      if (performance.now() - start < turnMs) continue;
      announce(undefined);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      start = performance.now();
    }
  } finally {
    announce(undefined);
  }
}

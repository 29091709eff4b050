import type { JobQueue } from "../queue/queue.ts";

/** What keeps the bot from working, in words for the operator. Empty: it is ready. */
export type ReadinessCheck = () => Promise<readonly string[]>;

/** Answers that come in quick succession share one look, for anybody may ask. */
const LOOK_MS = 1_000;

/**
 * Makes the check behind `/readyz`: the store answers, and nothing else is wrong. `problem` gives what the
 * rest of the bot knows, such as a token that GitLab refuses.
 */
export function createReadinessCheck(
  queue: Pick<JobQueue, "ready">,
  problem: () => string | undefined,
  now: () => number,
): ReadinessCheck {
  let look: { readonly at: number; readonly isStoreReady: Promise<boolean> } | undefined;
  return async () => {
    const at = now();
    if (look === undefined || at - look.at >= LOOK_MS) look = { at, isStoreReady: queue.ready() };
    const reasons = (await look.isStoreReady) ? [] : ["The queue's store does not answer."];
    const other = problem();
    return other === undefined ? reasons : [...reasons, other];
  };
}

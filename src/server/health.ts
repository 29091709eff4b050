import type { JobQueue, StoreHealth } from "../queue/queue.ts";

/** How the bot is, in words for the operator. Anybody may read them, so they name nothing. */
export interface Readiness {
  /** What keeps it from working; empty: it is ready. */
  readonly reasons: readonly string[];
  /** What else is wrong. */
  readonly warnings: readonly string[];
}

/** What the rest of the bot knows about itself. */
export interface Problems {
  /** What keeps it from working, such as a token that GitLab refuses. */
  readonly problem: () => string | undefined;
  readonly warnings: () => readonly string[];
}

/** Answers that come in quick succession share one look, for anybody may ask. */
const lookMs = 1_000;

/** Makes the check behind `/readyz`: the store takes jobs, and nothing else is wrong. */
export function createReadinessCheck(
  queue: Pick<JobQueue, "health">,
  { problem, warnings }: Problems,
  now: () => number,
): () => Promise<Readiness> {
  let look: { readonly at: number; readonly store: Promise<StoreHealth> } | undefined;
  return async () => {
    const at = now();
    if (look === undefined || at - look.at >= lookMs) look = { at, store: queue.health() };
    const store = await look.store;
    const other = problem();
    return {
      reasons: [
        ...store.problems.map((reason) => `The queue's store does not take jobs: ${reason}`),
        ...(other === undefined ? [] : [other]),
      ],
      warnings: [...store.warnings, ...warnings()],
    };
  };
}

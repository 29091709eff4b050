import { setTimeout as wait } from "node:timers/promises";

/**
 * Waits until it is done, or until nothing has moved for `patienceMs`: a busy machine is slow, and what is lost never
 * comes. `moved` is any number that changes with each bit of progress.
 */
export async function waitWhileMoving(given: {
  readonly isDone: () => boolean;
  readonly moved: () => number;
  readonly patienceMs: number;
}): Promise<void> {
  let last = { moved: given.moved(), at: performance.now() };
  while (!given.isDone()) {
    const moved = given.moved();
    if (moved !== last.moved) last = { moved, at: performance.now() };
    if (performance.now() - last.at > given.patienceMs) return;
    await wait(200);
  }
}

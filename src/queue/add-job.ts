import { createHash, randomUUID } from "node:crypto";
import type { Job as BullJob, JobsOptions } from "bullmq";
import type { Added } from "./job-handlers.ts";
import { coalescingKey, isUrgent, type Job } from "./job.ts";
import type { QueueLimits } from "./limits.ts";
import type { BullQueue } from "./queue.ts";
import type { Store } from "./store.ts";

/** Stores a job, unless its delivery was taken before; of those with the same key the newest is kept. */
export async function addJob(
  queue: BullQueue,
  store: Store,
  job: Job,
  delivery: string | undefined,
  limits: QueueLimits,
): Promise<Added> {
  const give = (id: string): Promise<"queued" | "coalesced"> =>
    handIn(queue, job, jobOptions(job, id, store.urgentPriority, limits));
  if (delivery === undefined) return give(`job-${randomUUID()}`);
  const id = deliveryId(delivery);
  // Whether there is such a job costs the same however many wait; in which state it is does not.
  const asked = queue.getJob(id);
  // Together they take one round trip; the answer is the one from before the job.
  const handedIn = store.canAskWhileAdding
    ? give(id)
    : asked.then((known) => (known ? "duplicate" : give(id)));
  const [known, added] = await Promise.all([asked, handedIn]);
  if (known === undefined) return added;
  if ((await known.getState()) !== "failed") return "duplicate";
  // Who resends a delivery whose review failed wants it tried again.
  await queue.remove(id);
  return give(id);
}

async function handIn(
  queue: BullQueue,
  job: Job,
  options: JobsOptions,
): Promise<"queued" | "coalesced"> {
  let ranAtLastLook: string | undefined;
  for (let look = 0; look < 5; look += 1) {
    const { id: winner } = await queue.add(job.kind, job, options);
    if (winner === undefined || winner === options.jobId) return "queued";
    // It ran before we added, so the store has put ours behind it.
    if (winner === ranAtLastLook) return "coalesced";
    const other = await queue.getJob(winner);
    const state = await other?.getState();
    if (state === "active") ranAtLastLook = winner;
    else if (isWaiting(state)) {
      if (await takeOver(other, job, options.priority ?? 0)) return "coalesced";
    } else {
      // A finished job gives up its key; one that kept it, as after an outage, would swallow every later one.
      await other?.removeDeduplicationKey();
    }
  }
  throw new Error("The job could not be queued: others with its key kept changing.");
}

/**
 * Gives a waiting job newer data, for BullMQ keeps the older. False when a worker may have taken the job
 * before it saw the new data; then the job must be added again.
 */
async function takeOver(other: BullJob | undefined, job: Job, priority: number): Promise<boolean> {
  if (other === undefined) return false;
  await other.updateData(job);
  if (other.priority > priority) await other.changePriority({ priority });
  return isWaiting(await other.getState());
}

function isWaiting(state: string | undefined): boolean {
  return state === "waiting" || state === "prioritized" || state === "delayed";
}

/** BullMQ's ids must hold no colon and be no number; a hash is neither, whatever was sent. */
function deliveryId(delivery: string): string {
  return `delivery-${createHash("sha256").update(delivery).digest("hex").slice(0, 32)}`;
}

function jobOptions(
  job: Job,
  jobId: string,
  urgentPriority: number,
  limits: QueueLimits,
): JobsOptions {
  return {
    ...lifeOf(limits),
    jobId,
    deduplication: {
      id: coalescingKey(job),
      // What happens to a job with the same key: one due later is replaced, the last one added while one
      // runs is kept to run next. One that waits stays, and is given the newer data by `takeOver`.
      replace: true,
      keepLastIfActive: true,
    },
    priority: isUrgent(job) ? urgentPriority : 10,
  };
}

/** How often a job is tried, and how long it is kept. */
export function lifeOf(limits: QueueLimits): JobsOptions {
  return {
    attempts: limits.attempts,
    // Jitter, because what failed together would otherwise come back together.
    backoff: { type: "exponential", delay: limits.backoffMs, jitter: 0.5 },
    removeOnComplete: limits.keepCompleted,
    removeOnFail: limits.keepFailed,
    stackTraceLimit: 3,
  };
}

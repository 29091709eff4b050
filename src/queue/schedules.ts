import { lifeOf } from "./add-job.ts";
import type { QueueLimits } from "./limits.ts";
import type { BullQueue } from "./queue.ts";

/** Jobs that come again and again, for all projects. */
export type RepeatedKind = "sweep" | "health";

/** Nobody waits for it; on every store it goes behind what somebody does. */
const patientPriority = 10;

/** Adds a job now and every so many minutes; 0 ends that. */
export async function scheduleJob(
  queue: BullQueue,
  kind: RepeatedKind,
  minutes: number,
  limits: QueueLimits,
): Promise<void> {
  if (minutes === 0) {
    await queue.removeJobScheduler(kind);
    return;
  }
  const priority = kind === "health" ? { priority: patientPriority } : {};
  await queue.upsertJobScheduler(
    kind,
    { every: minutes * 60_000 },
    { name: kind, data: { kind }, opts: { ...lifeOf(limits), ...priority } },
  );
}

/** Whether the schedule is there. In a store that was emptied it is not. */
export async function isScheduled(queue: BullQueue, kind: RepeatedKind): Promise<boolean> {
  return (await queue.getJobScheduler(kind)) !== undefined;
}

import { lifeOf } from "./add-job.ts";
import type { QueueLimits } from "./limits.ts";
import type { BullQueue } from "./queue.ts";

const schedulerId = "sweep";

/** Adds a sweep now and every so many minutes; 0 ends that. */
export async function scheduleSweep(queue: BullQueue, minutes: number, limits: QueueLimits) {
  if (minutes === 0) {
    await queue.removeJobScheduler(schedulerId);
    return;
  }
  await queue.upsertJobScheduler(
    schedulerId,
    { every: minutes * 60_000 },
    { name: "sweep", data: { kind: "sweep" }, opts: lifeOf(limits) },
  );
}

/** Whether the schedule is there. In a store that was emptied it is not. */
export async function isSweepScheduled(queue: BullQueue): Promise<boolean> {
  return (await queue.getJobScheduler(schedulerId)) !== undefined;
}

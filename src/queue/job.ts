import { z } from "zod";

const projectId = z.int().positive();
/** A hint only, so one that is no commit is dropped and does not cost the job. */
const commit = z
  .string()
  .regex(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/)
  .optional()
  .catch(undefined);

const reviewJob = z.strictObject({
  kind: z.literal("review"),
  projectId,
  /** The number a person sees: `!16`. */
  iid: z.int().positive(),
  /** A hint: the worker reads the head again, because deliveries arrive in any order. */
  headSha: commit,
  /** Why the review is due, in one word: `opened`, `pushed`, `command`, `overlap`, `sweep`. */
  reason: z.string().min(1).max(60),
  /** When the delivery or sweep asked for it, in milliseconds since 1970. */
  receivedAt: z.int().nonnegative(),
});

const followJob = z.strictObject({
  kind: z.literal("follow"),
  projectId,
  branch: z.string().min(1).max(1024),
  /** The commit the branch stands at after the push. */
  after: commit,
});

const gateJob = z.strictObject({
  kind: z.literal("gate"),
  projectId,
  iid: z.int().positive(),
});

const sweepJob = z.strictObject({
  kind: z.literal("sweep"),
  /** Absent: every project the bot looks after. */
  projectId: projectId.optional(),
});

const healthJob = z.strictObject({
  kind: z.literal("health"),
  /** Absent: every project the bot looks after. */
  projectId: projectId.optional(),
});

const job = z.discriminatedUnion("kind", [reviewJob, followJob, gateJob, sweepJob, healthJob]);

/** Review one merge request. */
export type ReviewJob = z.infer<typeof reviewJob>;
/** Take up what was pushed to a target branch. */
export type FollowJob = z.infer<typeof followJob>;
/** See whether the verdict stands in the pipeline that decides, and review the merge request if not. */
export type GateJob = z.infer<typeof gateJob>;
/** Look for open merge requests whose delivery was lost. */
export type SweepJob = z.infer<typeof sweepJob>;
/** Count what became of the bot's comments. */
export type HealthJob = z.infer<typeof healthJob>;
/** One piece of work: ids and a commit, never page text, never a token. */
export type Job = z.infer<typeof job>;

/** Checks that what comes out of a store, or goes into it, is a job. */
export function parseJob(data: unknown): Job {
  const parsed = job.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new InvalidJobError(z.prettifyError(parsed.error));
}

/** Job data that no version of the bot could work on; trying again is useless. */
class InvalidJobError extends Error {
  readonly retryable = false;

  constructor(problems: string) {
    super(`This is not a job of handbook-bot:\n${problems}`);
    this.name = "InvalidJobError";
  }
}

/** Jobs with the same key are one piece of work: at most one runs, at most one waits. */
export function coalescingKey(job: Job): string {
  switch (job.kind) {
    case "review":
      return `review-${job.projectId}-${job.iid}`;
    case "follow":
      return `follow-${job.projectId}-${job.branch}`;
    case "gate":
      return `gate-${job.projectId}-${job.iid}`;
    case "sweep":
      return `sweep-${job.projectId ?? "all"}`;
    case "health":
      return `health-${job.projectId ?? "all"}`;
  }
}

/** A person waits for a review that a push asked for; nobody waits for what the bot asked for itself. */
export function isUrgent(job: Job): boolean {
  if (job.kind === "health") return false;
  return job.kind !== "review" || (job.reason !== "sweep" && job.reason !== "overlap");
}

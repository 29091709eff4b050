import type { FollowJob, GateJob, HealthJob, Job, ReviewJob, SweepJob } from "./job.ts";

/** What a handler may know of the try it is. */
export interface JobContext {
  readonly id: string;
  /** Counted from 1. */
  readonly attempt: number;
  readonly isLastAttempt: boolean;
  /** Aborted when the process must end, or has lost the job to another one. */
  readonly signal: AbortSignal;
}

/**
 * The work itself. A handler that throws is called again later, unless its error says `retryable: false`;
 * one that throws an error with `retryAfterMs` stops all work for that long and uses up no try.
 */
export interface JobHandlers {
  review(job: ReviewJob, context: JobContext): Promise<void>;
  follow(job: FollowJob, context: JobContext): Promise<void>;
  gate(job: GateJob, context: JobContext): Promise<void>;
  sweep(job: SweepJob, context: JobContext): Promise<void>;
  health(job: HealthJob, context: JobContext): Promise<void>;
}

/** What became of a job that was handed in. */
export type Added =
  | "queued"
  /** It took the place of one that waits, or follows the one that runs. */
  | "coalesced"
  /** Its delivery was taken before. */
  | "duplicate";

/** What happens in the queue, for logs and metrics. */
export type QueueEvent =
  | { readonly kind: "added"; readonly job: Job["kind"]; readonly added: Added }
  | {
      readonly kind: "started";
      readonly job: string;
      readonly id: string;
      readonly waitedMs: number;
    }
  | {
      readonly kind: "completed";
      readonly job: string;
      readonly id: string;
      readonly tookMs: number;
    }
  | {
      readonly kind: "failed";
      readonly job: string;
      readonly id: string;
      readonly error: Error;
      readonly attempt: number;
      readonly willRetry: boolean;
    }
  | { readonly kind: "rate-limited"; readonly waitMs: number }
  /** A job whose process has ended was given to another one. */
  | { readonly kind: "stalled"; readonly id: string }
  | { readonly kind: "store-error"; readonly error: Error }
  /** The store has forgotten what was in it; a sweep finds what waited there. */
  | { readonly kind: "store-emptied" };

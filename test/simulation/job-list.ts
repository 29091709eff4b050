import type { JobContext } from "../../src/queue/job-handlers.ts";
import { coalescingKey, type Job, type ReviewJob } from "../../src/queue/job.ts";

/** A job that waits, and how often it was tried. */
export interface WaitingJob {
  readonly job: Job;
  readonly tries: number;
}

/** As often as the real queue tries. */
const triesMax = 8;

/** The queue's promise without its store: at most one job a merge request waits, and the newest wins. */
export class JobList {
  readonly #waiting = new Map<string, WaitingJob>();

  add(job: Job): void {
    this.#waiting.set(coalescingKey(job), { job, tries: 0 });
  }

  /** The reviews that wait. */
  reviews(): readonly ReviewJob[] {
    return [...this.#waiting.values()].map(({ job }) => job).filter((job) => job.kind === "review");
  }

  /** What a handler is told of this try. */
  contextOf({ tries }: WaitingJob): JobContext {
    const { signal } = new AbortController();
    return { id: "job", attempt: tries + 1, isLastAttempt: tries + 1 >= triesMax, signal };
  }

  take(pick: number): WaitingJob | undefined {
    const all = [...this.#waiting];
    const [key, waiting] = all[pick % Math.max(1, all.length)] ?? [];
    if (key !== undefined) this.#waiting.delete(key);
    return waiting;
  }

  /** What the queue does with a job whose try ended with an error, or with the process. */
  putBack({ job, tries }: WaitingJob, error: unknown): void {
    const key = coalescingKey(job);
    const isFinal = isObject(error) && error["retryable"] === false;
    const isRateLimit = isObject(error) && typeof error["retryAfterMs"] === "number";
    if (isFinal || tries + 1 >= triesMax || this.#waiting.has(key)) return;
    this.#waiting.set(key, { job, tries: isRateLimit ? tries : tries + 1 });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The numbers the queue works with, each with its reason. */
export interface QueueLimits {
  /** Tries a job gets. With the waits below the last one starts about ten minutes after the first. */
  readonly attempts: number;
  /** Wait before the second try; doubles from then on: 5 s, 10 s, 20 s … 5 min. GitLab restarts in minutes. */
  readonly backoffMs: number;
  /** A job whose process has ended is taken up by another after this long. */
  readonly lockMs: number;
  /** How often jobs of lost processes are looked for. */
  readonly stalledCheckMs: number;
  /** A job that took its process down this often is not tried again. */
  readonly stalledMax: number;
  /** Starts of one job, those ended by GitLab's rate limit included. */
  readonly startsMax: number;
  /** The longest wait that GitLab's `Retry-After` is believed for. */
  readonly rateLimitMsMax: number;
  /** A finished job answers for its delivery's resends; GitLab shows deliveries for two days. docs.gitlab.com, 2026-11 */
  readonly keepCompleted: { readonly age: number; readonly count: number };
  /** Failed jobs stay visible to the operator for two weeks. */
  readonly keepFailed: { readonly age: number; readonly count: number };
  /** A store that does not answer in this time counts as down. GitLab gives a webhook 10 s. docs.gitlab.com, 2026-11 */
  readonly storeTimeoutMs: number;
  /** How often the schedule of sweeps is looked for, which a store that was emptied has lost. */
  readonly scheduleCheckMs: number;
  /** How often something is written into the store to see that it takes it. */
  readonly probeMs: number;
}

/** What production runs with. */
export const queueLimits: QueueLimits = {
  attempts: 8,
  backoffMs: 5_000,
  lockMs: 30_000,
  stalledCheckMs: 5_000,
  stalledMax: 2,
  startsMax: 100,
  rateLimitMsMax: 15 * 60_000,
  keepCompleted: { age: 2 * 86_400, count: 5_000 },
  keepFailed: { age: 14 * 86_400, count: 2_000 },
  storeTimeoutMs: 5_000,
  scheduleCheckMs: 60_000,
  probeMs: 15_000,
};

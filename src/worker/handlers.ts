import { GitLabError } from "../gitlab/gitlab-error.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Log } from "../log.ts";
import type { JobQueue } from "../queue/queue.ts";
import type { JobHandlers } from "../queue/job-handlers.ts";
import type { BotIdentity } from "./bot-identity.ts";
import { reviewMergeRequest, type Reviewed } from "./review-merge-request.ts";
import { releaseGarbage } from "./release-memory.ts";
import type { Reviewer } from "./reviewer/reviewer.ts";
import { createSweepMemory, sweepProject } from "./sweep.ts";

/** What a review came to, for the metrics. */
export interface ReviewMeasure {
  readonly outcome: string;
  readonly tookMs: number;
  readonly findings?: ReadonlyMap<string, number>;
}

/** What the handlers work with. */
export interface HandlerParts {
  readonly gitlab: GitLab;
  readonly reviewer: Reviewer;
  /** Asks GitLab once who the bot is; throws while GitLab does not answer. */
  readonly identify: () => Promise<BotIdentity>;
  readonly queue: Pick<JobQueue, "add">;
  /** Projects to sweep, and the only ones to review; undefined: those the bot is a member of, and whatever sends deliveries. */
  readonly projects: () => Promise<readonly number[] | undefined>;
  readonly log: Log;
  readonly measure: (review: ReviewMeasure) => void;
  readonly now: () => number;
  /** How far back a sweep looks, in milliseconds. */
  readonly sweepBackMs: number;
}

/** Connects the queue's jobs with the use cases. */
export function createHandlers(parts: HandlerParts): JobHandlers {
  const { gitlab, reviewer, log, now } = parts;
  const isOurs = async (projectId: number): Promise<boolean> =>
    (await parts.projects())?.includes(projectId) ?? true;
  const remembered = createSweepMemory();
  return {
    async review(job) {
      const { projectId, iid, headSha } = job;
      if (!(await isOurs(projectId))) {
        log.info({ projectId, iid }, "review skipped: the project is not in HANDBOOK_BOT_PROJECTS");
        return;
      }
      const start = now();
      const bot = await parts.identify();
      const reviewed = await reviewMergeRequest(
        { gitlab, reviewer, bot },
        { projectId, iid, headSha },
      );
      // They end: a summary that is as it was concerns nobody.
      for (const other of reviewed.kind === "reviewed" ? reviewed.concerned : []) {
        await parts.queue.add({
          kind: "review",
          projectId,
          iid: other,
          reason: "overlap",
          receivedAt: now(),
        });
      }
      const tookMs = now() - start;
      parts.measure({ ...measureOf(reviewed), tookMs });
      log.info(
        {
          projectId,
          iid,
          reason: job.reason,
          tookMs,
          sinceReceivedMs: now() - job.receivedAt,
          ...factsOf(reviewed),
        },
        "review ended",
      );
      releaseGarbage();
    },
    async follow({ projectId, branch }) {
      if (!(await isOurs(projectId))) return;
      const opened = await reviewer.open(projectId, branch);
      log.info({ projectId, branch, state: opened.kind }, "handbook followed");
      releaseGarbage();
    },
    async sweep({ projectId }) {
      const all =
        projectId === undefined
          ? ((await parts.projects()) ?? (await gitlab.memberProjects()))
          : [projectId];
      const updatedAfter = new Date(now() - parts.sweepBackMs).toISOString();
      const bot = await parts.identify();
      for (const project of all) {
        try {
          const { looked, due } = await sweepProject({ gitlab, reviewer, bot }, project, {
            updatedAfter,
            now: now(),
            remembered,
          });
          for (const job of due) await parts.queue.add(job);
          log.info({ projectId: project, looked, due: due.length }, "sweep ended");
        } catch (error) {
          // One project that cannot be swept keeps no other from it; a rate limit concerns them all.
          if (error instanceof GitLabError && error.retryAfterMs !== undefined) throw error;
          log.error({ projectId: project, err: error }, "sweep failed");
        }
      }
    },
  };
}

function measureOf(reviewed: Reviewed): Omit<ReviewMeasure, "tookMs"> {
  if (reviewed.kind !== "reviewed") return { outcome: reviewed.kind };
  const findings = new Map<string, number>();
  for (const { finding } of reviewed.outcome.placed) {
    findings.set(finding.rule, (findings.get(finding.rule) ?? 0) + 1);
  }
  return { outcome: "reviewed", findings };
}

function factsOf(reviewed: Reviewed): Readonly<Record<string, unknown>> {
  if (reviewed.kind !== "reviewed") return { outcome: reviewed.kind, ...reviewed };
  const { outcome, headSha, plan, report } = reviewed;
  return {
    outcome: "reviewed",
    headSha,
    pages: outcome.pages,
    findings: Object.fromEntries(measureOf(reviewed).findings ?? []),
    faults: outcome.faults,
    notices: outcome.notices,
    verdict: plan.verdict.state,
    report,
  };
}

import { GitLabError, unless } from "../gitlab/gitlab-error.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest } from "../gitlab/merge-request.ts";
import type { Log } from "../log.ts";
import type { JobQueue } from "../queue/queue.ts";
import type { JobHandlers } from "../queue/job-handlers.ts";
import type { ReviewJob } from "../queue/job.ts";
import type { BotIdentity } from "./bot-identity.ts";
import { countHealth } from "./health/count-health.ts";
import { writeFigures } from "./health/health-figures.ts";
import type { Projects } from "./projects.ts";
import type { Refusals } from "./refusals.ts";
import { releaseGarbage } from "./release-memory.ts";
import { reviewMergeRequest, type Reviewed } from "./review-merge-request.ts";
import type { Reviewer } from "./reviewer/reviewer.ts";
import { createSweepMemory } from "./sweep-memory.ts";
import { isDue, sweepProject } from "./sweep.ts";

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
  readonly queue: Pick<JobQueue, "add" | "keepFigures">;
  readonly projects: Projects;
  readonly refusals: Refusals;
  readonly log: Log;
  readonly measure: (review: ReviewMeasure) => void;
  readonly now: () => number;
  /** How far back a sweep looks, in milliseconds. */
  readonly sweepBackMs: number;
}

/** The first sweep of a process looks back a month: nobody knows for how long no bot has been there. */
const firstSweepBackMs = 30 * 24 * 60 * 60_000;

/** Connects the queue's jobs with the use cases. */
export function createHandlers(parts: HandlerParts): JobHandlers {
  const { gitlab, reviewer, projects, refusals, log, now } = parts;
  const remembered = createSweepMemory();
  const swept = new Set<number>();

  async function sweep(projectId: number): Promise<void> {
    const backMs = swept.has(projectId) ? parts.sweepBackMs : firstSweepBackMs;
    const updatedAfter = new Date(now() - Math.max(backMs, parts.sweepBackMs)).toISOString();
    const bot = await parts.identify();
    const { looked, due } = await sweepProject(
      { gitlab, reviewer, bot, refusals, remembered },
      projectId,
      { updatedAfter, now: now() },
    );
    for (const job of due) await parts.queue.add(job);
    swept.add(projectId);
    log.info({ projectId, looked, due: due.length }, "sweep ended");
  }

  async function health(projectId: number, signal: AbortSignal): Promise<void> {
    const bot = await parts.identify();
    const { figures, proposed } = await countHealth(
      { gitlab: gitlab.withSignal(signal), reviewer, bot },
      projectId,
      now(),
    );
    await parts.queue.keepFigures(projectId, writeFigures(figures));
    const { mergeRequests, rules } = figures;
    log.info({ projectId, mergeRequests, rules: rules.length, proposed }, "comments counted");
  }

  /** One project that fails keeps no other from its turn; a rate limit concerns them all. */
  async function forEach(
    projectId: number | undefined,
    what: string,
    work: (projectId: number) => Promise<void>,
  ): Promise<void> {
    for (const project of projectId === undefined ? await projects.ids() : [projectId]) {
      try {
        await work(project);
      } catch (error) {
        if (error instanceof GitLabError && error.retryAfterMs !== undefined) throw error;
        log.error({ projectId: project, err: error }, `${what} failed`);
      }
    }
  }

  return {
    async review(job, { signal, isLastAttempt }) {
      const { projectId, iid, headSha } = job;
      if (!(await projects.includes(projectId))) {
        log.info({ projectId, iid }, "review skipped: the project is not in HANDBOOK_BOT_PROJECTS");
        return;
      }
      const start = now();
      const bot = await parts.identify();
      const reviewed = await reviewMergeRequest(
        { gitlab: gitlab.withSignal(signal), reviewer, bot },
        { projectId, iid, headSha },
        { isLastAttempt, isAsked: job.reason === "asked" },
      );
      noteRefusals(refusals, job, bot, reviewed);
      if (reviewed.kind === "fixed") {
        // GitLab says so too, unless that delivery is lost.
        await parts.queue.add({
          kind: "review",
          projectId,
          iid,
          reason: "fixed",
          receivedAt: now(),
        });
      }
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
    async gate({ projectId, iid }, { signal }) {
      if (!(await projects.includes(projectId))) return;
      const bot = await parts.identify();
      const mergeRequest = await unless([403, 404], () => gitlab.mergeRequest(projectId, iid));
      const { headSha, state } = mergeRequest ?? {};
      if (mergeRequest === undefined || headSha === undefined || state !== "opened") return;
      const sweepParts = { gitlab: gitlab.withSignal(signal), reviewer, bot, refusals, remembered };
      const isLeft =
        (await isDue(sweepParts, { ...mergeRequest, headSha })) ||
        (await isDeployed(reviewer, mergeRequest));
      if (!isLeft) return;
      const reason = "pipeline";
      await parts.queue.add({ kind: "review", projectId, iid, headSha, reason, receivedAt: now() });
    },
    async follow({ projectId, branch }) {
      if (!(await projects.includes(projectId))) return;
      const opened = await reviewer.open(projectId, branch);
      log.info({ projectId, branch, state: opened.kind }, "handbook followed");
      releaseGarbage();
    },
    sweep: ({ projectId }) => forEach(projectId, "sweep", sweep),
    health: ({ projectId }, { signal }) =>
      forEach(projectId, "counting comments", (project) => health(project, signal)),
  };
}

/** Whether a pipeline may make the environment that the summary links to. */
async function isDeployed(
  reviewer: Reviewer,
  { projectId, targetBranch }: MergeRequest,
): Promise<boolean> {
  const { kind, review } = await reviewer.open(projectId, targetBranch);
  return kind === "ready" && typeof review.preview === "object";
}

/** That a fork does not let the bot set a status is usual, and nobody's to fix. */
function noteRefusals(
  refusals: Refusals,
  { projectId, iid }: ReviewJob,
  { instance }: BotIdentity,
  reviewed: Reviewed,
): void {
  const key = { projectId, iid };
  if (reviewed.kind === "reviewed" && reviewed.report !== undefined) {
    const { report, plan, headSha } = reviewed;
    refusals.note(key, "notes", report.notesRefused);
    if (report.status.kind === "refused" && !report.status.isFork) {
      refusals.note(key, "status", report.status.why);
      refusals.keepVerdict(key, headSha, { ...plan.verdict, name: instance });
    } else {
      refusals.note(key, "status", undefined);
    }
  } else if (reviewed.kind === "misconfigured" && reviewed.status !== undefined) {
    const { status } = reviewed;
    const isRefused = status.kind === "refused" && !status.isFork;
    refusals.note(key, "status", isRefused ? status.why : undefined);
  }
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

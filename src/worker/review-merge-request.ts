import { configFileName } from "../config/handbook-config.ts";
import { applyPlan, type ApplyReport } from "../gitlab/apply.ts";
import { setCommitStatus } from "../gitlab/commit-status.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { readPosted } from "../gitlab/posted.ts";
import { planReview } from "../review/plan.ts";
import type { ReviewOutcome, ReviewPlan, ReviewPolicy } from "../review/review.ts";
import type { BotIdentity } from "./bot-identity.ts";
import type { OpenedBranch, Reviewer } from "./reviewer/reviewer.ts";

/** The name under which the gate stands among the statuses of a commit. */
export const statusName = "handbook-bot";

/** What one review came to. */
export type Reviewed =
  | { readonly kind: "skipped"; readonly why: string }
  /** The configuration of the target branch cannot be used; the gate says so. */
  | { readonly kind: "misconfigured"; readonly message: string }
  /** The head moved while it was being reviewed; the push that moved it brings its own review. */
  | { readonly kind: "stale"; readonly headSha: string }
  | {
      readonly kind: "reviewed";
      readonly headSha: string;
      readonly outcome: ReviewOutcome;
      readonly plan: ReviewPlan;
      /** Undefined for a dry run. */
      readonly report: ApplyReport | undefined;
      /** Merge requests whose summaries may have to change with this one's. */
      readonly concerned: readonly number[];
    };

type ReadyBranch = Extract<OpenedBranch, { kind: "ready" }>;

/** What a review works with. */
export interface ReviewParts {
  readonly gitlab: GitLab;
  readonly reviewer: Reviewer;
  readonly bot: BotIdentity;
}

/**
 * Reviews the newest head of a merge request: reads both sides of its pages, finds what it introduces,
 * compares that with what is posted, and makes GitLab agree. Doing it again changes nothing.
 */
export async function reviewMergeRequest(
  parts: ReviewParts,
  target: {
    readonly projectId: number;
    readonly iid: number;
    readonly headSha?: string | undefined;
  },
  options: { readonly isDryRun?: boolean } = {},
): Promise<Reviewed> {
  const { gitlab, reviewer } = parts;
  const { projectId, iid, headSha } = target;
  const seen = await gitlab.mergeRequest(projectId, iid);
  if (seen.state !== "opened") return { kind: "skipped", why: `it is ${seen.state}` };
  const branch = await reviewer.open(projectId, seen.targetBranch);
  if (branch.kind === "not-configured") {
    return { kind: "skipped", why: `its target branch has no ${configFileName}` };
  }
  const why = branch.kind === "ready" ? reasonToSkip(seen, branch) : undefined;
  if (why !== undefined) return { kind: "skipped", why };
  const mergeRequest = isPrepared(seen, headSha)
    ? seen
    : await gitlab.waitUntilPrepared(projectId, iid, headSha);
  if (mergeRequest === undefined) return { kind: "skipped", why: "it has no change to review" };
  return branch.kind === "misconfigured"
    ? refuse(parts, mergeRequest, branch.message, options.isDryRun === true)
    : review(parts, mergeRequest, branch, options.isDryRun === true);
}

async function review(
  { gitlab, reviewer, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  branch: ReadyBranch,
  isDryRun: boolean,
): Promise<Reviewed> {
  const { headSha } = mergeRequest;
  const { outcome, neighbours } = await reviewer.find(mergeRequest);
  const unplaced = new Set<string>();
  for (;;) {
    const posted = await readPosted(gitlab, mergeRequest, bot);
    const plan = planReview(outcome, posted, {
      ...policyOf(branch, bot, mergeRequest),
      unplaced,
    });
    if (isDryRun)
      return { kind: "reviewed", headSha, outcome, plan, report: undefined, concerned: [] };
    const applied = await applyPlan(gitlab, plan, {
      mergeRequest,
      bot,
      status: { name: statusName },
    });
    if (applied.kind === "stale") return { kind: "stale", headSha };
    if (applied.kind === "applied") {
      const concerned = plan.summary.kind === "keep" ? [] : neighbours;
      return { kind: "reviewed", headSha, outcome, plan, report: applied.report, concerned };
    }
    // GitLab takes these nowhere on the diff: planned again, they stand in the summary.
    for (const fingerprint of applied.unplaced) unplaced.add(fingerprint);
  }
}

/** The gate fails with what is wrong: a handbook without rules must not look like one without findings. */
async function refuse(
  { gitlab, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  message: string,
  isDryRun: boolean,
): Promise<Reviewed> {
  if (!isDryRun) {
    await setCommitStatus(gitlab, mergeRequest, bot.userId, {
      state: "failed",
      name: statusName,
      description: `The target branch's configuration is not in order. ${message}`,
    });
  }
  return { kind: "misconfigured", message };
}

function policyOf(
  { review, gate, why }: ReadyBranch,
  bot: BotIdentity,
  { targetBranch, projectUrl }: MergeRequest,
): Omit<ReviewPolicy, "unplaced"> {
  const { inlineMax, inlinePerRuleMax, massChangePages } = review;
  const branch = encodeURIComponent(targetBranch).replaceAll("%2F", "/");
  return {
    instance: bot.instance,
    inlineMax,
    inlinePerRuleMax,
    massChangePages,
    failOn: gate.failOn,
    why,
    blobUrl: projectUrl === undefined ? undefined : `${projectUrl}/-/blob/${branch}`,
    helpUrl: bot.helpUrl,
  };
}

function reasonToSkip(mergeRequest: MergeRequest, { review }: ReadyBranch): string | undefined {
  const { drafts, bots, skipLabels } = review;
  if (mergeRequest.isDraft && drafts === "skip") return "it is a draft";
  if (mergeRequest.author?.isBot === true && bots === "skip") return "its author is a bot";
  return mergeRequest.labels.some((label) => skipLabels.includes(label))
    ? "it has a label that switches the review off"
    : undefined;
}

function isPrepared(
  mergeRequest: MergeRequest,
  expectedHead: string | undefined,
): mergeRequest is PreparedMergeRequest {
  const { headSha, diffRefs } = mergeRequest;
  return (
    headSha !== undefined &&
    diffRefs?.headSha === headSha &&
    (expectedHead === undefined || expectedHead === headSha)
  );
}

import { configFileName } from "../config/handbook-config.ts";
import { applyPlan, applyVerdict, type ApplyReport } from "../gitlab/apply.ts";
import { setCommitStatus, type StatusReport } from "../gitlab/commit-status.ts";
import { isAnswer } from "../gitlab/gitlab-error.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { readPosted, UnreadableNotes } from "../gitlab/posted.ts";
import { planReview } from "../review/plan.ts";
import type { ReviewOutcome, ReviewPlan, ReviewPolicy } from "../review/review.ts";
import { brokenTarget } from "../review/verdict.ts";
import type { BotIdentity } from "./bot-identity.ts";
import type { BranchSettings, FoundReview, OpenedBranch, Reviewer } from "./reviewer/reviewer.ts";

/** What one review came to. */
export type Reviewed =
  | { readonly kind: "skipped"; readonly why: string }
  /** GitLab does not show it: the bot is not a member of the project, or there is none. */
  | { readonly kind: "unreachable"; readonly why: string }
  /** The configuration of the target branch cannot be used; the gate says so. */
  | {
      readonly kind: "misconfigured";
      readonly headSha: string;
      readonly message: string;
      /** Undefined for a dry run. */
      readonly status: StatusReport | undefined;
    }
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

/** What a review works with. */
export interface ReviewParts {
  readonly gitlab: GitLab;
  readonly reviewer: Reviewer;
  readonly bot: BotIdentity;
}

/** How a review is done. */
export interface ReviewOptions {
  /** Writes nothing. */
  readonly isDryRun?: boolean;
  /** Whether nobody tries again after a failure. */
  readonly isLastAttempt?: boolean;
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
  options: ReviewOptions = {},
): Promise<Reviewed> {
  const { gitlab, reviewer } = parts;
  const { projectId, iid, headSha } = target;
  const seen = await unlessUnreachable(gitlab.mergeRequest(projectId, iid));
  if ("why" in seen) return { kind: "unreachable", why: seen.why };
  if (seen.state !== "opened") return { kind: "skipped", why: `it is ${seen.state}` };
  const branch = await reviewer.open(projectId, seen.targetBranch);
  const why = reasonToSkip(seen, branch);
  if (why !== undefined) return { kind: "skipped", why };
  const mergeRequest = isPrepared(seen, headSha)
    ? seen
    : await gitlab.waitUntilPrepared(projectId, iid, headSha);
  if (mergeRequest === undefined) return { kind: "skipped", why: "it has no change to review" };
  const found = await reviewer.find(mergeRequest);
  if (branch.kind === "ready" || found.bringsConfiguration) {
    return publish(parts, mergeRequest, branch, found, options);
  }
  return branch.kind === "misconfigured"
    ? refuse(parts, mergeRequest, branch.message, options)
    : { kind: "skipped", why: `its target branch has no ${configFileName}` };
}

/** Plans what follows from a review, and makes GitLab agree. */
async function publish(
  { gitlab, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  branch: OpenedBranch,
  { outcome, neighbours }: FoundReview,
  { isDryRun = false, isLastAttempt = true }: ReviewOptions,
): Promise<Reviewed> {
  const { headSha } = mergeRequest;
  const unplaced = new Set<string>();
  const policy = policyOf(branch, bot, mergeRequest);
  const context = { mergeRequest, bot, status: { name: bot.instance }, isLastAttempt };
  for (;;) {
    const posted = await unlessUnreadable(readPosted(gitlab, mergeRequest, bot));
    const plan = planReview(outcome, "error" in posted ? nothingPosted : posted, {
      ...policy,
      unplaced,
    });
    if (isDryRun)
      return { kind: "reviewed", headSha, outcome, plan, report: undefined, concerned: [] };
    if ("error" in posted) {
      const report = await applyVerdict(gitlab, plan, context, posted.error.message);
      return { kind: "reviewed", headSha, outcome, plan, report, concerned: [] };
    }
    const applied = await applyPlan(gitlab, plan, context);
    if (applied.kind === "stale") return { kind: "stale", headSha };
    if (applied.kind === "applied") {
      const concerned = plan.summary.kind === "keep" ? [] : neighbours;
      return { kind: "reviewed", headSha, outcome, plan, report: applied.report, concerned };
    }
    // GitLab takes these nowhere on the diff: planned again, they stand in the summary.
    for (const fingerprint of applied.unplaced) unplaced.add(fingerprint);
  }
}

async function unlessUnreachable<T>(work: Promise<T>): Promise<T | { readonly why: string }> {
  try {
    return await work;
  } catch (error) {
    if (isAnswer(error, 403, 404)) return { why: error.message };
    throw error;
  }
}

const nothingPosted = { threads: [], summaries: [] };

async function unlessUnreadable<T>(work: Promise<T>): Promise<T | { error: UnreadableNotes }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableNotes) return { error };
    throw error;
  }
}

/** The gate fails with what is wrong: a handbook without rules must not look like one without findings. */
async function refuse(
  { gitlab, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  message: string,
  { isDryRun = false }: ReviewOptions,
): Promise<Reviewed> {
  const status = isDryRun
    ? undefined
    : await setCommitStatus(gitlab, mergeRequest, bot, {
        state: "failed",
        name: bot.instance,
        description: brokenTarget(message).description,
      });
  return { kind: "misconfigured", headSha: mergeRequest.headSha, message, status };
}

function policyOf(
  { review, gate, why }: BranchSettings,
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

/** Why the handbook wants no review of a merge request; undefined where it does. */
export function reasonToSkip(
  mergeRequest: Pick<MergeRequest, "isDraft" | "author" | "labels">,
  { review }: BranchSettings,
): string | undefined {
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

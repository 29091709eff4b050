import { configFileName } from "../config/handbook-config.ts";
import type { ApplyReport } from "../gitlab/apply.ts";
import { setCommitStatus, type StatusReport } from "../gitlab/commit-status.ts";
import { isAnswer } from "../gitlab/gitlab-error.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import type { ReviewOutcome, ReviewPlan } from "../review/review.ts";
import { brokenTarget } from "../review/verdict.ts";
import { declineCommands } from "./commands/decline-commands.ts";
import type { BotIdentity } from "./bot-identity.ts";
import { publishReview } from "./publish-review.ts";
import type { BranchSettings, Reviewer } from "./reviewer/reviewer.ts";

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
  /** Somebody asked for a commit with fixes, and the bot made it: there is a new head to review. */
  | { readonly kind: "fixed"; readonly headSha: string }
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
  /** Somebody asked for it in a comment, and waits for an answer. */
  readonly isAsked?: boolean;
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
  if (why !== undefined) {
    const { isAsked = false, isDryRun = false, isLastAttempt = true } = options;
    const isHeard = isAsked && branch.kind === "ready" && branch.review.commands !== "off";
    if (isHeard && !isDryRun)
      await declineCommands(gitlab, seen, parts.bot, { why, isLastAttempt });
    return { kind: "skipped", why };
  }
  const mergeRequest = isPrepared(seen, headSha)
    ? seen
    : await gitlab.waitUntilPrepared(projectId, iid, headSha);
  if (mergeRequest === undefined) return { kind: "skipped", why: "it has no change to review" };
  const found = await reviewer.find(mergeRequest);
  if (branch.kind === "ready" || found.bringsConfiguration) {
    return publishReview(parts, mergeRequest, branch, found, options);
  }
  return branch.kind === "misconfigured"
    ? refuse(parts, mergeRequest, branch.message, options)
    : { kind: "skipped", why: `its target branch has no ${configFileName}` };
}

async function unlessUnreachable<T>(work: Promise<T>): Promise<T | { readonly why: string }> {
  try {
    return await work;
  } catch (error) {
    if (isAnswer(error, 403, 404)) return { why: error.message };
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

import type { ReadChange } from "../change/change.ts";
import type { Revision } from "../change/revision.ts";
import { configFileName } from "../config/handbook-config.ts";
import { applyPlan, type ApplyReport } from "../gitlab/apply.ts";
import { setCommitStatus } from "../gitlab/commit-status.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { readPosted } from "../gitlab/posted.ts";
import { planReview } from "../review/plan.ts";
import { reviewChange } from "../review/review-change.ts";
import type { ReviewOutcome, ReviewPlan, ReviewPolicy } from "../review/review.ts";
import type { BotIdentity } from "./bot-identity.ts";
import { inTurns } from "./in-turns.ts";
import type { HandbookCopies, ReadyCopy } from "./target-branch/handbook-copies.ts";
import { readMergeRequest } from "./read-merge-request.ts";

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

/** What a review works with. */
export interface ReviewParts {
  readonly gitlab: GitLab;
  readonly copies: HandbookCopies;
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
  const { gitlab, copies } = parts;
  const { projectId, iid, headSha } = target;
  const seen = await gitlab.mergeRequest(projectId, iid);
  if (seen.state !== "opened") return { kind: "skipped", why: `it is ${seen.state}` };
  const copy = await copies.get(projectId, seen.targetBranch);
  if (copy.kind === "not-configured") {
    return { kind: "skipped", why: `its target branch has no ${configFileName}` };
  }
  const why = copy.kind === "ready" ? reasonToSkip(seen, copy.revision) : undefined;
  if (why !== undefined) return { kind: "skipped", why };
  const mergeRequest = isPrepared(seen, headSha)
    ? seen
    : await gitlab.waitUntilPrepared(projectId, iid, headSha);
  if (mergeRequest === undefined) return { kind: "skipped", why: "it has no change to review" };
  return copy.kind === "misconfigured"
    ? refuse(parts, mergeRequest, copy.message, options.isDryRun === true)
    : review(parts, mergeRequest, copy, options.isDryRun === true);
}

async function review(
  { gitlab, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  copy: ReadyCopy,
  isDryRun: boolean,
): Promise<Reviewed> {
  const { headSha } = mergeRequest;
  const target = copy.revision;
  const read = await readMergeRequest(gitlab, mergeRequest, target.engine);
  const outcome = await inTurns(reviewChange(target, read));
  const unplaced = new Set<string>();
  for (;;) {
    const posted = await readPosted(gitlab, mergeRequest, bot);
    const plan = planReview(outcome, posted, {
      ...policyOf(target, bot, mergeRequest),
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
      const concerned = plan.summary.kind === "keep" ? [] : neighboursOf(read, outcome);
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

/** Merge requests that touch a page of this one: what they say of each other may have changed. */
function neighboursOf({ files, others }: ReadChange, { parts }: ReviewOutcome): readonly number[] {
  const own = new Set(files.map(({ oldPath }) => oldPath));
  const named = new Set(parts.overlaps?.map(({ iid }) => iid));
  return others
    .filter(({ iid, files }) => named.has(iid) || files.some(({ oldPath }) => own.has(oldPath)))
    .map(({ iid }) => iid);
}

function policyOf(
  { engine }: Revision,
  bot: BotIdentity,
  { targetBranch, projectUrl }: MergeRequest,
): Omit<ReviewPolicy, "unplaced"> {
  const { inlineMax, inlinePerRuleMax, massChangePages } = engine.config.review;
  const branch = encodeURIComponent(targetBranch).replaceAll("%2F", "/");
  return {
    instance: bot.instance,
    inlineMax,
    inlinePerRuleMax,
    massChangePages,
    failOn: engine.config.gate.failOn,
    why: new Map(engine.linter.rules.map(({ id, why }) => [id, why])),
    blobUrl: projectUrl === undefined ? undefined : `${projectUrl}/-/blob/${branch}`,
    helpUrl: bot.helpUrl,
  };
}

function reasonToSkip(mergeRequest: MergeRequest, { engine }: Revision): string | undefined {
  const { drafts, bots, skipLabels } = engine.config.review;
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

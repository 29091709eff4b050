import { introduced, type Introduced } from "../change/introduced.ts";
import { applyPlan, type Applied } from "../gitlab/apply.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { readPosted } from "../gitlab/posted.ts";
import { planReview } from "../review/plan.ts";
import type { ReviewPlan } from "../review/review.ts";
import type { Bot } from "./bot.ts";
import type { HandbookCopies, ReadyCopy } from "./handbook-copies.ts";
import { readChanges } from "./read-changes.ts";

/** What one review came to. */
export type Reviewed =
  | { readonly kind: "skipped"; readonly why: string }
  /** The head moved while it was being reviewed; the push that moved it brings its own review. */
  | { readonly kind: "stale"; readonly headSha: string }
  | {
      readonly kind: "reviewed";
      readonly headSha: string;
      readonly found: Introduced;
      readonly plan: ReviewPlan;
      /** Undefined for a dry run. */
      readonly applied: Applied | undefined;
    };

/** Everything a review needs besides its merge request. */
export interface ReviewDeps {
  readonly gitlab: GitLab;
  readonly copies: HandbookCopies;
  readonly bot: Bot;
}

/**
 * Reviews the newest head of a merge request: reads both sides of its pages, finds what it introduces,
 * compares that with what is posted, and makes GitLab agree. Doing it again changes nothing.
 */
export async function reviewMergeRequest(
  { gitlab, copies, bot }: ReviewDeps,
  target: {
    readonly projectId: number;
    readonly iid: number;
    readonly headSha?: string | undefined;
  },
  options: { readonly isDryRun?: boolean } = {},
): Promise<Reviewed> {
  const { projectId, iid } = target;
  const seen = await gitlab.mergeRequest(projectId, iid);
  if (seen.state !== "opened") return { kind: "skipped", why: `it is ${seen.state}` };
  const copy = await copies.get(projectId, seen.targetBranch);
  if (copy.kind === "not-configured") {
    return { kind: "skipped", why: `${seen.targetBranch} has no ${configFileName}` };
  }
  if (copy.kind === "misconfigured") return reportConfiguration(gitlab, bot, seen, copy.message);
  const why = reasonToSkip(seen, copy);
  if (why !== undefined) return { kind: "skipped", why };

  const mergeRequest = isPrepared(seen, target.headSha)
    ? seen
    : await gitlab.waitUntilPrepared(projectId, iid, target.headSha);
  if (mergeRequest === undefined) return { kind: "skipped", why: "there is no change to review" };

  const changes = await readChanges(gitlab, mergeRequest, copy.engine.isPage);
  const found = introduced(changes.pages, copy.handbook, copy.engine.linter);
  const outcome = {
    headSha: mergeRequest.headSha,
    placed: found.placed,
    faults: found.faults,
    notices: [...changes.notices, ...found.notices],
    pages: found.pages,
  };
  const { headSha } = mergeRequest;
  const unplaced = new Set<string>();
  for (;;) {
    const posted = await readPosted(gitlab, mergeRequest, bot);
    const plan = planReview(outcome, posted, { ...copy.engine.policy(bot), unplaced });
    if (options.isDryRun === true)
      return { kind: "reviewed", headSha, found, plan, applied: undefined };
    const applied = await applyPlan(gitlab, plan, { mergeRequest, bot });
    if (applied.kind === "stale") return { kind: "stale", headSha };
    // What GitLab would not place is told in the summary instead.
    const refused = applied.unplaced.filter((fingerprint) => !unplaced.has(fingerprint));
    if (refused.length === 0) return { kind: "reviewed", headSha, found, plan, applied };
    for (const fingerprint of refused) unplaced.add(fingerprint);
  }
}

function reasonToSkip(mergeRequest: MergeRequest, { engine }: ReadyCopy): string | undefined {
  const { drafts, bots, skipLabels } = engine.config.review;
  if (mergeRequest.isDraft && drafts === "skip") return "it is a draft";
  if (mergeRequest.author?.isBot === true && bots === "skip") return "its author is a bot";
  const label = mergeRequest.labels.find((name) => skipLabels.includes(name));
  return label === undefined ? undefined : `it is labelled ${label}`;
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

import { applyAnswers, applyPlan, applyVerdict } from "../gitlab/apply.ts";
import type { MergeRequest, PreparedMergeRequest } from "../gitlab/merge-request.ts";
import { readPosted, UnreadableNotes } from "../gitlab/posted.ts";
import { planReview } from "../review/plan.ts";
import type { ReviewPolicy } from "../review/review.ts";
import { readFacts } from "./merge-request-facts.ts";
import type { BotIdentity } from "./bot-identity.ts";
import { decideCommands } from "./commands/decide-commands.ts";
import type { Reviewed, ReviewOptions, ReviewParts } from "./review-merge-request.ts";
import type { BranchSettings, FoundReview, OpenedBranch } from "./reviewer/reviewer.ts";

/** Plans what follows from a review, and makes GitLab agree. */
export async function publishReview(
  { gitlab, reviewer, bot }: ReviewParts,
  mergeRequest: PreparedMergeRequest,
  branch: OpenedBranch,
  { outcome, neighbours }: FoundReview,
  { isDryRun = false, isLastAttempt = true }: ReviewOptions,
): Promise<Reviewed> {
  const { headSha } = mergeRequest;
  const unplaced = new Set<string>();
  const facts = await readFacts(gitlab, mergeRequest, branch, outcome);
  const standing = { ...policyOf(branch, bot, mergeRequest), ...facts };
  const context = { mergeRequest, bot, status: { name: bot.instance }, isLastAttempt };
  for (;;) {
    const posted = await unlessUnreadable(readPosted(gitlab, mergeRequest, bot));
    const policy = { ...standing, unplaced };
    if (isDryRun || "error" in posted) {
      const plan = planReview(outcome, "error" in posted ? nothingPosted : posted, policy);
      if (isDryRun || !("error" in posted))
        return { kind: "reviewed", headSha, outcome, plan, report: undefined, concerned: [] };
      const report = await applyVerdict(gitlab, plan, context, posted.error.message);
      return { kind: "reviewed", headSha, outcome, plan, report, concerned: [] };
    }
    const given = { outcome, policy, settings: branch.review };
    const decided = await decideCommands({ gitlab, reviewer }, mergeRequest, posted, given);
    if (decided.newHead === "stale") return { kind: "stale", headSha };
    if (decided.newHead === "pushed") {
      await applyAnswers(gitlab, decided.answers, context);
      return { kind: "fixed", headSha };
    }
    const plan = { ...planReview(outcome, decided.posted, policy), answers: decided.answers };
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

const nothingPosted = { threads: [], summaries: [], commands: [] };

async function unlessUnreadable<T>(work: Promise<T>): Promise<T | { error: UnreadableNotes }> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof UnreadableNotes) return { error };
    throw error;
  }
}

function policyOf(
  { review, gate, why }: BranchSettings,
  bot: BotIdentity,
  { targetBranch, projectUrl }: MergeRequest,
): Omit<ReviewPolicy, "unplaced"> {
  const { inlineMax, inlinePerRuleMax, massChangePages, resolveAnswered } = review;
  const branch = encodeURIComponent(targetBranch).replaceAll("%2F", "/");
  return {
    instance: bot.instance,
    inlineMax,
    inlinePerRuleMax,
    massChangePages,
    resolveAnswered,
    failOn: gate.failOn,
    dismissals: gate.dismissals,
    why,
    blobUrl: projectUrl === undefined ? undefined : `${projectUrl}/-/blob/${branch}`,
    helpUrl: bot.helpUrl,
  };
}

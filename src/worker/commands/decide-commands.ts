import type { PlacedFinding } from "../../change/placed-finding.ts";
import type { GitLab } from "../../gitlab/gitlab.ts";
import { developerRole, maintainerRole } from "../../gitlab/instance.ts";
import type { RuleId } from "../../lint/finding.ts";
import type { PreparedMergeRequest } from "../../gitlab/merge-request.ts";
import { answerCommand } from "../../review/commands/answer-command.ts";
import type { Rank } from "../../review/commands/command.ts";
import type { FixReport } from "../../review/commands/fix-report.ts";
import type { Explanation } from "../../review/commands/render-why.ts";
import { commentable, matchThreads } from "../../review/match.ts";
import type {
  Answer,
  PostedCommand,
  PostedReview,
  PostedThread,
  ReviewOutcome,
  ReviewPolicy,
} from "../../review/review.ts";
import type { BranchSettings, Reviewer } from "../reviewer/reviewer.ts";
import { fixOnCommand } from "./fix-on-command.ts";
import { readRulePage } from "./read-rule-page.ts";

/** What commands come to: the review as it is with them, and the answers. */
export interface Decided {
  readonly posted: PostedReview;
  readonly answers: readonly Answer[];
  /** A commit was made, or somebody else made one: what was reviewed is no longer the head. */
  readonly newHead: "pushed" | "stale" | undefined;
}

interface Parts {
  readonly gitlab: Pick<GitLab, "memberAccess" | "commits">;
  readonly reviewer: Pick<Reviewer, "explain" | "fix">;
}

/** So many commands are answered in one review; the next one goes on. */
const commandsMax = 20;

/** So many rules of one thread are explained in full; others with their reason alone. */
const explainedMax = 5;

/** Decides on the commands that have no answer yet, each by the role that its author has now. */
export async function decideCommands(
  parts: Parts,
  mergeRequest: PreparedMergeRequest,
  posted: PostedReview,
  given: {
    readonly outcome: ReviewOutcome;
    readonly policy: ReviewPolicy;
    readonly settings: BranchSettings["review"];
  },
): Promise<Decided> {
  const { outcome, policy, settings } = given;
  if (settings.commands === "off") return { posted, answers: [], newHead: undefined };
  const areAuthorsAllowed = settings.commands === "authors";
  const ranks = new Map<number, Rank | undefined>();
  const answers: Answer[] = [];
  const { threadOf } = matchThreads(commentable(outcome), posted.threads);
  const findings = Map.groupBy(threadOf.keys(), (placed) => threadOf.get(placed));
  let now = posted;
  for (const asked of posted.commands.slice(0, commandsMax)) {
    const { id } = asked.author;
    if (!ranks.has(id)) ranks.set(id, await rankOf(parts, mergeRequest, id, areAuthorsAllowed));
    const rank = ranks.get(id);
    const placed = (asked.thread && findings.get(asked.thread)) ?? [];
    const explanations = await explain(parts, mergeRequest, asked, { placed, rank });
    const fix = await fixFor(parts, mergeRequest, asked, { rank, posted });
    if (fix?.kind === "stale") return { posted, answers: [], newHead: "stale" };
    const { answer, dismissal } = answerCommand(asked, {
      rank,
      outcome,
      placed,
      explanations,
      fix,
      areAuthorsAllowed,
      policy,
    });
    // The others are about findings that may be gone by now: the review of the new head answers them. A commit of an
    // earlier try is in the head that was reviewed.
    if (fix?.kind === "pushed" && fix.applied !== undefined)
      return { posted, answers: [answer], newHead: "pushed" };
    answers.push(answer);
    if (dismissal !== undefined) now = withDismissal(now, asked, dismissal);
  }
  return { posted: now, answers, newHead: undefined };
}

/** Asks GitLab, and not an earlier answer of its own: roles change. */
async function rankOf(
  { gitlab }: Parts,
  { projectId, author }: PreparedMergeRequest,
  userId: number,
  areAuthorsAllowed: boolean,
): Promise<Rank | undefined> {
  const role = (await gitlab.memberAccess(projectId, userId)) ?? 0;
  if (role >= maintainerRole) return "maintainer";
  if (role >= developerRole) return "member";
  return areAuthorsAllowed && author?.id === userId ? "author" : undefined;
}

async function fixFor(
  parts: Parts,
  mergeRequest: PreparedMergeRequest,
  asked: PostedCommand,
  given: { readonly rank: Rank | undefined; readonly posted: PostedReview },
): Promise<FixReport | undefined> {
  const [command, ...others] = asked.commands;
  const { rank } = given;
  if (command?.kind !== "fix" || others.length > 0 || rank === undefined) return undefined;
  return fixOnCommand(parts, mergeRequest, command, { ...given, asked, rank });
}

async function explain(
  { reviewer }: Parts,
  mergeRequest: PreparedMergeRequest,
  { commands }: PostedCommand,
  { placed, rank }: { readonly placed: readonly PlacedFinding[]; readonly rank: Rank | undefined },
): Promise<ReadonlyMap<RuleId, Explanation>> {
  const explanations = new Map<RuleId, Explanation>();
  if (rank === undefined || commands[0]?.kind !== "why") return explanations;
  for (const { rule, path } of placed.map(({ finding }) => finding)) {
    if (explanations.has(rule) || explanations.size === explainedMax) continue;
    const setting = await reviewer.explain(mergeRequest, { rule, path });
    if (setting !== undefined)
      explanations.set(rule, { ...setting, ...(await readRulePage(rule)) });
  }
  return explanations;
}

/** The thread as it is once the answer is given. */
function withDismissal(
  posted: PostedReview,
  { thread }: PostedCommand,
  dismissal: NonNullable<PostedThread["dismissal"]>,
): PostedReview {
  return {
    ...posted,
    threads: posted.threads.map((each) =>
      each.noteId === thread?.noteId
        ? { ...each, isResolved: true, resolvedBy: "person", dismissal }
        : each,
    ),
  };
}

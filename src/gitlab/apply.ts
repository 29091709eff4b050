import type { Answer, ReviewPlan } from "../review/review.ts";
import type { Bot } from "./bot.ts";
import { type ChangedNotes, changeNotes, nothingChanged } from "./change-notes.ts";
import { setCommitStatus, type StatusReport, type Verdict } from "./commit-status.ts";
import { isRefusal } from "./create-once.ts";
import { isAnswer, type GitLabError } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";
import { newNotes } from "./new-note.ts";
import { sign } from "./posted.ts";
import { postAnswers, reactTo } from "./post-answers.ts";
import { discardDrafts, prepare, type Target } from "./prepare.ts";
import { publish, type Published } from "./publish.ts";

export interface ApplyContext {
  /** As it was when it was reviewed: comments belong to exactly that diff. */
  readonly mergeRequest: PreparedMergeRequest;
  readonly bot: Bot;
  /** The commit status that is the gate; undefined where the handbook wants none. */
  readonly status: Pick<Verdict, "name" | "targetUrl"> | undefined;
  /** Whether nobody tries again later: then comments on which GitLab fails go into the summary. */
  readonly isLastAttempt: boolean;
}

/** What was done, for the log and the metrics. */
export interface ApplyReport {
  readonly created: number;
  readonly edited: number;
  readonly resolved: number;
  readonly reopened: number;
  readonly summary: "kept" | "created" | "edited";
  /** How many notifications GitLab sent for it. */
  readonly notifications: number;
  /** What GitLab did not let the bot do, one sentence each. Not a failure of the review. */
  readonly refused: readonly string[];
  /** Why GitLab takes no new notes here; the status says so too. Undefined where it took them. */
  readonly notesRefused: string | undefined;
  readonly status: StatusReport | { readonly kind: "off" };
}

export type Applied =
  | { readonly kind: "applied"; readonly unplaced: readonly []; readonly report: ApplyReport }
  /** The head moved or the merge request was closed: nothing was made visible. */
  | { readonly kind: "stale" }
  /**
   * GitLab takes the comments on findings with these fingerprints nowhere in the diff. Read what is posted, plan
   * anew with them in the summary, and apply that: what is prepared already is used again.
   */
  | { readonly kind: "unplaced"; readonly unplaced: readonly string[] };

type ApplyGitLab = Pick<
  GitLab,
  "notes" | "statuses" | "clock" | "mergeRequest" | "commitParents" | "isBotUser"
>;

/**
 * Brings a merge request from what is posted to what is planned. The only code that writes to
 * GitLab. Safe to repeat after any failure: a plan made from what is then posted does the rest.
 */
export async function applyPlan(
  gitlab: ApplyGitLab,
  plan: ReviewPlan,
  context: ApplyContext,
): Promise<Applied> {
  const { mergeRequest, bot, isLastAttempt } = context;
  const { projectId, iid } = mergeRequest;
  const { userId, instance } = bot;
  const target: Target = { gitlab, projectId, iid, userId, instance, isLastAttempt };
  const applied = await applyNotes(gitlab, target, plan, context);
  if (applied.kind !== "applied") return applied;
  const { published, changed, notesRefused } = applied;
  const status = await postVerdict(gitlab, plan, context, notesRefused?.detail);
  // A role may be missing for a moment only. The gate stands meanwhile.
  if (notesRefused !== undefined && !isLastAttempt && isAnswer(notesRefused, 403, 404)) {
    throw notesRefused.forLater();
  }
  return {
    kind: "applied",
    unplaced: [],
    report: makeReport(published, changed, notesRefused?.detail, status),
  };
}

/** Posts answers alone, where there is no review of the head to go with them. */
export async function applyAnswers(
  gitlab: ApplyGitLab,
  answers: readonly Answer[],
  {
    mergeRequest,
    bot,
    isLastAttempt,
  }: Pick<ApplyContext, "bot" | "isLastAttempt"> & {
    readonly mergeRequest: Pick<PreparedMergeRequest, "projectId" | "iid">;
  },
): Promise<void> {
  const { projectId, iid } = mergeRequest;
  const { userId, instance } = bot;
  const target: Target = { gitlab, projectId, iid, userId, instance, isLastAttempt };
  await reactTo(target, answers);
  await postAnswers(target, answers, (body) => sign(body, mergeRequest, bot));
}

/** Posts the gate alone, with the reason why nothing else can be posted. */
export async function applyVerdict(
  gitlab: ApplyGitLab,
  plan: ReviewPlan,
  context: ApplyContext,
  why: string,
): Promise<ApplyReport> {
  const status = await postVerdict(gitlab, plan, context, why);
  return makeReport(nothingPublished, nothingChanged, why, status);
}

type AppliedNotes =
  | Exclude<Applied, { kind: "applied" }>
  | {
      readonly kind: "applied";
      readonly published: Published;
      readonly changed: ChangedNotes;
      readonly notesRefused: GitLabError | undefined;
    };

async function applyNotes(
  gitlab: ApplyGitLab,
  target: Target,
  plan: ReviewPlan,
  { mergeRequest, bot }: ApplyContext,
): Promise<AppliedNotes> {
  const finish = (body: string): string => sign(body, mergeRequest, bot);
  let published = nothingPublished;
  let notesRefused: GitLabError | undefined;
  try {
    await reactTo(target, plan.answers);
    const prepared = await prepare(target, newNotes(plan, mergeRequest.diffRefs, finish));
    if (prepared.unplaced.length > 0) return { kind: "unplaced", unplaced: prepared.unplaced };
    if (!(await isCurrent(gitlab, mergeRequest))) return { kind: "stale" };
    published = await publish(target, prepared);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    notesRefused = error;
    await discardRefused(target);
  }
  if (published.unplaced.length > 0) return { kind: "unplaced", unplaced: published.unplaced };
  const changed = await changeNotes(target, plan, finish);
  if (plan.answers.length === 0) return { kind: "applied", published, changed, notesRefused };
  const refused = await postAnswers(target, plan.answers, finish);
  const all = { ...changed, refused: [...changed.refused, ...refused] };
  return { kind: "applied", published, changed: all, notesRefused };
}

/** Where GitLab takes no notes it may not let the bot see its drafts either. */
async function discardRefused(target: Target): Promise<void> {
  try {
    await discardDrafts(target);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

async function postVerdict(
  gitlab: ApplyGitLab,
  { verdict }: ReviewPlan,
  { mergeRequest, bot, status }: ApplyContext,
  notesRefused: string | undefined,
): Promise<ApplyReport["status"]> {
  if (status === undefined) return { kind: "off" };
  const description =
    notesRefused === undefined
      ? verdict.description
      : `${verdict.description}. GitLab does not accept the comments: ${notesRefused}`;
  return setCommitStatus(gitlab, mergeRequest, bot, { ...verdict, ...status, description });
}

async function isCurrent(
  gitlab: Pick<GitLab, "mergeRequest">,
  { projectId, iid, headSha }: PreparedMergeRequest,
): Promise<boolean> {
  const now = await gitlab.mergeRequest(projectId, iid);
  return now.headSha === headSha && now.state === "opened";
}

const nothingPublished: Published = {
  comments: 0,
  hasSummary: false,
  notifications: 0,
  unplaced: [],
};

function makeReport(
  published: Published,
  changed: ChangedNotes,
  notesRefused: string | undefined,
  status: ApplyReport["status"],
): ApplyReport {
  const { edited, resolved, reopened, hasEditedSummary } = changed;
  const summary = published.hasSummary ? "created" : hasEditedSummary ? "edited" : "kept";
  return {
    created: published.comments,
    edited,
    resolved,
    reopened,
    summary,
    notifications: published.notifications,
    refused: changed.refused,
    notesRefused,
    status,
  };
}

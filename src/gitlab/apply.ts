import type { ReviewPlan } from "../review/review.ts";
import { setCommitStatus, type StatusReport } from "./commit-status.ts";
import { isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { PreparedMergeRequest } from "./merge-request.ts";
import { newNotes } from "./new-note.ts";
import { ownUsers, type Bot } from "./posted.ts";
import { prepare, type Target } from "./prepare.ts";
import { publish, type Published } from "./publish.ts";

export interface ApplyContext {
  /** As it was when it was reviewed: comments belong to exactly that diff. */
  readonly mergeRequest: PreparedMergeRequest;
  readonly bot: Bot;
  /** The commit status that is the gate; undefined where the handbook wants none. */
  readonly status: { readonly name: string; readonly targetUrl?: string | undefined } | undefined;
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
  readonly status: StatusReport | { readonly kind: "off" };
}

export type Applied =
  | { readonly kind: "applied"; readonly unplaced: readonly []; readonly report: ApplyReport }
  /** The head moved or the merge request was closed: nothing was made visible. */
  | { readonly kind: "stale" }
  /**
   * GitLab takes the comments with these fingerprints nowhere in the diff. Read what is posted, plan
   * anew with them in the summary, and apply that: what is prepared already is used again.
   */
  | { readonly kind: "unplaced"; readonly unplaced: readonly string[] };

/**
 * Brings a merge request from what is posted to what is planned. The only code that writes to
 * GitLab. Safe to repeat after any failure: a plan made from what is then posted does the rest.
 */
export async function applyPlan(
  gitlab: Pick<GitLab, "notes" | "clock" | "mergeRequest">,
  plan: ReviewPlan,
  context: ApplyContext,
): Promise<Applied> {
  const { mergeRequest, bot, status } = context;
  const { projectId, iid, diffRefs } = mergeRequest;
  const target: Target = {
    gitlab,
    projectId,
    iid,
    own: ownUsers(bot),
    instance: bot.instance,
  };
  const prepared = await prepare(target, newNotes(plan, diffRefs));
  if (prepared.unplaced.length > 0) {
    return { kind: "unplaced", unplaced: prepared.unplaced };
  }
  if (!(await isCurrent(gitlab, mergeRequest))) {
    return { kind: "stale" };
  }
  const published = await publish(target, prepared);
  if (published.unplaced.length > 0) {
    return { kind: "unplaced", unplaced: published.unplaced };
  }
  const changed = await changeNotes(target, plan);
  const verdict =
    status === undefined
      ? ({ kind: "off" } as const)
      : await setCommitStatus(gitlab, mergeRequest, bot.userId, { ...plan.verdict, ...status });
  return { kind: "applied", unplaced: [], report: makeReport(published, changed, verdict) };
}

async function isCurrent(
  gitlab: Pick<GitLab, "mergeRequest">,
  { projectId, iid, headSha }: PreparedMergeRequest,
): Promise<boolean> {
  const now = await gitlab.mergeRequest(projectId, iid);
  return now.headSha === headSha && now.state === "opened";
}

interface Changed {
  readonly edited: number;
  readonly resolved: number;
  readonly reopened: number;
  readonly hasEditedSummary: boolean;
  readonly refused: readonly string[];
}

async function changeNotes(target: Target, plan: ReviewPlan): Promise<Changed> {
  const { gitlab, projectId, iid } = target;
  const { notes } = gitlab;
  const refused: string[] = [];
  const done = { edited: 0, resolved: 0, reopened: 0, summary: 0 };
  async function attempt(what: keyof typeof done, call: () => Promise<void>): Promise<void> {
    const refusal = await refusalOf(call);
    if (refusal === undefined) {
      done[what] += 1;
    } else {
      refused.push(refusal);
    }
  }
  for (const { thread, body } of plan.edit) {
    const { discussionId, noteId } = thread;
    await attempt("edited", () => notes.editThreadNote(projectId, iid, discussionId, noteId, body));
  }
  for (const { discussionId } of plan.resolve) {
    await attempt("resolved", () => notes.setResolved(projectId, iid, discussionId, true));
  }
  for (const { discussionId } of plan.reopen) {
    await attempt("reopened", () => notes.setResolved(projectId, iid, discussionId, false));
  }
  const { summary } = plan;
  if (summary.kind === "edit") {
    await attempt("summary", () => notes.editNote(projectId, iid, summary.noteId, summary.body));
  }
  for (const { noteId, body } of plan.fold) {
    await attempt("edited", () => notes.editNote(projectId, iid, noteId, body));
  }
  return { ...done, hasEditedSummary: done.summary > 0, refused };
}

/** A thread that a person deleted, or that the bot may not touch, is no reason to fail the rest. */
async function refusalOf(call: () => Promise<void>): Promise<string | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (isAnswer(error, 400, 403, 404, 422)) {
      return error.message;
    }
    throw error;
  }
}

function makeReport(
  published: Published,
  changed: Changed,
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
    status,
  };
}

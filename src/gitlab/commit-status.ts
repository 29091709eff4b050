import { ownUsers, type Bot } from "./bot.ts";
import { GitLabError, isAnswer } from "./gitlab-error.ts";
import type { GitLab } from "./gitlab.ts";
import type { MergeRequest } from "./merge-request.ts";
import { findStatusTarget, standsAt, type StatusTarget } from "./status-target.ts";
import type { CommitStatus, NewCommitStatus } from "./statuses.ts";

export type StatusReport =
  | { readonly kind: "set" }
  /** It was there already. */
  | { readonly kind: "unchanged" }
  /** GitLab does not let the bot; for a merge request from a fork that is usual. */
  | { readonly kind: "refused"; readonly why: string; readonly isFork: boolean };

/** The gate, and the name under which it stands beside other statuses. */
export interface Verdict {
  readonly state: "success" | "failed";
  readonly name: string;
  readonly description: string;
  readonly targetUrl?: string | undefined;
}

type StatusGitLab = Pick<GitLab, "statuses" | "commitParents" | "isBotUser" | "clock">;

/** A merge request with a head to judge. */
export type Judged = Pick<
  MergeRequest,
  "projectId" | "iid" | "sourceProjectId" | "sourceBranch"
> & { readonly headSha: string };

/** GitLab takes at most 255 characters for each text of a status. docs.gitlab.com, 2026-11 */
const textMax = 255;

/**
 * Posts the gate where it decides whether the merge request can be merged: into the pipeline of its head, or where
 * there is none to the head itself, in the project that the branch is in. Repeating it changes nothing.
 */
export async function setCommitStatus(
  gitlab: StatusGitLab,
  mergeRequest: Judged,
  bot: Bot,
  verdict: Verdict,
): Promise<StatusReport> {
  const isFork = mergeRequest.sourceProjectId !== mergeRequest.projectId;
  const target = await findStatusTarget(gitlab, mergeRequest);
  if (target === undefined) {
    return { kind: "refused", why: "The source project no longer exists.", isFork };
  }
  const wanted = makeStatus(target, verdict);
  const stands = async () =>
    isSame(await postedStatus(gitlab, mergeRequest.projectId, target, bot, wanted.name), wanted);
  if (await stands()) {
    return { kind: "unchanged" };
  }
  for (let attempt = 0; ; attempt += 1) {
    try {
      await gitlab.statuses.createCommitStatus(target.projectId, target.sha, wanted);
      return { kind: "set" };
    } catch (error) {
      if (isAnswer(error, 400) && error.message.includes("Cannot transition status")) {
        return { kind: "unchanged" };
      }
      if (isAnswer(error, 400, 403, 404, 422)) {
        return { kind: "refused", why: error.message, isFork };
      }
      if (error instanceof GitLabError && error.mayHaveHappened && (await stands())) {
        return { kind: "set" };
      }
      const wait = isAnswer(error, 409) ? conflictWaitsMs[attempt] : undefined;
      if (wait === undefined) throw error;
      await gitlab.clock.sleep(wait);
    }
  }
}

/**
 * Somebody else writes a status of the same commit: GitLab has tried for ten seconds before it says so
 * (`pipeline_lock_params` in app/services/ci/create_commit_status_service.rb, 2026-11).
 */
const conflictWaitsMs = [1_000, 2_000, 4_000];

/** Where the status of a head must stand, and whether one of the bot's is there. */
export interface StatusState {
  /** Names the head and the pipeline: another one must be judged anew. */
  readonly key: string;
  readonly isPosted: boolean;
}

/** Looks for the verdict on a head, whatever it says. Undefined where the source project no longer exists. */
export async function readStatusState(
  gitlab: StatusGitLab,
  mergeRequest: Judged,
  bot: Bot,
): Promise<StatusState | undefined> {
  const target = await findStatusTarget(gitlab, mergeRequest);
  if (target === undefined) return undefined;
  const posted = await postedStatus(gitlab, mergeRequest.projectId, target, bot, bot.instance);
  return {
    key: `${mergeRequest.headSha} ${target.pipelineId ?? "none"}`,
    isPosted: posted !== undefined,
  };
}

/**
 * The bot's newest status at the target. A job of the pipeline may have the same name, also one that the bot's user has
 * started; but only a status has a description.
 */
async function postedStatus(
  gitlab: StatusGitLab,
  projectId: number,
  target: StatusTarget,
  bot: Bot,
  name: string,
): Promise<CommitStatus | undefined> {
  const found = await gitlab.statuses.commitStatuses(target.projectId, target.sha, name);
  const candidates = found.filter(
    (status) => status.name === name && status.description && standsAt(status, target),
  );
  const authors = candidates.map(({ author }) => author).filter((author) => author != null);
  const own = await ownUsers(gitlab, bot, projectId, authors);
  return candidates
    .filter(({ author }) => author != null && own.has(author.id))
    .sort((one, other) => other.id - one.id)[0];
}

function makeStatus(
  { pipelineId, ref }: StatusTarget,
  { state, name, description, targetUrl }: Verdict,
): NewCommitStatus {
  return {
    state,
    name,
    description: shorten(description),
    targetUrl: targetUrl !== undefined && targetUrl.length <= textMax ? targetUrl : undefined,
    pipelineId,
    // With a reference beside it GitLab does not find the pipeline of a merge request.
    ref: pipelineId === undefined && ref.length <= textMax ? ref : undefined,
  };
}

function shorten(description: string): string {
  return description.length <= textMax
    ? description
    : `${description.slice(0, textMax - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

function isSame(posted: CommitStatus | undefined, wanted: NewCommitStatus): boolean {
  return (
    posted?.status === wanted.state &&
    (posted.description ?? "") === wanted.description &&
    (posted.target_url ?? "") === (wanted.targetUrl ?? "")
  );
}

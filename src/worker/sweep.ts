import { readStatusState, setCommitStatus } from "../gitlab/commit-status.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import { readPosted, UnreadableNotes } from "../gitlab/posted.ts";
import type { ListedMergeRequest } from "../gitlab/merge-request.ts";
import type { ReviewJob } from "../queue/job.ts";
import type { BotIdentity } from "./bot-identity.ts";
import type { Refusals } from "./refusals.ts";
import { reasonToSkip } from "./review-merge-request.ts";
import type { Reviewer } from "./reviewer/reviewer.ts";
import type { SweepMemory } from "./sweep-memory.ts";

/** What a sweep looked at, and what it found to do. */
export interface Swept {
  readonly looked: number;
  readonly due: readonly ReviewJob[];
}

export interface SweepParts {
  readonly gitlab: GitLab;
  readonly reviewer: Reviewer;
  readonly bot: BotIdentity;
  readonly refusals: Refusals;
  readonly remembered: SweepMemory;
}

/**
 * Finds open merge requests whose head has no verdict of ours in the pipeline that decides, or one under another
 * target branch: GitLab does not deliver a webhook twice, so what was lost while the bot was away is found here, and
 * so is a pipeline that appeared after the verdict. `updatedAfter` is an ISO time.
 */
export async function sweepProject(
  parts: SweepParts,
  projectId: number,
  { updatedAfter, now }: { readonly updatedAfter: string | undefined; readonly now: number },
): Promise<Swept> {
  const open = await parts.gitlab.openMergeRequests(projectId, updatedAfter);
  const due: ReviewJob[] = [];
  for (const mergeRequest of open) {
    const { iid, headSha } = mergeRequest;
    if (headSha === undefined) continue;
    const isLeft =
      (await isDue(parts, { ...mergeRequest, headSha })) ||
      (await hasCommands(parts, mergeRequest));
    if (!isLeft) continue;
    due.push({ kind: "review", projectId, iid, headSha, reason: "sweep", receivedAt: now });
  }
  return { looked: open.length, due };
}

/**
 * Whether somebody gave a command whose delivery was lost. Notes are read only where something happened since no
 * command was left; one that the bot failed to answer is tried again, less and less often.
 */
async function hasCommands(
  { gitlab, reviewer, bot, remembered }: SweepParts,
  mergeRequest: ListedMergeRequest,
): Promise<boolean> {
  const { projectId, iid, updatedAt, targetBranch } = mergeRequest;
  if (!remembered.isUpdated(projectId, iid, updatedAt)) return false;
  const branch = await reviewer.open(projectId, targetBranch);
  if (branch.kind !== "ready" || branch.review.commands === "off") return false;
  if (reasonToSkip(mergeRequest, branch) !== undefined) return false;
  try {
    const { commands } = await readPosted(gitlab, mergeRequest, bot);
    if (commands.length === 0) return false;
    remembered.forgetUpdate(projectId, iid);
    const notes = commands.map(({ noteId }) => noteId).join(" ");
    return isPowerOfTwo(remembered.countDue(projectId, iid, "answers", notes));
  } catch (error) {
    if (error instanceof UnreadableNotes) return false;
    throw error;
  }
}

/** Whether the head has no verdict of ours where it decides. Posts one that is known and was refused before. */
export async function isDue(
  { gitlab, reviewer, bot, refusals, remembered }: SweepParts,
  mergeRequest: ListedMergeRequest & { readonly headSha: string },
): Promise<boolean> {
  const { projectId, iid, headSha, sourceProjectId, targetBranch } = mergeRequest;
  const branch = await reviewer.open(projectId, targetBranch);
  if (branch.kind === "not-configured") return false;
  if (branch.kind === "ready" && reasonToSkip(mergeRequest, branch) !== undefined) return false;
  if (remembered.isRetargeted(projectId, iid, { headSha, targetBranch })) return true;
  const refused = refusals.verdictOn(projectId, iid, headSha);
  if (refused !== undefined) {
    // The review is done and its verdict known: what is missing is only that GitLab takes it.
    const status = await setCommitStatus(gitlab, mergeRequest, bot, refused);
    refusals.note(mergeRequest, "status", status.kind === "refused" ? status.why : undefined);
    return false;
  }
  const state = await readStatusState(gitlab, mergeRequest, bot);
  if (state === undefined || state.isPosted) return false;
  const times = remembered.countDue(projectId, iid, "verdict", state.key);
  // The statuses of a private fork stay hidden from the bot. Elsewhere it is tried less and less often.
  return sourceProjectId === projectId ? isPowerOfTwo(times) : times === 1;
}

function isPowerOfTwo(count: number): boolean {
  return Number.isInteger(Math.log2(count));
}

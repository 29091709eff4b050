import type { GitLab } from "../gitlab/gitlab.ts";
import type { ReviewJob } from "../queue/job.ts";
import type { BotIdentity } from "./bot-identity.ts";
import type { HandbookCopies } from "./handbook-copies.ts";
import { statusName } from "./review-merge-request.ts";

/** What a sweep looked at, and what it found to do. */
export interface Swept {
  readonly looked: number;
  readonly due: readonly ReviewJob[];
}

/** Heads of forks that a sweep has found due: their statuses may be hidden from the bot for good. */
export interface SweepMemory {
  /** False where this head was found due before. */
  readonly isNew: (projectId: number, iid: number, headSha: string) => boolean;
}

/** More merge requests from forks than stand open in any handbook. */
const rememberedMax = 10_000;

/** Remembers one head a merge request, those found last. After a restart each is reviewed once more. */
export function createSweepMemory(): SweepMemory {
  const heads = new Map<string, string>();
  return {
    isNew: (projectId, iid, headSha) => {
      const key = `${projectId}!${iid}`;
      const isNew = heads.get(key) !== headSha;
      heads.delete(key);
      heads.set(key, headSha);
      for (const oldest of heads.keys()) {
        if (heads.size <= rememberedMax) break;
        heads.delete(oldest);
      }
      return isNew;
    },
  };
}

/**
 * Finds open merge requests whose head has no verdict of ours: GitLab does not deliver a webhook twice,
 * so what was lost while the bot was away is found here. `updatedAfter` is an ISO time.
 */
export async function sweepProject(
  {
    gitlab,
    copies,
    bot,
  }: { readonly gitlab: GitLab; readonly copies: HandbookCopies; readonly bot: BotIdentity },
  projectId: number,
  options: {
    readonly updatedAfter: string | undefined;
    readonly now: number;
    readonly remembered: SweepMemory;
  },
): Promise<Swept> {
  const open = await gitlab.openMergeRequests(projectId, options.updatedAfter);
  const due: ReviewJob[] = [];
  for (const { iid, isDraft, author, headSha, sourceProjectId, targetBranch } of open) {
    if (headSha === undefined || sourceProjectId === undefined) continue;
    const copy = await copies.get(projectId, targetBranch);
    if (copy.kind === "not-configured") continue;
    if (copy.kind === "ready") {
      const { drafts, bots } = copy.engine.config.review;
      if (isDraft && drafts === "skip") continue;
      if (author?.isBot === true && bots === "skip") continue;
    }
    const statuses = await gitlab.notes.commitStatuses(sourceProjectId, headSha, statusName);
    if (statuses.some(({ author: by }) => by?.id === bot.userId)) continue;
    const isFork = sourceProjectId !== projectId;
    if (isFork && !options.remembered.isNew(projectId, iid, headSha)) continue;
    due.push({ kind: "review", projectId, iid, headSha, reason: "sweep", receivedAt: options.now });
  }
  return { looked: open.length, due };
}

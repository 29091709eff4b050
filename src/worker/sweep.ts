import type { GitLab } from "../gitlab/gitlab.ts";
import type { ReviewJob } from "../queue/job.ts";
import type { BotIdentity } from "./bot-identity.ts";
import type { Reviewer } from "./reviewer/reviewer.ts";
import { statusName } from "./review-merge-request.ts";

/** What a sweep looked at, and what it found to do. */
export interface Swept {
  readonly looked: number;
  readonly due: readonly ReviewJob[];
}

/** What sweeps have seen and GitLab does not keep. */
export interface SweepMemory {
  /** True where this head stood under another target branch when a sweep last looked: its verdict is of that one. */
  readonly isRetargeted: (
    projectId: number,
    iid: number,
    head: { readonly headSha: string; readonly targetBranch: string },
  ) => boolean;
  /** False where this head of a fork was found due before: its statuses may be hidden from the bot for good. */
  readonly isNew: (projectId: number, iid: number, headSha: string) => boolean;
}

/** More merge requests than stand open in any handbook. */
const rememberedMax = 10_000;

/** Remembers one head a merge request, those found last. After a restart each is reviewed once more. */
export function createSweepMemory(): SweepMemory {
  const heads = new Map<string, string>();
  const targets = new Map<string, { readonly headSha: string; readonly targetBranch: string }>();
  return {
    isRetargeted: (projectId, iid, head) => {
      const before = exchange(targets, `${projectId}!${iid}`, head);
      return before?.headSha === head.headSha && before.targetBranch !== head.targetBranch;
    },
    isNew: (projectId, iid, headSha) => exchange(heads, `${projectId}!${iid}`, headSha) !== headSha,
  };
}

/** Stores a value as the newest one, and gives the one before. */
function exchange<T>(values: Map<string, T>, key: string, value: T): T | undefined {
  const before = values.get(key);
  values.delete(key);
  values.set(key, value);
  for (const oldest of values.keys()) {
    if (values.size <= rememberedMax) break;
    values.delete(oldest);
  }
  return before;
}

/**
 * Finds open merge requests whose head has no verdict of ours, or one under another target branch: GitLab does not deliver a webhook twice,
 * so what was lost while the bot was away is found here. `updatedAfter` is an ISO time.
 */
export async function sweepProject(
  {
    gitlab,
    reviewer,
    bot,
  }: { readonly gitlab: GitLab; readonly reviewer: Reviewer; readonly bot: BotIdentity },
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
    const branch = await reviewer.open(projectId, targetBranch);
    if (branch.kind === "not-configured") continue;
    if (branch.kind === "ready") {
      const { drafts, bots } = branch.review;
      if (isDraft && drafts === "skip") continue;
      if (author?.isBot === true && bots === "skip") continue;
    }
    const head = { headSha, targetBranch };
    const isRetargeted = options.remembered.isRetargeted(projectId, iid, head);
    const statuses = isRetargeted
      ? []
      : await gitlab.notes.commitStatuses(sourceProjectId, headSha, statusName);
    if (statuses.some(({ author: by }) => by?.id === bot.userId)) continue;
    const isFork = sourceProjectId !== projectId;
    if (isFork && !isRetargeted && !options.remembered.isNew(projectId, iid, headSha)) continue;
    due.push({ kind: "review", projectId, iid, headSha, reason: "sweep", receivedAt: options.now });
  }
  return { looked: open.length, due };
}

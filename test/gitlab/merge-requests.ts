import { createCommit, pushBranches, signature } from "./commits.ts";
import { changesBetween } from "./diffs.ts";
import { hookTime, userBlock } from "./payload-blocks.ts";
import { emitMergeRequest } from "./payloads.ts";
import type { TreeEntry } from "./repository.ts";
import { addSystemNote } from "./system-notes.ts";
import { keepHead, startVersion } from "./versions.ts";
import { nextId, now, projectOf, userOf, type MergeRequest, type World } from "./world.ts";

export interface MergeRequestOpening {
  readonly projectId: number;
  readonly sourceProjectId: number;
  readonly sourceBranch: string;
  readonly targetBranch: string;
  readonly title: string;
  readonly description: string;
  readonly draft: boolean;
  readonly labels: readonly string[];
  readonly authorId: number;
  readonly allowCollaboration: boolean;
}

/** Opens a merge request. Its diff is made in the background. */
export function openMergeRequest(world: World, opening: MergeRequestOpening): MergeRequest {
  const target = projectOf(world, opening.projectId);
  const headSha = projectOf(world, opening.sourceProjectId).branches.get(opening.sourceBranch);
  if (headSha === undefined) throw new Error(`no branch ${opening.sourceBranch}`);
  const at = now(world);
  const mergeRequest: MergeRequest = {
    ...opening,
    id: nextId(world, "merge request") + 90_000,
    iid: target.nextIid,
    title: opening.draft ? `Draft: ${opening.title}` : opening.title,
    labels: [...opening.labels],
    state: "opened",
    createdAt: at,
    updatedAt: at,
    preparedAt: undefined,
    mergeCommitSha: undefined,
    mergedAt: undefined,
    closedAt: undefined,
    headSha,
    versions: [],
    preparing: undefined,
    discussions: [],
    drafts: [],
  };
  target.nextIid += 1;
  world.mergeRequests.set(target.id, [...(world.mergeRequests.get(target.id) ?? []), mergeRequest]);
  keepHead(world, mergeRequest);
  startVersion(world, mergeRequest, opening.authorId);
  world.notifications.push({
    kind: "new_merge_request",
    actor: userOf(world, opening.authorId).username,
    projectId: target.id,
    iid: mergeRequest.iid,
    notes: [],
  });
  emitMergeRequest(world, mergeRequest, { action: "open", actorId: opening.authorId });
  return mergeRequest;
}

/** Points a merge request at another branch: another diff, and no `oldrev` in the webhook. */
export function retarget(
  world: World,
  mergeRequest: MergeRequest,
  branch: string,
  actorId: number,
): void {
  const previous = mergeRequest.targetBranch;
  mergeRequest.targetBranch = branch;
  const body = `changed target branch from \`${previous}\` to \`${branch}\``;
  addSystemNote(world, mergeRequest, { authorId: actorId, body });
  startVersion(world, mergeRequest, actorId);
  update(world, mergeRequest, actorId, { target_branch: { previous, current: branch } });
}

type Changes = Readonly<Record<string, { readonly previous: unknown; readonly current: unknown }>>;

export function update(
  world: World,
  mergeRequest: MergeRequest,
  actorId: number,
  changes: Changes,
): void {
  const previous = hookTime(mergeRequest.updatedAt);
  mergeRequest.updatedAt = now(world);
  const updated = { updated_at: { previous, current: hookTime(mergeRequest.updatedAt) } };
  const all = Object.keys(changes).length === 0 ? {} : { ...changes, ...updated };
  emitMergeRequest(world, mergeRequest, { action: "update", actorId, changes: all });
}

export function setDraft(
  world: World,
  mergeRequest: MergeRequest,
  draft: boolean,
  actorId: number,
): void {
  if (mergeRequest.draft === draft) return;
  const title = mergeRequest.title;
  const bare = title.replace(/^Draft: /, "");
  mergeRequest.draft = draft;
  mergeRequest.title = draft ? `Draft: ${bare}` : bare;
  const body = `marked this merge request as **${draft ? "draft" : "ready"}**`;
  addSystemNote(world, mergeRequest, { authorId: actorId, body });
  update(world, mergeRequest, actorId, {
    draft: { previous: !draft, current: draft },
    title: { previous: title, current: mergeRequest.title },
  });
}

/** Changes what people read and the diff does not depend on. */
export function describe(
  world: World,
  mergeRequest: MergeRequest,
  given: {
    readonly title?: string;
    readonly description?: string;
    readonly labels?: readonly string[];
  },
  actorId: number,
): void {
  const changes: Record<string, { previous: unknown; current: unknown }> = {};
  const { title, description, labels } = given;
  if (title !== undefined) {
    changes["title"] = { previous: mergeRequest.title, current: title };
    mergeRequest.title = title;
  }
  if (description !== undefined) {
    changes["description"] = { previous: mergeRequest.description, current: description };
    mergeRequest.description = description;
  }
  if (labels !== undefined) {
    const blocks = (titles: readonly string[]): unknown => titles.map((name) => ({ title: name }));
    changes["labels"] = { previous: blocks(mergeRequest.labels), current: blocks(labels) };
    mergeRequest.labels = [...labels];
  }
  update(world, mergeRequest, actorId, changes);
}

/** Asks somebody to look again. The webhook's `changes.reviewers` is a list of two lists. */
export function requestReview(
  world: World,
  mergeRequest: MergeRequest,
  reviewerId: number,
  actorId: number,
): void {
  const reviewer = userBlock(world, reviewerId);
  const before = [{ ...reviewer, state: "reviewed", re_requested: false }];
  const after = [{ ...reviewer, state: "unreviewed", re_requested: true }];
  emitMergeRequest(world, mergeRequest, {
    action: "update",
    actorId,
    changes: { reviewers: [before, after] },
  });
}

const STATE_IDS = { opened: 1, closed: 2 } as const;

export function setState(
  world: World,
  mergeRequest: MergeRequest,
  state: "opened" | "closed",
  actorId: number,
): void {
  if (mergeRequest.state === state || mergeRequest.state === "merged") return;
  const previous = STATE_IDS[mergeRequest.state];
  mergeRequest.state = state;
  mergeRequest.closedAt = state === "closed" ? now(world) : undefined;
  mergeRequest.updatedAt = now(world);
  addSystemNote(world, mergeRequest, {
    authorId: actorId,
    body: state === "closed" ? "closed" : "reopened",
  });
  if (state === "opened") catchUp(world, mergeRequest, actorId);
  emitMergeRequest(world, mergeRequest, {
    action: state === "closed" ? "close" : "reopen",
    actorId,
    changes: { state_id: { previous, current: STATE_IDS[state] } },
  });
}

/** Pushes to a closed merge request are seen when it is reopened. */
function catchUp(world: World, mergeRequest: MergeRequest, actorId: number): void {
  const source = projectOf(world, mergeRequest.sourceProjectId);
  mergeRequest.headSha = source.branches.get(mergeRequest.sourceBranch) ?? mergeRequest.headSha;
  keepHead(world, mergeRequest);
  startVersion(world, mergeRequest, actorId);
}

/** Merges: the files of the change win over those of the target branch. */
export function merge(world: World, mergeRequest: MergeRequest, actorId: number): void {
  const target = projectOf(world, mergeRequest.projectId);
  const tip = target.branches.get(mergeRequest.targetBranch);
  const base = mergeRequest.versions[0]?.base ?? mergeRequest.preparing?.version.base;
  if (tip === undefined || base === undefined) throw new Error("nothing to merge into");
  const changes = new Map<string, TreeEntry | null>();
  for (const { oldPath, newPath, after } of changesBetween(world, base, mergeRequest.headSha)) {
    if (after === undefined || oldPath !== newPath) changes.set(oldPath, null);
    if (after !== undefined) changes.set(newPath, after);
  }
  const sha = createCommit(world, {
    parents: [tip, mergeRequest.headSha],
    changes,
    message: `Merge branch '${mergeRequest.sourceBranch}' into '${mergeRequest.targetBranch}'`,
    author: signature(world, actorId),
  });
  mergeRequest.state = "merged";
  mergeRequest.mergeCommitSha = sha;
  mergeRequest.mergedAt = now(world);
  mergeRequest.updatedAt = now(world);
  addSystemNote(world, mergeRequest, { authorId: actorId, body: "merged" });
  pushBranches(world, target.id, [{ branch: mergeRequest.targetBranch, after: sha }], actorId);
  emitMergeRequest(world, mergeRequest, {
    action: "merge",
    actorId,
    changes: { state_id: { previous: 1, current: 3 } },
  });
}

import { hookTime } from "./payload-blocks.ts";
import { emitMergeRequest } from "./payloads.ts";
import { mergeBase, type Commit, type Sha } from "./repository.ts";
import { addOutdatedNote, addSystemNote } from "./system-notes.ts";
import { tracePosition } from "./trace.ts";
import {
  nextId,
  notesOf,
  now,
  projectOf,
  userOf,
  type MergeRequest,
  type Project,
  type Version,
  type World,
} from "./world.ts";

function createVersion(world: World, mergeRequest: MergeRequest): Version {
  const start = projectOf(world, mergeRequest.projectId).branches.get(mergeRequest.targetBranch);
  if (start === undefined) throw new Error(`no branch ${mergeRequest.targetBranch}`);
  const head = mergeRequest.headSha;
  const base = mergeBase(world.objects, start, head) ?? start;
  return { id: nextId(world, "version"), base, start, head, createdAt: now(world) };
}

/** Begins a new diff. It becomes visible once it is prepared, as on GitLab, where a background job makes it. */
export function startVersion(world: World, mergeRequest: MergeRequest, actorId: number): void {
  const { polls, milliseconds } = world.options.preparation;
  const version = createVersion(world, mergeRequest);
  const newest = mergeRequest.versions[0];
  const isSame =
    newest?.head === version.head && newest.base === version.base && newest.start === version.start;
  mergeRequest.preparing = undefined;
  if (isSame) return;
  mergeRequest.preparing = {
    version,
    actorId,
    pollsLeft: polls,
    readyAt: world.options.now() + milliseconds,
  };
  if (polls === 0 && milliseconds === 0) finishVersion(world, mergeRequest);
}

/** Counts one look at a merge request whose diff is being made. */
export function pollVersion(world: World, mergeRequest: MergeRequest): void {
  const { preparing } = mergeRequest;
  if (preparing === undefined) return;
  if (preparing.pollsLeft > 0) preparing.pollsLeft -= 1;
  else if (world.options.now() >= preparing.readyAt) finishVersion(world, mergeRequest);
}

function finishVersion(world: World, mergeRequest: MergeRequest): void {
  if (mergeRequest.preparing === undefined) return;
  const { version, actorId } = mergeRequest.preparing;
  mergeRequest.preparing = undefined;
  mergeRequest.preparedAt ??= now(world);
  mergeRequest.versions = [version, ...mergeRequest.versions];
  for (const discussion of mergeRequest.discussions) {
    let isOutdated = false;
    for (const note of discussion.notes) {
      if (note.position === undefined || note.outdated) continue;
      const traced = tracePosition(world, note.position, version);
      if (traced === undefined) {
        note.outdated = true;
        isOutdated = true;
      } else note.position = traced;
    }
    if (isOutdated) addOutdatedNote(world, mergeRequest, discussion, actorId);
  }
}

/** What a push to a source branch does to the open merge requests from it. */
export function refreshMergeRequests(
  world: World,
  project: Project,
  push: {
    readonly branch: string;
    readonly before: Sha;
    readonly after: Sha;
    readonly commits: readonly Commit[];
    readonly userId: number;
  },
): void {
  for (const mergeRequest of [...world.mergeRequests.values()].flat()) {
    const isFromHere =
      mergeRequest.state === "opened" &&
      mergeRequest.sourceProjectId === project.id &&
      mergeRequest.sourceBranch === push.branch;
    if (!isFromHere) continue;
    const previous = hookTime(mergeRequest.updatedAt);
    mergeRequest.headSha = push.after;
    mergeRequest.updatedAt = now(world);
    keepHead(world, mergeRequest);
    startVersion(world, mergeRequest, push.userId);
    const count = push.commits.length;
    addSystemNote(world, mergeRequest, {
      authorId: push.userId,
      body: `added ${count} commit${count === 1 ? "" : "s"}`,
    });
    world.notifications.push({
      kind: "push",
      actor: userOf(world, push.userId).username,
      projectId: mergeRequest.projectId,
      iid: mergeRequest.iid,
      notes: [],
    });
    emitMergeRequest(world, mergeRequest, {
      action: "update",
      actorId: push.userId,
      oldrev: push.before,
      changes: { updated_at: { previous, current: hookTime(mergeRequest.updatedAt) } },
    });
    if (world.options.approvalsReset)
      emitMergeRequest(world, mergeRequest, {
        action: "update",
        actorId: push.userId,
        systemAction: "approvals_reset_on_push",
      });
  }
}

/** Fetches the head of a fork's branch into the target project, where the options allow to see it. */
export function keepHead(world: World, mergeRequest: MergeRequest): void {
  const target = projectOf(world, mergeRequest.projectId);
  if (world.options.forkHeadsBySha) target.commits.add(mergeRequest.headSha);
}

/** True where every thread that can be resolved is. */
export function isAllResolved(mergeRequest: MergeRequest): boolean {
  return notesOf(mergeRequest).every(
    (note) => note.system || note.type === null || note.resolvedAt !== undefined,
  );
}

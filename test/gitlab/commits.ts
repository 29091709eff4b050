import { emitPush } from "./payloads.ts";
import {
  commitsBetween,
  readCommit,
  updateTree,
  writeCommit,
  type FileChanges,
  type Sha,
  type Signature,
} from "./repository.ts";
import { refreshMergeRequests } from "./versions.ts";
import { now, projectOf, userOf, type Project, type World } from "./world.ts";

/** A push to more branches than this sends no Push Hook at all. */
const PUSH_HOOK_BRANCHES_MAX = 3;

export function signature(world: World, userId: number): Signature {
  const { name, username } = userOf(world, userId);
  return { name, email: `${username}@users.example.com`, at: now(world) };
}

/** Writes a commit without moving any branch. */
export function createCommit(
  world: World,
  commit: {
    readonly parents: readonly Sha[];
    readonly changes: FileChanges;
    readonly message: string;
    readonly author: Signature;
    readonly committer?: Signature;
  },
): Sha {
  const parent = commit.parents[0];
  const before = parent === undefined ? undefined : readCommit(world.objects, parent).tree;
  return writeCommit(world.objects, {
    tree: updateTree(world.objects, before, commit.changes),
    parents: commit.parents,
    message: commit.message,
    author: commit.author,
    committer: commit.committer ?? commit.author,
  });
}

export interface BranchUpdate {
  readonly branch: string;
  readonly after: Sha;
}

/** Moves branches as one `git push` does, and tells the webhooks and the merge requests. */
export function pushBranches(
  world: World,
  projectId: number,
  updates: readonly BranchUpdate[],
  userId: number,
): void {
  const project = projectOf(world, projectId);
  const moved = updates.map(({ branch, after }) => {
    const before = project.branches.get(branch);
    const base = before ?? project.branches.get(project.defaultBranch);
    const commits = commitsBetween(world.objects, base, after);
    for (const { sha } of commits) project.commits.add(sha);
    project.commits.add(after);
    project.branches.set(branch, after);
    return { branch, before, after, commits };
  });
  for (const { branch, before, after, commits } of moved) {
    if (moved.length <= PUSH_HOOK_BRANCHES_MAX)
      emitPush(world, project, { branch, before, after, commits, userId });
    if (before !== undefined && before !== after)
      refreshMergeRequests(world, project, { branch, before, after, commits, userId });
  }
}

/** Deletes a branch; its merge requests stay as they are. */
export function deleteBranch(
  world: World,
  projectId: number,
  branch: string,
  userId: number,
): void {
  const project = projectOf(world, projectId);
  const before = project.branches.get(branch);
  project.branches.delete(branch);
  emitPush(world, project, { branch, before, after: undefined, commits: [], userId });
}

/** The commit that a branch name, a SHA or a merge request's ref means in a project. */
export function resolveRef(world: World, project: Project, ref: string): Sha | undefined {
  if (ref === "HEAD") return project.branches.get(project.defaultBranch);
  const branch = project.branches.get(ref.replace(/^refs\/heads\//, ""));
  if (branch !== undefined) return branch;
  if (project.commits.has(ref)) return ref;
  const iid = /^refs\/merge-requests\/(\d+)\/head$/.exec(ref)?.[1];
  if (iid !== undefined)
    return world.mergeRequests.get(project.id)?.find((one) => one.iid === Number(iid))?.headSha;
  if (!/^[0-9a-f]{7,39}$/.test(ref)) return undefined;
  for (const sha of project.commits) if (sha.startsWith(ref)) return sha;
  return undefined;
}

import {
  createCommit,
  deleteBranch,
  pushBranches,
  signature,
  type BranchUpdate,
} from "./commits.ts";
import { openMergeRequest } from "./merge-requests.ts";
import { readFile, type FileChanges, type Sha } from "./repository.ts";
import type { Actor } from "./scene-people.ts";
import type { CommitGiven, Files, Scene } from "./scene.ts";
import { nextId, now, projectOf, type Project, type World } from "./world.ts";

function toChanges(files: Files): FileChanges {
  return new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      content === null ? null : Buffer.from(content),
    ]),
  );
}

/** Projects, branches, pushes and new merge requests. */
export function createCode(world: World, actor: Actor) {
  const tip = (project: Project, ref: string): Sha => {
    const sha = project.branches.get(ref) ?? (project.commits.has(ref) ? ref : undefined);
    if (sha === undefined) throw new Error(`no branch or commit ${ref} in ${project.path}`);
    return sha;
  };
  const commitOn = (parent: Sha, projectId: number, given: CommitGiven): Sha =>
    createCommit(world, {
      parents: [
        parent,
        ...(given.merges === undefined ? [] : [tip(projectOf(world, projectId), given.merges)]),
      ],
      changes: toChanges(given.files),
      message: given.message ?? `Update ${Object.keys(given.files)[0] ?? "nothing"}`,
      author: signature(world, actor(projectId, given.author)),
    });
  const push = (projectId: number, updates: readonly BranchUpdate[], author?: string): void =>
    pushBranches(world, projectId, updates, actor(projectId, author));
  const addProject = (project: Omit<Project, "members" | "createdAt" | "nextIid">): Project => {
    const fresh = { ...project, members: new Map(), createdAt: now(world), nextIid: 1 };
    world.projects.set(project.id, fresh);
    return fresh;
  };
  return {
    createProject: ({ path, files, defaultBranch = "main", visibility = "private", id }) => {
      const project = addProject({
        id: id ?? nextId(world, "project") + 100,
        path,
        visibility,
        forkedFrom: undefined,
        defaultBranch,
        branches: new Map(),
        tags: new Map(),
        protectedBranches: new Set([defaultBranch]),
        commits: new Set(),
      });
      const sha = createCommit(world, {
        parents: [],
        changes: toChanges(files),
        message: "Write the handbook",
        author: signature(world, actor(project.id)),
      });
      project.commits.add(sha);
      project.branches.set(defaultBranch, sha);
      return project;
    },
    fork: (projectId, path) => {
      const { visibility, defaultBranch, branches, protectedBranches, commits } = projectOf(
        world,
        projectId,
      );
      return addProject({
        id: nextId(world, "project") + 100,
        path,
        visibility,
        forkedFrom: projectId,
        defaultBranch,
        branches: new Map(branches),
        tags: new Map(),
        protectedBranches: new Set(protectedBranches),
        commits: new Set(commits),
      });
    },
    createBranch: (projectId, branch, from) => {
      const project = projectOf(world, projectId);
      const after = tip(project, from ?? project.defaultBranch);
      push(projectId, [{ branch, after }]);
      return after;
    },
    deleteBranch: (projectId, branch) => deleteBranch(world, projectId, branch, actor(projectId)),
    pushCommit: (projectId, branch, given) => {
      const project = projectOf(world, projectId);
      const parent = project.branches.get(branch) ?? tip(project, project.defaultBranch);
      const after = commitOn(parent, projectId, given);
      push(projectId, [{ branch, after }], given.author);
      return after;
    },
    pushCommits: (projectId, given) => {
      const project = projectOf(world, projectId);
      const updates = Object.entries(given).map(([branch, commit]) => {
        const parent = project.branches.get(branch) ?? tip(project, project.defaultBranch);
        return { branch, after: commitOn(parent, projectId, commit) };
      });
      push(projectId, updates);
    },
    forcePush: (projectId, branch, { onto, ...given }) => {
      const after = commitOn(tip(projectOf(world, projectId), onto), projectId, given);
      push(projectId, [{ branch, after }], given.author);
      return after;
    },
    readFile: (projectId, ref, path) =>
      readFile(world.objects, tip(projectOf(world, projectId), ref), path)?.toString("utf8"),
    openMergeRequest: (given) => {
      const source = projectOf(world, given.sourceProject);
      const projectId = given.targetProject ?? source.forkedFrom ?? source.id;
      return openMergeRequest(world, {
        projectId,
        sourceProjectId: source.id,
        sourceBranch: given.sourceBranch,
        targetBranch: given.targetBranch ?? projectOf(world, projectId).defaultBranch,
        title: given.title,
        description: given.description ?? "",
        draft: given.draft ?? false,
        labels: given.labels ?? [],
        authorId: actor(source.id, given.author),
        allowCollaboration: given.allowCollaboration ?? false,
      });
    },
  } satisfies Partial<Scene>;
}

import { createCommit, pushBranches, signature, type BranchUpdate } from "./commits.ts";
import { createNote, deleteNote, discussionOf, editNote, resolveDiscussion } from "./notes.ts";
import { emitEmoji } from "./payloads.ts";
import * as mergeRequests from "./merge-requests.ts";
import { readFile, type FileChanges, type Sha } from "./repository.ts";
import { applyAndResolve, findSuggestion } from "./routes/suggestions.ts";
import type { Webhooks, Hook } from "./webhooks.ts";
import {
  ACCESS_LEVELS,
  nextId,
  notesOf,
  now,
  projectOf,
  type Discussion,
  type HookEvent,
  type MergeRequest,
  type Note,
  type Project,
  type Role,
  type Token,
  type User,
  type World,
} from "./world.ts";

/** File contents by path; null deletes. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>;

/** Names a merge request; every `MergeRequest` fits. */
export type MergeRequestKey = Pick<MergeRequest, "projectId" | "iid">;

export interface CommitGiven {
  readonly files: Files;
  readonly message?: string;
  /** A username; whoever is named first becomes a Developer of the project. */
  readonly author?: string;
}

export interface Scene {
  readonly createUser: (given: { username: string; name?: string; bot?: boolean }) => User;
  readonly createToken: (given: {
    userId: number;
    scopes?: readonly string[];
    expiresAt?: string;
  }) => string;
  /** A bot user with a project access token, as GitLab makes both at once. */
  readonly createBot: (given: {
    projectId: number;
    role?: Role;
    scopes?: readonly string[];
    username?: string;
  }) => { readonly user: User; readonly token: string };
  readonly revokeToken: (value: string) => void;
  readonly addMember: (projectId: number, userId: number, role: Role) => void;
  readonly createProject: (given: {
    path: string;
    files: Files;
    defaultBranch?: string;
    visibility?: "public" | "private";
    id?: number;
  }) => Project;
  readonly fork: (projectId: number, path: string) => Project;
  readonly createBranch: (projectId: number, branch: string, from?: string) => Sha;
  readonly pushCommit: (projectId: number, branch: string, given: CommitGiven) => Sha;
  /** One push to several branches. More than three send no Push Hook. */
  readonly pushCommits: (projectId: number, given: Readonly<Record<string, CommitGiven>>) => void;
  /** Rewrites a branch: a commit on another parent takes its place. */
  readonly forcePush: (
    projectId: number,
    branch: string,
    given: CommitGiven & { onto: Sha },
  ) => Sha;
  readonly openMergeRequest: (given: {
    sourceProject: number;
    sourceBranch: string;
    targetProject?: number;
    targetBranch?: string;
    title: string;
    description?: string;
    draft?: boolean;
    labels?: readonly string[];
    author?: string;
    allowCollaboration?: boolean;
  }) => MergeRequest;
  readonly retarget: (key: MergeRequestKey, branch: string, by?: string) => void;
  readonly setDraft: (key: MergeRequestKey, draft: boolean, by?: string) => void;
  readonly describe: (
    key: MergeRequestKey,
    given: { title?: string; description?: string; labels?: readonly string[] },
    by?: string,
  ) => void;
  readonly close: (key: MergeRequestKey, by?: string) => void;
  readonly reopen: (key: MergeRequestKey, by?: string) => void;
  readonly merge: (key: MergeRequestKey, by?: string) => void;
  readonly comment: (key: MergeRequestKey, body: string, by?: string, position?: unknown) => Note;
  readonly reply: (key: MergeRequestKey, discussionId: string, body: string, by?: string) => Note;
  readonly resolve: (key: MergeRequestKey, discussionId: string, by?: string) => void;
  readonly unresolve: (key: MergeRequestKey, discussionId: string, by?: string) => void;
  /** Changes any note, the bot's too, as a maintainer can in GitLab. */
  readonly editNote: (key: MergeRequestKey, noteId: number, body: string, by?: string) => void;
  readonly deleteNote: (key: MergeRequestKey, noteId: number) => void;
  readonly deleteDiscussion: (key: MergeRequestKey, discussionId: string) => void;
  readonly react: (key: MergeRequestKey, noteId: number, emoji: string, by?: string) => void;
  readonly applySuggestion: (suggestionId: number, by?: string) => void;
  readonly applySuggestions: (suggestionIds: readonly number[], by?: string) => void;
  readonly addWebhook: (given: {
    url: string;
    projectId?: number;
    group?: string;
    system?: boolean;
    token?: string;
    signingToken?: string;
    events?: readonly HookEvent["kind"][];
  }) => Hook;
  readonly readFile: (projectId: number, ref: string, path: string) => string | undefined;
}

/** Whoever acts where a test does not say. */
const SOMEBODY = "sofia";
const ALL_EVENTS: readonly HookEvent["kind"][] = ["merge_requests", "note", "push"];

/** The verbs that set a scene: what people, and other systems, do to a GitLab. */
export function createScene(world: World, webhooks: Webhooks): Scene {
  const people = createPeople(world);
  const code = createCode(world, people.actor);
  const talk = createTalk(world, people.actor);
  return {
    ...people.verbs,
    ...code,
    ...talk,
    addWebhook: ({ url, projectId, group, system, token, signingToken, events }) =>
      webhooks.add({
        url,
        token,
        signingToken,
        events: new Set(events ?? ALL_EVENTS),
        scope: system === true ? "system" : (projectId ?? group ?? "system"),
      }),
  };
}

type Actor = (projectId: number, username?: string) => number;

function createPeople(world: World) {
  const createUser: Scene["createUser"] = ({ username, name = username, bot = false }) => {
    const user: User = { id: nextId(world, "user"), username, name, bot };
    world.users.set(user.id, user);
    return user;
  };
  const createToken: Scene["createToken"] = ({ userId, scopes = ["api"], expiresAt }) => {
    const id = nextId(world, "token");
    const value = `glpat-standin-${id}-${userId}`;
    const token: Token = {
      id,
      value,
      userId,
      name: `token ${id}`,
      scopes,
      expiresAt: expiresAt ?? null,
      createdAt: now(world),
      revoked: false,
    };
    world.tokens.set(value, token);
    return value;
  };
  const addMember: Scene["addMember"] = (projectId, userId, role) => {
    projectOf(world, projectId).members.set(userId, ACCESS_LEVELS[role]);
  };
  const actor: Actor = (projectId, username = SOMEBODY) => {
    const known = [...world.users.values()].find((user) => user.username === username);
    const { id } = known ?? createUser({ username, name: titleCase(username) });
    const { members } = projectOf(world, projectId);
    if (!members.has(id) && known === undefined) members.set(id, ACCESS_LEVELS.developer);
    return id;
  };
  const verbs = {
    createUser,
    createToken,
    addMember,
    createBot: ({ projectId, role = "developer", scopes, username }) => {
      const name = username ?? `project_${projectId}_bot_${world.users.size}`;
      const user = createUser({ username: name, name: "Handbook bot", bot: true });
      addMember(projectId, user.id, role);
      const token = createToken({ userId: user.id, ...(scopes === undefined ? {} : { scopes }) });
      return { user, token };
    },
    revokeToken: (value) => {
      const token = world.tokens.get(value);
      if (token !== undefined) token.revoked = true;
    },
  } satisfies Partial<Scene>;
  return { actor, verbs };
}

function titleCase(username: string): string {
  return username.slice(0, 1).toUpperCase() + username.slice(1);
}

function toChanges(files: Files): FileChanges {
  return new Map(
    Object.entries(files).map(([path, content]) => [
      path,
      content === null ? null : Buffer.from(content),
    ]),
  );
}

function createCode(world: World, actor: Actor) {
  const tip = (project: Project, ref: string): Sha => {
    const sha = project.branches.get(ref) ?? (project.commits.has(ref) ? ref : undefined);
    if (sha === undefined) throw new Error(`no branch or commit ${ref} in ${project.path}`);
    return sha;
  };
  const commitOn = (parent: Sha, projectId: number, given: CommitGiven): Sha =>
    createCommit(world, {
      parents: [parent],
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
      return mergeRequests.openMergeRequest(world, {
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

function createTalk(world: World, actor: Actor) {
  const find = ({ projectId, iid }: MergeRequestKey): MergeRequest => {
    const found = world.mergeRequests.get(projectId)?.find((one) => one.iid === iid);
    if (found === undefined) throw new Error(`no merge request ${projectId}!${iid}`);
    return found;
  };
  const thread = (key: MergeRequestKey, id: string): Discussion => {
    const found = find(key).discussions.find((discussion) => discussion.id === id);
    if (found === undefined) throw new Error(`no discussion ${id}`);
    return found;
  };
  const noteIn = (key: MergeRequestKey, noteId: number): Note => {
    const found = notesOf(find(key)).find(({ id }) => id === noteId);
    if (found === undefined) throw new Error(`no note ${noteId}`);
    return found;
  };
  const say = (
    key: MergeRequestKey,
    body: string,
    by: string | undefined,
    more: { replyTo?: Discussion; position?: unknown },
  ): Note => {
    const outcome = createNote(world, find(key), {
      authorId: actor(key.projectId, by),
      body,
      individual: more.replyTo === undefined && more.position === undefined,
      ...more,
    });
    if (outcome.kind !== "note") throw new Error("the comment became no note");
    return outcome.note;
  };
  const setResolved = (resolved: boolean) => (key: MergeRequestKey, id: string, by?: string) => {
    const actorId = actor(key.projectId, by);
    resolveDiscussion(world, find(key), thread(key, id), { resolved, actorId });
  };
  const apply: Scene["applySuggestions"] = (ids, by) => {
    const chosen = ids.map((id) => {
      const found = findSuggestion(world, id);
      if (found === undefined) throw new Error(`no suggestion ${id}`);
      return found;
    });
    const projectId = chosen[0]?.mergeRequest.projectId;
    if (projectId !== undefined) applyAndResolve(world, chosen, actor(projectId, by));
  };
  return {
    retarget: (key, branch, by) =>
      mergeRequests.retarget(world, find(key), branch, actor(key.projectId, by)),
    setDraft: (key, draft, by) =>
      mergeRequests.setDraft(world, find(key), draft, actor(key.projectId, by)),
    describe: (key, given, by) =>
      mergeRequests.describe(world, find(key), given, actor(key.projectId, by)),
    close: (key, by) =>
      mergeRequests.setState(world, find(key), "closed", actor(key.projectId, by)),
    reopen: (key, by) =>
      mergeRequests.setState(world, find(key), "opened", actor(key.projectId, by)),
    merge: (key, by) => mergeRequests.merge(world, find(key), actor(key.projectId, by)),
    comment: (key, body, by, position) => say(key, body, by, { position }),
    reply: (key, id, body, by) => say(key, body, by, { replyTo: thread(key, id) }),
    resolve: setResolved(true),
    unresolve: setResolved(false),
    editNote: (key, noteId, body, by) =>
      editNote(world, find(key), noteIn(key, noteId), { body, actorId: actor(key.projectId, by) }),
    deleteNote: (key, noteId) => deleteNote(find(key), noteIn(key, noteId)),
    deleteDiscussion: (key, id) => {
      const gone = thread(key, id);
      const mergeRequest = find(key);
      mergeRequest.discussions = mergeRequest.discussions.filter((one) => one !== gone);
    },
    react: (key, noteId, name, by) => {
      const note = noteIn(key, noteId);
      const award = { id: nextId(world, "award"), name, userId: actor(key.projectId, by) };
      note.awards.push(award);
      if (discussionOf(find(key), note) !== undefined) emitEmoji(world, find(key), note, award);
    },
    applySuggestion: (id, by) => apply([id], by),
    applySuggestions: apply,
  } satisfies Partial<Scene>;
}

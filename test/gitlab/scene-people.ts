import type { Scene } from "./scene.ts";
import {
  ACCESS_LEVELS,
  nextId,
  notesOf,
  now,
  projectOf,
  type Token,
  type User,
  type World,
} from "./world.ts";

/** Whoever acts where a test does not say. */
const SOMEBODY = "sofia";

/** The id of a username; whoever is named first is made, as a Developer of the project. */
export type Actor = (projectId: number, username?: string) => number;

/** Users, their tokens and their roles. */
export function createPeople(world: World) {
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
    deleteUser: (userId) => {
      const ghost =
        [...world.users.values()].find(({ username }) => username === "ghost") ??
        createUser({ username: "ghost", name: "Ghost User" });
      const notes = [...world.mergeRequests.values()].flat().flatMap(notesOf);
      for (const note of notes) if (note.authorId === userId) note.authorId = ghost.id;
      for (const token of world.tokens.values()) if (token.userId === userId) token.revoked = true;
      for (const project of world.projects.values()) project.members.delete(userId);
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

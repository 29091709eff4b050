import { z } from "zod";

import { parseAnswer, path, type Connection } from "./connection.ts";
import { unless } from "./gitlab-error.ts";
import { readList } from "./paging.ts";
import {
  hookSchema,
  memberSchema,
  projectSchema,
  tokenSchema,
  userSchema,
  versionSchema,
} from "./schemas.ts";

export interface User {
  readonly id: number;
  readonly username: string;
  readonly isBot: boolean;
}

export interface Project {
  readonly id: number;
  readonly path: string;
  readonly url: string | undefined;
  /** Undefined while the repository is empty. */
  readonly defaultBranch: string | undefined;
  readonly isArchived: boolean;
}

export interface TokenInfo {
  readonly name: string | undefined;
  readonly scopes: readonly string[];
  readonly isActive: boolean;
  /** A date, `2027-01-31`. */
  readonly expiresAt: string | undefined;
}

export interface ProjectHook {
  readonly id: number;
  readonly url: string;
  readonly hasMergeRequestEvents: boolean;
  readonly hasPushEvents: boolean;
  readonly hasNoteEvents: boolean;
  readonly hasPipelineEvents: boolean;
  /** GitLab stopped sending after failures, for a while or for good. */
  readonly isDisabled: boolean;
  readonly disabledUntil: string | undefined;
}

/** What is asked about GitLab itself, the bot's token and the project. */
export interface InstanceReads {
  readonly currentUser: () => Promise<User>;
  /** Undefined where GitLab does not say. */
  readonly version: () => Promise<string | undefined>;
  /** Undefined where the token is of a kind that GitLab does not describe. */
  readonly tokenSelf: () => Promise<TokenInfo | undefined>;
  readonly project: (projectId: number | string) => Promise<Project>;
  /** GitLab's number for the role, 30 for Developer; undefined for who is no member. */
  readonly memberAccess: (projectId: number, userId: number) => Promise<number | undefined>;
  /** Whether GitLab itself made the user, for a token or as a service account. */
  readonly isBotUser: (userId: number) => Promise<boolean>;
  /** Undefined where the bot may not see them, which takes a Maintainer. */
  readonly hooks: (projectId: number) => Promise<readonly ProjectHook[] | undefined>;
}

/** GitLab's number for the role Developer, which may resolve threads and set commit statuses. */
export const developerRole = 30;
/** Who may look at webhooks. */
export const maintainerRole = 40;

/** A person has no such name: GitLab makes them for tokens and service accounts. docs.gitlab.com, 2026-11 */
const botName = /^(?:(?:project|group)_\d+_bot|service_account_)/;

export function readUser(user: z.infer<typeof userSchema>): User {
  const { id, username } = user;
  return { id, username, isBot: user.bot ?? botName.test(username) };
}

/** So many users are remembered at a time. */
const rememberedMax = 1_000;

export function instanceReads({ send, botUsers }: Connection): InstanceReads {
  return {
    isBotUser: async (userId) => {
      const known = botUsers.get(userId);
      if (known !== undefined) return known;
      const answer = await unless([403, 404], () => send.get(path`users/${userId}`));
      // Unlike the name, only GitLab sets this.
      const isBot =
        answer !== undefined && parseAnswer(userSchema, answer.body, "a user").bot === true;
      if (botUsers.size >= rememberedMax) botUsers.clear();
      botUsers.set(userId, isBot);
      return isBot;
    },
    currentUser: async () =>
      readUser(parseAnswer(userSchema, (await send.get("user")).body, "the bot's user")),
    version: async () => {
      // `metadata` since 15.2; a proxy may let only one of the two through.
      const answer =
        (await unless([403, 404], () => send.get("metadata"))) ??
        (await unless([403, 404], () => send.get("version")));
      return answer === undefined
        ? undefined
        : parseAnswer(versionSchema, answer.body, "GitLab's version").version;
    },
    tokenSelf: async () => {
      const answer = await unless([401, 403, 404], () => send.get("personal_access_tokens/self"));
      return answer === undefined ? undefined : readToken(answer.body);
    },
    project: async (projectId) => {
      const { body } = await send.get(path`projects/${projectId}`);
      return readProject(parseAnswer(projectSchema, body, "the project"));
    },
    memberAccess: async (projectId, userId) => {
      const answer = await unless([404], () =>
        send.get(path`projects/${projectId}/members/all/${userId}`),
      );
      return answer === undefined
        ? undefined
        : parseAnswer(memberSchema, answer.body, "a member of the project").access_level;
    },
    hooks: async (projectId) => {
      const listed = await unless([401, 403, 404], () =>
        readList(send, path`projects/${projectId}/hooks`, {
          schema: hookSchema,
          what: "the project's webhooks",
          pagesMax: 5,
        }),
      );
      return listed?.entries.map(readHook);
    },
  };
}

export function readProject(project: z.infer<typeof projectSchema>): Project {
  return {
    id: project.id,
    path: project.path_with_namespace,
    url: project.web_url ?? undefined,
    defaultBranch: project.default_branch ?? undefined,
    isArchived: project.archived ?? false,
  };
}

function readToken(answer: unknown): TokenInfo {
  const token = parseAnswer(tokenSchema, answer, "the bot's token");
  return {
    name: token.name ?? undefined,
    scopes: token.scopes ?? [],
    isActive: token.active ?? token.revoked !== true,
    expiresAt: token.expires_at ?? undefined,
  };
}

export function readHook(hook: z.infer<typeof hookSchema>): ProjectHook {
  return {
    id: hook.id,
    url: hook.url,
    hasMergeRequestEvents: hook.merge_requests_events ?? false,
    hasPushEvents: hook.push_events ?? false,
    hasNoteEvents: hook.note_events ?? false,
    hasPipelineEvents: hook.pipeline_events ?? false,
    isDisabled: (hook.alert_status ?? "executable") !== "executable",
    disabledUntil: hook.disabled_until ?? undefined,
  };
}

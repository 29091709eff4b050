import type { GitLab } from "../gitlab/gitlab.ts";
import {
  developerRole,
  maintainerRole,
  type Project,
  type ProjectHook,
} from "../gitlab/instance.ts";

/** One thing that was looked at: what was found, and what to do where it is not in order. */
export interface Check {
  readonly about:
    | "identity"
    | "token"
    | "project"
    | "role"
    | "webhook"
    | "disabled webhook"
    | "setup";
  readonly level: "ok" | "warning" | "problem";
  readonly message: string;
}

/** A month in which to make a new token. */
const expiryWarningMs = 30 * 24 * 60 * 60_000;

/** Looks at the token itself: scopes, and how long it lives. */
export async function checkToken(gitlab: GitLab): Promise<readonly Check[]> {
  const token = await gitlab.tokenSelf();
  if (token === undefined) {
    return [
      {
        about: "token",
        level: "warning",
        message: "GitLab does not describe this token, so its scopes are not known.",
      },
    ];
  }
  const checks: Check[] = [];
  if (!token.isActive)
    checks.push({
      about: "token",
      level: "problem",
      message: "The token is revoked: make a new one.",
    });
  checks.push(
    token.scopes.includes("api")
      ? { about: "token", level: "ok", message: "The token has the scope api." }
      : {
          about: "token",
          level: "problem",
          message: `The token has the scopes ${token.scopes.join(", ") || "none"}: make one with the scope api.`,
        },
  );
  if (token.expiresAt !== undefined) {
    const leftMs = Date.parse(token.expiresAt) - gitlab.clock.now();
    const isSoon = leftMs < expiryWarningMs;
    checks.push({
      about: "token",
      level: leftMs < 0 ? "problem" : isSoon ? "warning" : "ok",
      message: `The token ${leftMs < 0 ? "expired" : "expires"} on ${token.expiresAt}${isSoon ? ": rotate it" : ""}.`,
    });
  }
  return checks;
}

/** Finds a project by id or path; a check instead where GitLab does not give it. */
export async function findProject(gitlab: GitLab, name: number | string): Promise<Project | Check> {
  try {
    return await gitlab.project(name);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { about: "project", level: "problem", message: `${name}: ${message}` };
  }
}

/** Looks at what the bot may do in a project, and at the webhook that should report changes to it. */
export async function checkProject(
  gitlab: GitLab,
  publicUrl: string | undefined,
  userId: number,
  project: Project,
): Promise<readonly Check[]> {
  const access = await gitlab.memberAccess(project.id, userId);
  const role: Check =
    access !== undefined && access >= developerRole
      ? { about: "role", level: "ok", message: `${project.path}: the bot is a Developer or more.` }
      : {
          about: "role",
          level: "problem",
          message: `${project.path}: the bot may not resolve threads or set statuses: make it a Developer.`,
        };
  const mayLook = access !== undefined && access >= maintainerRole;
  return [role, ...(await checkHook(publicUrl, gitlab, project, mayLook))];
}

/** Looks at the webhook that leads to the bot: one of the project, or of a group that it is in. */
async function checkHook(
  publicUrl: string | undefined,
  gitlab: GitLab,
  { id, path }: Project,
  mayLook: boolean,
): Promise<readonly Check[]> {
  const own = mayLook ? await gitlab.hooks(id) : undefined;
  const leads = ({ url }: ProjectHook): boolean =>
    url.endsWith("/webhook") && (publicUrl === undefined || url.startsWith(publicUrl));
  const known = own?.find(leads);
  const groups = known === undefined ? await hooksOfGroups(gitlab, path) : [];
  const hook = known ?? groups.flatMap((hooks) => (hooks === "hidden" ? [] : hooks)).find(leads);
  if (hook === undefined && own === undefined) {
    return [
      {
        about: "webhook",
        level: "warning",
        message: `${path}: the bot may not see webhooks, which takes a Maintainer. Look at Settings, Webhooks.`,
      },
    ];
  }
  if (hook === undefined) {
    const address = `${publicUrl ?? "https://your-bot"}/webhook`;
    if (groups.includes("hidden")) {
      return [
        {
          about: "webhook",
          level: "warning",
          message: `${path}: no webhook of the project leads to the bot. Add one to ${address}, unless its group has one: the bot may not see those, which takes an Owner.`,
        },
      ];
    }
    return [
      {
        about: "webhook",
        level: "problem",
        message: `${path}: no webhook leads to the bot: add one to ${address}.`,
      },
    ];
  }
  const checks: Check[] = [];
  if (hook.isDisabled) {
    checks.push({
      about: "disabled webhook",
      level: "problem",
      message: `${path}: GitLab has disabled the webhook after failures. Press Test in Settings, Webhooks.`,
    });
  }
  const missing = [
    ...(hook.hasMergeRequestEvents ? [] : ["Merge request events"]),
    ...(hook.hasPushEvents ? [] : ["Push events"]),
  ];
  const useful = [
    ...(hook.hasNoteEvents ? [] : ["Comments"]),
    ...(hook.hasPipelineEvents ? [] : ["Pipeline events"]),
  ];
  checks.push(
    missing.length === 0
      ? {
          about: "webhook",
          level: "ok",
          message: `${path}: the webhook sends merge requests and pushes.`,
        }
      : {
          about: "webhook",
          level: "problem",
          message: `${path}: the webhook does not send ${missing.join(" and ")}: tick them.`,
        },
  );
  if (useful.length > 0) {
    checks.push({
      about: "webhook",
      level: "warning",
      message: `${path}: the webhook does not send ${useful.join(" and ")}. Select them in Settings, Webhooks.`,
    });
  }
  return checks;
}

/** The webhooks of each group that a project is in, from the innermost out. */
async function hooksOfGroups(
  gitlab: GitLab,
  path: string,
): Promise<readonly (readonly ProjectHook[] | "hidden")[]> {
  const all: (readonly ProjectHook[] | "hidden")[] = [];
  for (let group = parentOf(path); group !== ""; group = parentOf(group))
    all.push(await gitlab.groupHooks(group));
  return all;
}

function parentOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

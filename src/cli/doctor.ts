import type { Settings } from "../config/env.ts";
import type { GitLab } from "../gitlab/gitlab.ts";
import type { Project } from "../gitlab/instance.ts";
import { readSettings } from "./settings.ts";
import { openGitLabSide, type GitLabSide } from "./start-bot.ts";

/** One thing that was looked at: what was found, and what to do where it is not in order. */
interface Check {
  readonly level: "ok" | "warning" | "problem";
  readonly message: string;
}

/** A month in which to make a new token. */
const expiryWarningMs = 30 * 24 * 60 * 60_000;
/** GitLab's number for the role Developer, which may resolve threads and set commit statuses. */
const developer = 30;

/** Looks at everything that the bot needs from GitLab and says what to do. Gives the exit code. */
export async function doctor(projects: readonly string[]): Promise<number> {
  const settings = readSettings("review");
  const side = openGitLabSide(settings);
  const checks = await examine(settings, side, projects);
  for (const { level, message } of checks) console.log(`${level.padEnd(8)} ${message}`);
  const problems = checks.filter(({ level }) => level === "problem").length;
  console.log(problems === 0 ? "The bot can work." : `${problems} to mend.`);
  return problems === 0 ? 0 : 1;
}

async function examine(
  settings: Settings,
  side: GitLabSide,
  named: readonly string[],
): Promise<readonly Check[]> {
  const checks: Check[] = [...checkSettings(settings)];
  const { gitlab, identify } = side;
  let user: Awaited<ReturnType<typeof identify>>;
  try {
    user = await identify();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return [...checks, { level: "problem", message: said }];
  }
  checks.push({
    level: "ok",
    message: `GitLab ${await gitlab.version()} at ${settings.gitlab.url} knows the bot as ${user.username}.`,
  });
  checks.push(...(await checkToken(gitlab)));
  const projects = named.length > 0 ? named : (settings.projects ?? []).map(String);
  if (projects.length === 0) {
    checks.push({
      level: "warning",
      message: "No project was looked at: name one, handbook-bot doctor people/handbook.",
    });
  }
  for (const project of projects)
    checks.push(...(await checkProject(settings, side, user.userId, project)));
  return checks;
}

function* checkSettings(settings: Settings): Generator<Check> {
  const { webhook, publicUrl } = settings;
  if (webhook.token === undefined && webhook.signing === undefined) {
    yield {
      level: "problem",
      message:
        "No webhook secret is set: set HANDBOOK_BOT_WEBHOOK_SECRET or HANDBOOK_BOT_WEBHOOK_SIGNING_TOKEN.",
    };
  }
  if (publicUrl === undefined) {
    yield {
      level: "warning",
      message:
        "HANDBOOK_BOT_PUBLIC_URL is not set: the links to rules in comments lead to this machine only.",
    };
  }
}

async function checkToken(gitlab: GitLab): Promise<readonly Check[]> {
  const token = await gitlab.tokenSelf();
  if (token === undefined) {
    return [
      {
        level: "warning",
        message: "GitLab does not describe this token, so its scopes are not known.",
      },
    ];
  }
  const checks: Check[] = [];
  if (!token.isActive)
    checks.push({ level: "problem", message: "The token is revoked: make a new one." });
  checks.push(
    token.scopes.includes("api")
      ? { level: "ok", message: "The token has the scope api." }
      : {
          level: "problem",
          message: `The token has the scopes ${token.scopes.join(", ") || "none"}: make one with the scope api.`,
        },
  );
  if (token.expiresAt !== undefined) {
    const leftMs = Date.parse(token.expiresAt) - gitlab.clock.now();
    const isSoon = leftMs < expiryWarningMs;
    checks.push({
      level: leftMs < 0 ? "problem" : isSoon ? "warning" : "ok",
      message: `The token ${leftMs < 0 ? "expired" : "expires"} on ${token.expiresAt}${isSoon ? ": rotate it" : ""}.`,
    });
  }
  return checks;
}

async function checkProject(
  settings: Settings,
  { gitlab, copies }: GitLabSide,
  userId: number,
  name: string,
): Promise<readonly Check[]> {
  let project: Project;
  try {
    project = await gitlab.project(/^\d+$/.test(name) ? Number(name) : name);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return [{ level: "problem", message: `${name}: ${said}` }];
  }
  const access = await gitlab.memberAccess(project.id, userId);
  const role: Check =
    access !== undefined && access >= developer
      ? { level: "ok", message: `${project.path}: the bot is a Developer or more.` }
      : {
          level: "problem",
          message: `${project.path}: the bot may not resolve threads or set statuses: make it a Developer.`,
        };
  const hook = await checkHook(settings, gitlab, project);
  const config = await checkConfig(copies, project);
  return [role, ...hook, config];
}

async function checkHook(
  { publicUrl }: Settings,
  gitlab: GitLab,
  { id, path }: Project,
): Promise<readonly Check[]> {
  const hooks = await gitlab.hooks(id);
  if (hooks === undefined) {
    return [
      {
        level: "warning",
        message: `${path}: the bot may not see webhooks, which takes a Maintainer. Look at Settings, Webhooks.`,
      },
    ];
  }
  const hook = hooks.find(
    ({ url }) => url.endsWith("/webhook") && (publicUrl === undefined || url.startsWith(publicUrl)),
  );
  if (hook === undefined) {
    const address = `${publicUrl ?? "https://your-bot"}/webhook`;
    return [
      { level: "problem", message: `${path}: no webhook leads to the bot: add one to ${address}.` },
    ];
  }
  const checks: Check[] = [];
  if (hook.isDisabled) {
    checks.push({
      level: "problem",
      message: `${path}: GitLab has disabled the webhook after failures. Press Test in Settings, Webhooks.`,
    });
  }
  const missing = [
    ...(hook.hasMergeRequestEvents ? [] : ["Merge request events"]),
    ...(hook.hasPushEvents ? [] : ["Push events"]),
  ];
  checks.push(
    missing.length === 0
      ? { level: "ok", message: `${path}: the webhook sends merge requests and pushes.` }
      : {
          level: "problem",
          message: `${path}: the webhook does not send ${missing.join(" and ")}: tick them.`,
        },
  );
  return checks;
}

async function checkConfig(copies: GitLabSide["copies"], project: Project): Promise<Check> {
  const { id, path, defaultBranch } = project;
  if (defaultBranch === undefined)
    return { level: "problem", message: `${path}: the repository is empty.` };
  const copy = await copies.get(id, defaultBranch);
  switch (copy.kind) {
    case "ready":
      return { level: "ok", message: `${path}: ${copy.handbook.size} pages on ${defaultBranch}.` };
    case "not-configured":
      return {
        level: "problem",
        message: `${path}: ${defaultBranch} has no .handbook-bot.yml, so nothing is reviewed. An empty one will do.`,
      };
    case "misconfigured":
      return { level: "problem", message: `${path}: ${copy.message}` };
  }
}

import { isStale, parseJurisdiction } from "../../rules/jurisdictions/jurisdiction.ts";
import type { Settings } from "../config/env.ts";
import { readRuleFiles } from "../config/rule-files.ts";
import type { Project } from "../gitlab/instance.ts";
import { count } from "../text/wording.ts";
import { readSettings } from "./settings.ts";
import { checkProject, checkToken, findProject, type Check } from "../worker/health-checks.ts";
import { askRunningBot } from "./ask-running-bot.ts";
import { openGitLabSide, type GitLabSide } from "./gitlab-side.ts";
import { ownAddress } from "./own-address.ts";

/** Looks at everything that the bot needs from GitLab and says what to do. Gives the exit code. */
export async function doctor(projects: readonly string[], envFile?: string): Promise<number> {
  const settings = readSettings("review", envFile);
  const side = openGitLabSide(settings);
  const checks = await examineAndClose(settings, side, projects);
  for (const { level, message } of checks) console.log(`${level.padEnd(8)} ${message}`);
  const problems = checks.filter(({ level }) => level === "problem").length;
  console.log(
    problems === 0
      ? "The bot can work."
      : `${problems} ${problems === 1 ? "problem" : "problems"}.`,
  );
  return problems === 0 ? 0 : 1;
}

/** The process that reads configurations would keep this one waiting. */
async function examineAndClose(...asked: Parameters<typeof examine>): Promise<readonly Check[]> {
  try {
    return await examine(...asked);
  } finally {
    await asked[1].reviewer.close();
  }
}

async function examine(
  settings: Settings,
  side: GitLabSide,
  named: readonly string[],
): Promise<readonly Check[]> {
  const checks: Check[] = [
    ...checkSettings(settings),
    ...checkJurisdictions(),
    ...(await askRunningBot(ownAddress(settings))),
  ];
  const { gitlab, identify } = side;
  let user: Awaited<ReturnType<typeof identify>>;
  try {
    user = await identify();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return [...checks, { about: "setup", level: "problem", message }];
  }
  const version = await gitlab.version();
  checks.push({
    about: "identity",
    level: "ok",
    message: `GitLab ${version === undefined ? "" : `${version} `}at ${settings.gitlab.url} knows the bot as ${user.username}.`,
  });
  checks.push(...(await checkToken(gitlab)));
  const projects = named.length > 0 ? named : (settings.projects ?? []).map(String);
  if (projects.length === 0) {
    checks.push({
      about: "setup",
      level: "warning",
      message:
        "No project was looked at: name one or its group, handbook-bot doctor people/handbook.",
    });
  }
  for (const name of projects) {
    for (const project of await projectsNamed(side, name))
      checks.push(...(await examineProject(settings, side, user.userId, project)));
  }
  return checks;
}

function* checkSettings(settings: Settings): Generator<Check> {
  const { webhook, publicUrl } = settings;
  if (webhook.token === undefined && webhook.signing === undefined) {
    yield {
      about: "setup",
      level: "problem",
      message:
        "No webhook secret is set: set HANDBOOK_BOT_WEBHOOK_SECRET or HANDBOOK_BOT_WEBHOOK_SIGNING_TOKEN.",
    };
  }
  if (publicUrl === undefined) {
    yield {
      about: "setup",
      level: "warning",
      message:
        "HANDBOOK_BOT_PUBLIC_URL is not set: the links to rules in comments lead to this machine only.",
    };
  }
}

function* checkJurisdictions(): Generator<Check> {
  const today = new Date().toISOString().slice(0, 10);
  for (const file of readRuleFiles()) {
    const { path } = file;
    if (!path.startsWith("rules/jurisdictions/")) continue;
    const pack = parseJurisdiction(file);
    if (!isStale(pack, today)) continue;
    yield {
      about: "setup",
      level: "warning",
      message: `What ${pack.name} asks of job pages was last reviewed on ${pack.reviewed}: hold ${path} against ${pack.source}.`,
    };
  }
}

/** The project of a name, or all projects of the group. */
async function projectsNamed(
  { gitlab }: GitLabSide,
  name: string,
): Promise<readonly (Project | Check)[]> {
  const project = await findProject(gitlab, /^\d+$/.test(name) ? Number(name) : name);
  if (!("about" in project)) return [project];
  const projects = await gitlab.groupProjects(name);
  if (projects === undefined) return [project];
  const message = `${name}: the bot sees ${count(projects.length, "project")} of this group.`;
  return [
    { about: "project", level: projects.length > 0 ? "ok" : "problem", message },
    ...projects,
  ];
}

async function examineProject(
  { publicUrl }: Settings,
  { gitlab, reviewer }: GitLabSide,
  userId: number,
  project: Project | Check,
): Promise<readonly Check[]> {
  if ("about" in project) return [project];
  const checks = await checkProject(gitlab, publicUrl, userId, project);
  return [...checks, await checkConfig(reviewer, project)];
}

async function checkConfig(reviewer: GitLabSide["reviewer"], project: Project): Promise<Check> {
  const { id, path, defaultBranch } = project;
  if (defaultBranch === undefined)
    return { about: "setup", level: "problem", message: `${path}: the repository is empty.` };
  const branch = await reviewer.open(id, defaultBranch);
  switch (branch.kind) {
    case "ready":
      return {
        about: "setup",
        level: "ok",
        message: `${path}: ${branch.pages} pages on ${defaultBranch}.`,
      };
    case "not-configured":
      return {
        about: "setup",
        level: "problem",
        message: `${path}: ${defaultBranch} has no .handbook-bot.yml, so nothing is reviewed. An empty one will do.`,
      };
    case "misconfigured":
      return { about: "setup", level: "problem", message: `${path}: ${branch.message}` };
  }
}

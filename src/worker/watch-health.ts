import type { GitLab } from "../gitlab/gitlab.ts";
import { checkVersion } from "../gitlab/version.ts";
import type { Log } from "../log.ts";
import { checkProject, checkToken, findProject, type Check } from "./health-checks.ts";

/** What is watched, and who hears of it. */
export interface HealthWatchParts {
  readonly gitlab: GitLab;
  /** Ids or paths of the projects to look at. */
  readonly projects: () => Promise<readonly (number | string)[]>;
  readonly publicUrl: string | undefined;
  readonly log: Log;
  /** Called after every look with the number of problems of each kind. */
  readonly measure: (problems: ReadonlyMap<string, number>) => void;
  /** Called after every look with what keeps the bot from working, undefined: nothing, and what else is wrong. */
  readonly onProblem: (problem: string | undefined, warnings: readonly string[]) => void;
}

/** Looks again and again whether GitLab still lets the bot work and still sends it webhooks. */
export interface HealthWatch {
  /** Looks once; never throws. Gives whether there is no problem. */
  readonly look: () => Promise<boolean>;
}

/**
 * Makes the watch. What is not in order is logged once, with the remedy, and once more when it is fixed.
 * A disabled webhook does not make the bot unready: GitLab enables it by a delivery that is answered.
 */
export function createHealthWatch(parts: HealthWatchParts): HealthWatch {
  const { log, measure, onProblem } = parts;
  let known = new Set<string>();
  return {
    look: async () => {
      const { own, projects } = await examine(parts);
      const perProject = projects.map((checks) => checks.filter(isOfConcern));
      const found = [...own.filter(isOfConcern), ...perProject.flat()];
      for (const { level, about, message } of found) {
        if (known.has(message)) continue;
        if (level === "problem") log.error({ about, remedy: message }, "problem found");
        else log.warn({ about, remedy: message }, "expires soon");
      }
      const messages = new Set(found.map(({ message }) => message));
      for (const message of known) {
        if (!messages.has(message)) log.info({ was: message }, "problem fixed");
      }
      known = messages;
      measure(countKinds(found));
      const stopped = perProject.filter((checks) => checks.some(isStopping));
      const isAllStopped = stopped.length > 0 && stopped.length === perProject.length;
      const stopping = [...own, ...(isAllStopped ? stopped.flat() : [])].filter(isStopping);
      onProblem(
        stopping.length === 0 ? undefined : stopping.map((one) => one.message).join(" "),
        warningsOf(found, stopped.length, perProject.length),
      );
      return found.every(({ level }) => level !== "problem");
    },
  };
}

/** Nothing can be reviewed while it is so. A webhook that GitLab disabled is enabled by a delivery that is answered. */
function isStopping({ level, about }: Check): boolean {
  return (
    level === "problem" &&
    about !== "disabled webhook" &&
    isOfConcern({ level, about, message: "" })
  );
}

/** Anybody may read these, so they name no project. */
function warningsOf(found: readonly Check[], stopped: number, all: number): readonly string[] {
  const warnings: string[] = [];
  if (stopped > 0 && stopped < all) {
    warnings.push(`${stopped} of ${all} projects cannot be reviewed. The log says why.`);
  }
  if (found.some(({ about }) => about === "disabled webhook")) {
    warnings.push("GitLab has disabled a webhook after failures. The log says which.");
  }
  if (found.some(({ about, level }) => about === "token" && level === "warning")) {
    warnings.push("The bot's token expires soon.");
  }
  return warnings;
}

interface Examined {
  /** On the bot itself. */
  readonly own: readonly Check[];
  /** On each of its projects. */
  readonly projects: readonly (readonly Check[])[];
}

async function examine({ gitlab, projects, publicUrl }: HealthWatchParts): Promise<Examined> {
  const own: Check[] = [];
  const perProject: (readonly Check[])[] = [];
  try {
    // Asked each time: the answer of the start says nothing of a token that was revoked since.
    const { id } = await gitlab.currentUser();
    checkVersion(await gitlab.version());
    own.push(...(await checkToken(gitlab)));
    for (const name of await projects()) {
      const project = await findProject(gitlab, name);
      perProject.push(
        "about" in project ? [project] : await checkProject(gitlab, publicUrl, id, project),
      );
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    own.push({ about: "identity", level: "problem", message });
  }
  return { own, projects: perProject };
}

/** A bot that is no Maintainer sees no webhooks, and those of a group are not a project's: neither is wrong. */
function isOfConcern({ level, about, message }: Check): boolean {
  if (level === "warning") return about === "token" && message.includes("expires");
  return level === "problem" && about !== "webhook" && about !== "setup";
}

function countKinds(checks: readonly Check[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { about } of checks) counts.set(about, (counts.get(about) ?? 0) + 1);
  return counts;
}

import type { GitLab } from "../gitlab/gitlab.ts";
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
  /** Called after every look with what keeps the bot from working; undefined: nothing. */
  readonly onProblem: (problem: string | undefined) => void;
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
      const found = (await examine(parts)).filter(isOfConcern);
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
      const stopping = found.filter(
        ({ level, about }) => level === "problem" && about !== "disabled webhook",
      );
      onProblem(stopping.length === 0 ? undefined : stopping.map((one) => one.message).join(" "));
      return found.every(({ level }) => level !== "problem");
    },
  };
}

async function examine({
  gitlab,
  projects,
  publicUrl,
}: HealthWatchParts): Promise<readonly Check[]> {
  const checks: Check[] = [];
  try {
    // Asked each time: the answer of the start says nothing of a token that was revoked since.
    const { id } = await gitlab.currentUser();
    checks.push(...(await checkToken(gitlab)));
    for (const name of await projects()) {
      const project = await findProject(gitlab, name);
      if ("about" in project) checks.push(project);
      else checks.push(...(await checkProject(gitlab, publicUrl, id, project)));
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    checks.push({ about: "identity", level: "problem", message });
  }
  return checks;
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
